"""Suppliers: contracts, suppliers and sub-processors, and from how many sources a need is met."""
