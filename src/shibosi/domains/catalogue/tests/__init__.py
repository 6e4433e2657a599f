"""Stories of the controls of the catalogue."""
