"""Goods: categories and what they settle, conditions of law over facts, what a market asks, the smallest repair."""
