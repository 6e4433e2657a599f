"""Batch: a check from files to a run folder, its replay, its differences. What doors call, and no door."""
