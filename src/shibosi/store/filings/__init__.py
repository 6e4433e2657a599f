"""Filings with customs: how they stand, declared lines held against them, cases of filing and of what ends."""
