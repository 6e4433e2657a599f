"""Stories of the controls of payments."""
