"""The reference pages of `docs/reference/`, written from code."""
