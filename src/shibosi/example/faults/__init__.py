"""Faults: what careless and dishonest firms do to finished documents, and which findings follow.

Each file is a theme. A fault is a function that edits the papers of its orders; its docstring is the story, `then`
the findings that follow by the rules. Nothing here asks a control what it thinks.
"""

from shibosi.example.faults import (
    amounts,
    forms,
    harmless,
    limits,
    lines,
    missing,
    modes,
    parcels,
    parties,
    payments,
    people,
    returns,
    times,
    together,
    twice,
)
from shibosi.example.faults.base import Fault, Finding

THEMES = [
    missing, twice, parties, payments, amounts, lines, people, forms, modes, parcels, times, limits, returns, together
]  # fmt: skip


def faults() -> list[Fault]:
    """Every fault, in a fixed order."""
    return [fault for theme in THEMES for fault in theme.FAULTS]


def harmless_cases() -> list[Fault]:
    """Edits that look odd and are right: no finding may follow."""
    return list(harmless.FAULTS)


__all__ = ["Fault", "Finding", "faults", "harmless_cases"]
