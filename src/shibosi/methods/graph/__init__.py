"""Things that share traits, and which of them seem to belong together."""
