"""Engines: the same plan on one machine (`local`) and on a cluster (`spark`)."""
