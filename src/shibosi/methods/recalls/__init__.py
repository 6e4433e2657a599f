"""Recalls 召回: lists that authorities publish, read as they come, and held against goods that are offered."""
