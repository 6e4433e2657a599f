"""Tests of categories, conditions and market access."""
