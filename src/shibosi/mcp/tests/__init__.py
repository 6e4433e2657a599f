"""Tests of the door for AI agents."""
