"""Stories of parties."""
