"""Permits: how a document with a term stands on a day, and whether what is held allows what is asked."""
