"""Pilot zones: whether a city lay in one on a day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.facts import Fact, first
from shibosi.standard.law.saying import Reason
from shibosi.standard.law.schemas import Text

ENDING = re.compile(r"(市|地区|\s+city)$", re.IGNORECASE)
INSIDE = "{city} lies in the pilot zone {zone}, set up by {document} on {day}."
EARLY = "{city} became a pilot zone on {day} only, by {document}."
MERGED = "The zone {city} was merged into {zone} on {day}."
UNNAMED = "No pilot zone is called {city}; whether it lies within one of another name is not in the table."


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """Whether a city lay in a pilot zone on a day: True, False, or None where the table cannot say, and why."""

    city: str
    day: date
    inside: bool | None
    zone: Fact | None
    reasons: tuple[Reason, ...]
    hint: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "city": self.city, "day": self.day.isoformat(), "inside": self.inside, "hint": self.hint,
            "zone": self.zone.as_data() if self.zone else None, "reasons": [one.as_data() for one in self.reasons],
        }  # fmt: skip


def zone_of(city: str, day: date, law: Book | None = None) -> ZoneAnswer:
    """Whether a city, named in Chinese or English, lay in a pilot zone on a day.

    A city merged into a larger zone lies in that from then on. A name that no zone bears is None, not False: zones are
    named for prefectures, and counties lie within them.
    """
    law = law or book()
    named = {name: law.history(name)[0] for name in law.series("zones")}
    wanted = _plain(city)
    found = next((fact for fact in named.values() if wanted in _names(fact)), None)
    if found is None:
        names = sorted({str(fact.values["zone"]) for fact in named.values()})
        return ZoneAnswer(city, day, None, None, (Reason(UNNAMED, None, {"city": city}),), nearest(city, names))
    reasons: list[Reason] = []
    while found.end is not None and found.end < day and (into := _merged(found, named.values())):
        facts = {"city": found.shown("zone"), "zone": into.shown("zone"), "day": into.start}
        reasons.append(Reason(MERGED, True, facts))
        found = into
    inside = first(found) <= day and found.covers(day)
    facts = {"city": city, "zone": found.shown("zone"), "document": found.shown("document"), "day": found.start}
    reasons.append(Reason(INSIDE if inside else EARLY, inside, facts))
    return ZoneAnswer(city, day, inside, found if inside else None, tuple(reasons))


def _merged(zone: Fact, zones: Any) -> Fact | None:
    return next((fact for fact in zones if zone["merged_into"] in names_of(fact)), None)


def names_of(zone: Fact) -> list[str]:
    """What a zone is called, in each language, sorted."""
    name = zone["zone"]
    return sorted(set(name)) if isinstance(name, Text) else [str(name)]


def _names(zone: Fact) -> set[str]:
    return {_plain(one) for one in names_of(zone)}


def _plain(name: str) -> str:
    return ENDING.sub("", name.strip()).casefold()
