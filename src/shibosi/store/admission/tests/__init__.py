"""Admission over stored records."""
