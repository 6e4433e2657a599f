"""Logistics: the parcel and its way."""
