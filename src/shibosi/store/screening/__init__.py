"""Parties of stored documents against the watch-lists kept: possible matches become cases."""
