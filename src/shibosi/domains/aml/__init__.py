"""Money laundering and sanctions: who is dealt with, and whether a list forbids it."""
