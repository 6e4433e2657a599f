"""Controls of suppliers, by what they look at."""
