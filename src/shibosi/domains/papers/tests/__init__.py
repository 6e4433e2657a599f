"""Stories of the controls of papers."""
