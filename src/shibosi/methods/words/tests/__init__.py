"""Tests of lexicons, disguises, contacts and screening."""
