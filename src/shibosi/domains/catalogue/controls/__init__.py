"""Controls of the catalogue, by what they look at."""
