"""Stories of the controls of prices."""
