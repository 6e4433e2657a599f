"""Reading for pages: queries over what a viewer sees, quick with a million findings. They change nothing."""
