"""Parties: who takes part, what they own and run, which shops and accounts are theirs."""
