"""Formats: tables and messages in, tables out. Every input is taken as hostile."""
