"""Norms: what is cited, what is wrong with it; contradictions between rules."""
