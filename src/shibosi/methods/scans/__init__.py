"""Files that papers come as: what a file is by its first bytes, why it is set apart, the text that stands in it."""
