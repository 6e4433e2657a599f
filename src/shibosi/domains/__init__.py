"""The domains, all alike inside; see docs/guide."""
