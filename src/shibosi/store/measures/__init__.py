"""Measures on a database: what happened to a party, how it stands, what follows for its orders and papers."""
