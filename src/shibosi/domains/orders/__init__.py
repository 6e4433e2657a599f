"""Orders: what a buyer ordered, as the platform reported it."""
