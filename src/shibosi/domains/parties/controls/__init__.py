"""Controls of parties, by what they look at."""
