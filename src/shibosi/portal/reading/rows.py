"""Rows of law as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from shibosi.kernel.words import translate
from shibosi.portal.reading.leading import address
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import places
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.law.verifying import doubts
from shibosi.telling.searched import called
from shibosi.telling.values import CONFIDENCE_WORDS

COLUMNS = ["Table", "Name", "What", "Places", "First day", "Last day", "What it says", "Source", "Confidence",
           "Recorded on", "Remark"]  # fmt: skip
"""Headings of rows as a file."""
UNSEEN = "general knowledge"
"""The source of a row for which none was seen."""
PAST, IN_FORCE, COMING = "past", "in-force", "coming"


@dataclass(frozen=True)
class Row:
    """A row, as of a day."""

    fact: Fact
    day: date

    @property
    def address(self) -> str:
        """Its page: that of the norm, or of the value it is a version of."""
        kind, name = ("norm", self.fact.series.removeprefix("norms/")) if self.fact.table == "norms" else (
            "value", self.fact.series)  # fmt: skip
        return address(kind, name)

    @property
    def title(self) -> str:
        """What it is called among rows of its table: what tells it apart, or its own title."""
        schema = SCHEMAS[self.fact.table]
        keys = [labelled(self.fact.shown(key)) for key in schema.keys]
        return " · ".join(keys) if schema.by_place else self.fact.title

    @property
    def called(self) -> str:
        """What it is called among all rows."""
        return called(self.fact.series)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What it says, label and value; of a norm what it does; a title that is said already is left out."""
        if self.fact.repealed:
            return [("", translate("no such value"))]
        if self.fact.table == "norms":
            return [("", self.fact.shown("effect"))]
        return [(label, value) for label, value in self.fact.told() if value and value != self.title]

    @property
    def where(self) -> list[tuple[str, str, str]]:
        """Its places: code, name, address."""
        return [(code, str(places()[code].name), reverse("markets.market", args=[code])) for code in self.fact.places]

    @property
    def id(self) -> str:
        """The id of the row itself; a correction has one of its own."""
        return self.fact.id

    @property
    def source(self) -> str:
        """Whence it is; where nothing was seen, that in the language in use."""
        return translate(UNSEEN) if self.fact.source == UNSEEN else self.fact.source

    @property
    def recorded(self) -> date:
        """The day it was written down."""
        return self.fact.recorded

    @property
    def replaces(self) -> str:
        """The id of the row it corrects, if it does."""
        return self.fact.replaces

    @property
    def number(self) -> str:
        """The number of a norm, where it has one."""
        return self.fact.shown("number") if self.fact.table == "norms" else ""

    @property
    def first(self) -> date | None:
        """Its first day."""
        return self.fact.start

    @property
    def last(self) -> date | None:
        """Its last day."""
        return self.fact.end

    @property
    def state(self) -> str:
        """Whether it is in force on the day, was, or will be."""
        if self.fact.start is not None and self.day < self.fact.start:
            return COMING
        return PAST if self.fact.end is not None and self.fact.end < self.day else IN_FORCE

    @property
    def word(self) -> str:
        """How far it is to be trusted, in a word or two."""
        return CONFIDENCE_WORDS[self.fact.confidence]

    @property
    def doubts(self) -> list[str]:
        """Why it wants a primary source."""
        return doubts(self.fact)

    @property
    def note(self) -> str:
        """Its remark, in the language in use."""
        return str(self.fact.note)

    def cells(self) -> list[str]:
        """The row for a file, under `COLUMNS`."""
        fact = self.fact
        return [
            fact.table, fact.series, self.title, " ".join(fact.places), str(fact.start or translate("unknown")),
            str(fact.end or ""), "; ".join(f"{label}: {value}" if label else value for label, value in self.told),
            fact.source, fact.confidence, str(fact.recorded), self.note,
        ]  # fmt: skip


def rows(facts: Iterable[Fact], day: date) -> list[Row]:
    """Rows as of a day."""
    return [Row(fact, day) for fact in facts]
