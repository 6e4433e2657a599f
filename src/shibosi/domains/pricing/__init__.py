"""Prices: what was asked, what a promotion promises, what whom was quoted."""
