"""Tests of filings with customs on the server."""
