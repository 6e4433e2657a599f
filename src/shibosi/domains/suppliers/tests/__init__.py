"""Stories of suppliers."""
