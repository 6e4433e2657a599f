"""Watch-lists: read in the formats they are published in, kept by version, compared, screened against."""
