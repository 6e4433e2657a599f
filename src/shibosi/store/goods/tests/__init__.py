"""Tests of goods on the server."""
