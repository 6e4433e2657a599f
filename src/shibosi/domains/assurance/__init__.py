"""Assurance: rules are watched, what changes is carried through, told and shown; what proves it."""
