"""Batch: a check from files to a run folder, its replay, its differences. What the doors call, and nothing of a door."""
