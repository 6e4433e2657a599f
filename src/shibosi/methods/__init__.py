"""Shared instruments that know no party."""
