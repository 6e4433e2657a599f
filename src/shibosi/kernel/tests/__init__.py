"""Tests of the kernel, on a small world of their own: the kernel knows no domain."""
