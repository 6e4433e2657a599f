"""Stories of the customs controls."""
