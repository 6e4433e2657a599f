"""Tests of courses on the server."""
