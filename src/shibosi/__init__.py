"""Shibosi 市舶司: cross-border e-commerce compliance that runs."""

__version__ = "0.1.0"
