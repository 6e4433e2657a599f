"""Controls of prices, by what they look at."""
