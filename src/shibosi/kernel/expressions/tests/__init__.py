"""Tests of the expressions: three readings of one text must agree."""
