"""Tests of filing and refunds."""
