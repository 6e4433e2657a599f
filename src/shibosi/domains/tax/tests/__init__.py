"""Stories of the tax controls."""
