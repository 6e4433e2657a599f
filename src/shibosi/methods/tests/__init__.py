"""Tests of the methods: instruments that know no party."""
