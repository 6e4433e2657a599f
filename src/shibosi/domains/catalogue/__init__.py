"""Catalogue: what is offered in which market, how it is described, measured, pictured and proven."""
