"""Verbs: what changes stored things, each with a named actor and its evidence in the same transaction."""
