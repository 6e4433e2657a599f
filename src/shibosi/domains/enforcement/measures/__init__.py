"""Packs of the enforcement domain, one file per pack."""
