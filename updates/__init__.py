"""Scripts that make files of this repository out of others: run from its root, never part of what is installed."""
