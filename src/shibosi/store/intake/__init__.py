"""Intake: one door for everything that is reported. Validate, dedupe, store, judge, log: one transaction."""
