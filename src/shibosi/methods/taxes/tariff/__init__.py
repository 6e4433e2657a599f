"""Tariffs: what a duty rate is, how it is written, which lines a code has on a day. The tariffs are imports."""
