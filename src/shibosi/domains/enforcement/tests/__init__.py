"""Stories of enforcement."""
