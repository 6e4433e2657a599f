"""Visits: what somebody drops is checked in a bounded process of its own, shown, and forgotten."""
