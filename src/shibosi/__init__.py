"""Shibosi 市舶司: cross-border e-commerce compliance that runs."""
