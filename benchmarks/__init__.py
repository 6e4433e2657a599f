"""Benchmarks: ours and its peers on the same data, in the same run, so that ratios can be read. See README.md."""
