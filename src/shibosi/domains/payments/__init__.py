"""Payments: what was paid for an order, and what the seller received."""
