"""Retail import into China (9610, 1210, 1239): dutiable price, channel, tax, a person's year, returns, guarantee."""
