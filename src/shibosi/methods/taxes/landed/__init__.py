"""Landed cost: what a basket costs in a market with duty, tax on sales and fees, who collects it, what is cheapest."""
