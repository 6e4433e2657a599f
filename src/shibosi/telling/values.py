"""Values of parameters through time, as a person reads them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.kernel.parameters import Parameters, Values, Version
from shibosi.kernel.words import translate
from shibosi.report.shown import amount, currency
from shibosi.standard.vocabulary import CONFIDENCE_WORDS as CONFIDENCE_WORDS

LISTED = 8
"""Codes of a list that are written out."""


@dataclass(frozen=True)
class Valued:
    """One value of a parameter in one place. `first` None: the first day is unknown; `last` None: it is open."""

    parameter: str
    meaning: str
    place: str
    first: str | None
    last: str | None
    value: str
    source: str
    confidence: str

    def cells(self) -> list[str]:
        """The value as a row of a table, under `heads()`."""
        return [
            self.parameter, self.place, self.first or translate("unknown"), self.last or translate("open"),
            self.value, self.source, self.word,
        ]  # fmt: skip

    @property
    def word(self) -> str:
        """How far it is to be trusted, in a word or two."""
        return translate(CONFIDENCE_WORDS[self.confidence])


def heads() -> list[str]:
    """Headings of a table of values."""
    return [
        translate(word)
        for word in ("Parameter", "Place", "First day", "Last day", "Set to", "Source", "Confidence")
    ]  # fmt: skip


def valued(values: Values, names: Iterable[str]) -> list[Valued]:
    """Every version of some parameters, in the order of the names, then of their first days."""
    found: list[Valued] = []
    for name in names:
        for version in sorted(values.get(name, ()), key=lambda one: (one.place, one.first or date.min)):
            found.append(of_version(name, version))
    return found


def of_version(name: str, version: Version) -> Valued:
    """One version of a parameter."""
    return Valued(
        name, translate(Parameters.known[name].meaning), version.place,
        version.first.isoformat() if version.first else None, version.last.isoformat() if version.last else None,
        value_text(name, version), version.source, version.confidence,
    )  # fmt: skip


def value_text(name: str, version: Version | None) -> str:
    """A value with its unit: "10 %", "5000 CNY", "30 days"."""
    if version is None or version.value is None:
        return translate("no value in force")
    parameter = Parameters.known[name]
    found: Any = parameter.seen(version.value)
    if parameter.kind == "codes":
        more = len(found) - LISTED
        listed = ", ".join(found[:LISTED])
        return listed + (translate(" and {count} more").format(count=more) if more > 0 else "")
    if parameter.kind == "share":
        return f"{amount(Decimal(found) * 100, 0)} %"
    if parameter.kind == "amount":
        return f"{amount(Decimal(found), 0)} {currency(parameter.currency or '')}"
    if parameter.kind == "word":
        return str(found)
    return f"{amount(Decimal(found), 0)} {translate(parameter.unit)}"


def as_data(found: Iterable[Valued]) -> list[dict[str, Any]]:
    """Values for JSON."""
    return [asdict(one) for one in found]
