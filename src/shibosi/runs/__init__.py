"""Runs: the batch over what the server stores. The one place above both; doors call it, workers do its jobs."""
