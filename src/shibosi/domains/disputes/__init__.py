"""Disputes: how they are settled, and which routes come before a court."""
