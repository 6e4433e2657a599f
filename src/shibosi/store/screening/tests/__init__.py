"""Tests of cases in the database."""
