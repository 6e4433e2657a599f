"""The law for clients of the API: `Client(...).law.value("rates/DE/VAT/standard", date(2026, 1, 1))`."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

Ask = Callable[..., Any]
"""Asks the server: method, path, query, and for a body its JSON and kind; raises Refused."""


@dataclass(frozen=True)
class Fact:
    """One row of a table of law, in the language of the client. Days are None where unknown (`first`) or open."""

    id: str
    series: str
    places: list[str]
    first: date | None
    last: date | None
    values: dict[str, str | None]
    source: str
    confidence: str
    recorded: date
    note: str | None


class Law:
    """Questions about the law. Every method raises Refused where the server refuses."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def names(self, table: str = "", place: str = "") -> list[str]:
        """The names of values, of a table or with a row of a place."""
        return list(self._ask("GET", "/law/values", {"table": table, "place": place}))

    def value(self, series: str, day: date, known_on: date | None = None) -> Fact | None:
        """The version in force on a day, as known now or on a day; None where none is known."""
        query = {"series": series, "day": day.isoformat()} | ({"known_on": known_on.isoformat()} if known_on else {})
        return _fact(self._ask("GET", "/law/value", query)["fact"])

    def history(self, series: str) -> list[Fact]:
        """All versions in the order of their days."""
        return [_known(one) for one in self._ask("GET", "/law/history", {"series": series})]

    def changes(self, day: date, days: int = 90, place: str = "") -> list[tuple[date, str, Fact | None, Fact | None]]:
        """What changes in the days after a day: day, name, what ended, what began."""
        found = self._ask("GET", "/law/changes", {"day": day.isoformat(), "days": days, "place": place})
        return [
            (date.fromisoformat(one["day"]), one["series"], _fact(one["before"]), _fact(one["after"])) for one in found
        ]

    def comparison(self, left: str, right: str, day: date, topic: str = "") -> list[dict[str, Any]]:
        """Two markets side by side: topic, name, same, left, right."""
        query = {"left": left, "right": right, "day": day.isoformat(), "topic": topic}
        return list(self._ask("GET", "/law/comparison", query))

    def in_zone(self, city: str, day: date) -> bool | None:
        """Whether a city lay in a pilot zone; None where the table cannot say."""
        found: bool | None = self._ask("GET", f"/law/zones/{city}", {"day": day.isoformat()})["inside"]
        return found

    def policies(self, day: date, **said: Any) -> list[dict[str, Any]]:
        """Every policy decided for a firm that says this of itself (`/law/profile`): policy, usable, reasons."""
        told = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in said.items()}
        return list(self._ask("GET", "/law/policies", {"day": day.isoformat(), **told}))

    def norms(self, day: date, words: str = "") -> list[dict[str, Any]]:
        """Norms on a day by words of number or title, with state and slips."""
        return list(self._ask("GET", "/law/norms", {"day": day.isoformat(), "words": words}))

    def citations(self, text: str, day: date) -> list[dict[str, Any]]:
        """Slips in the citations of a text: id, line, printed, says."""
        body = json.dumps({"text": text, "day": day.isoformat()}).encode()
        return list(self._ask("POST", "/law/citations", None, body, "application/json"))

    def search(self, words: str, kind: str = "", most: int = 50) -> list[dict[str, Any]]:
        """What has all of these words, the best first: kind, name, says."""
        query = {"words": words, "most": str(most)} | ({"kind": kind} if kind else {})
        return list(self._ask("GET", "/law/search", query))

    def contradictions(self, matter: str = "") -> list[dict[str, Any]]:
        """Rules that pull in different directions: duties, witness, reading."""
        return list(self._ask("GET", "/law/contradictions", {"matter": matter}))


def _fact(found: dict[str, Any] | None) -> Fact | None:
    return None if found is None else _known(found)


def _known(found: dict[str, Any]) -> Fact:
    days = {
        name: None if found[name] is None else date.fromisoformat(found[name]) for name in ("first", "last", "recorded")
    }
    return Fact(**{name: days.get(name, found[name]) for name in Fact.__dataclass_fields__})
