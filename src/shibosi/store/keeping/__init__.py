"""Keeping a server: backup, restore and upgrade, and whether what is kept is whole."""
