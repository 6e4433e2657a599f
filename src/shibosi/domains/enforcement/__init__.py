"""Enforcement: violations, measures, appeals, waivers."""
