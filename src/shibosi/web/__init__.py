"""The web: one tree of addresses in which the doors have their places."""
