"""Stories of permits."""
