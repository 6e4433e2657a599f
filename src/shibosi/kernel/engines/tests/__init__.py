"""Tests of the engines, on a small world of their own: the kernel knows no domain."""
