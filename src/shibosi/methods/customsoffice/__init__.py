"""A simulated customs office, to declare against before declaring in earnest."""
