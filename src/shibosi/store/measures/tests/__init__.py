"""Tests of measures in the store."""
