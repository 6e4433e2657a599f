"""Tests of recalls read and matched."""
