"""Violations and the standing they lead to, by the values as shipped."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from shibosi.domains import registry
from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import Event, Reason, Violation
from shibosi.kernel.measures.packs import Pack
from shibosi.kernel.measures.standing import Standing, standing

NEW_YEAR = date(2026, 1, 1)
WHY = Reason(("4.8.2-a",), case="C-1")


def violations(*severities: Severity, on: date = NEW_YEAR) -> list[Violation]:
    """One violation a day, from a day on."""
    known = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Violation(f"v{number}", "P", on + timedelta(days=number), known, severity, WHY)
        for number, severity in enumerate(severities)
    ]


def stands(pack: Pack, told: Sequence[Event], on: date) -> Standing:
    """How the party stands on a day."""
    return standing(pack, told, "P", on, registry.values(), "CN")
