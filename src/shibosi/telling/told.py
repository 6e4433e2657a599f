"""A finding as plain values."""

from dataclasses import asdict
from typing import Any

from shibosi.kernel.columns import Column
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.methods.masking import key_shown, masked
from shibosi.telling.documents import reasons, sheets
from shibosi.telling.finding import Explained
from shibosi.telling.recorded import Recorded

OUTCOMES = {"out_of_scope": "out of scope", "held": "held", "broken": "broken", "undetermined": "undetermined"}


def key_text(dossier: Dossier, key: str, personal: bool) -> str:
    """The key of a dossier; masked where it is personal."""
    return key if personal else key_shown(dossier, key)


def recorded_facts(found: Recorded, personal: bool) -> dict[str, str | None]:
    """The facts a run recorded; personal ones masked."""
    return {name: _masked(name, value, personal) for name, value in found.facts.items()}


def finding_data(
    control: Control, key: str, recorded: Recorded | None, found: Explained | None, whole: bool, personal: bool
) -> dict[str, Any]:
    """A finding as plain values; without `documents` where they could not be read again."""
    made: dict[str, Any] = {
        "control": control.name, "sentence": translate(control.sentence), "remedy": translate(control.remedy),
        "dossier": control.dossier.name, "key": key_text(control.dossier, key, personal), "recorded": None,
    }  # fmt: skip
    if recorded is not None:
        made["recorded"] = {
            "number": recorded.number, "outcome": recorded.outcome, "place": recorded.place,
            "day": recorded.day.isoformat() if recorded.day else None, "facts": recorded_facts(recorded, personal),
        }  # fmt: skip
    if found is not None:
        shown = sheets(found.explanation, found.rows, found.absent, whole, personal)
        made |= {
            "outcome": found.explanation.outcome.name.lower(),
            "control_changed": found.control_changed, "values_changed": list(found.values_changed),
            "reasons": reasons(found.explanation, personal),
            "documents": [asdict(sheet) for sheet in shown],
        }  # fmt: skip
    return made


def _masked(name: str, value: str | None, personal: bool) -> str | None:
    column = _column_of(name)
    return value if value is None or personal or column is None else masked(column, value)


def _column_of(fact: str) -> Column[Any, Any] | None:
    """The column a recorded fact is about: "order.paid", "common(payment.currency)"; the personal one of several."""
    named = fact[fact.find("(") + 1 :].rstrip(")") if "(" in fact else fact
    found = []
    for part in named.split(", "):
        kind, _, column = part.partition(".")
        if kind in Record.known and column in Record.known[kind].columns:
            found.append(Record.known[kind].columns[column])
    return next((column for column in found if column.personal), found[0] if found else None)
