"""All faults there are, in a fixed order."""

from shibosi.example.faults import (
    acceptance,
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
from shibosi.example.faults.base import Fault

THEMES = [
    missing, twice, parties, payments, amounts, lines, people, forms, modes, parcels, times, limits, returns, together,
    acceptance,
]  # fmt: skip


def faults() -> list[Fault]:
    """Every fault, in a fixed order."""
    return [fault for theme in THEMES for fault in theme.FAULTS]


def harmless_cases() -> list[Fault]:
    """Edits that look odd and are right: no finding may follow."""
    return list(harmless.FAULTS)
