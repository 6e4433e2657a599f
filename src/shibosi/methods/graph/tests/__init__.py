"""Things that share traits."""
