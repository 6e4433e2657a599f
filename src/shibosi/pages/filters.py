"""Filters of a list: declared once, read from the address, shown as a form.

FILTERS = Filters(Choice("outcome", "Outcome", {"broken": "Broken"}), Day("from", "First seen from"))
chosen = FILTERS.read(request.GET)
chosen["outcome"]
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase, translate

ODD = re.compile("[\x00\ud800-\udfff]")
DIGITS = 18
"""Digits of a number at most; with more it fits no bound."""
EARLIEST, LATEST = date(1970, 1, 1), date(9998, 12, 31)


@dataclass(frozen=True)
class Field:
    """One question of a filter: its name in the address and its label."""

    name: str
    label: str
    kind = "text"

    @property
    def place(self) -> str:
        """How an error calls it: by its label, by its name where a form asks it without one."""
        return Phrase(self.label) if self.label else self.name

    def value(self, text: str) -> Any:
        """What a text of the address means. Raises Unusable."""
        return text


@dataclass(frozen=True)
class Text(Field):
    """A text of so many letters at most."""

    longest: int = 200
    example: str = ""

    def value(self, text: str) -> str:
        """The text without blanks around it."""
        if len(text) > self.longest or ODD.search(text):
            raise Unusable(place=self.place, reason=Phrase("at most {most} letters are taken.", most=self.longest))
        return text.strip()


@dataclass(frozen=True)
class Whole(Field):
    """A whole number within bounds."""

    least: int = 0
    most: int = 10**12
    example: str = ""
    hint: str = ""

    def value(self, text: str) -> int:
        """The number."""
        whole = text.isascii() and text.isdecimal() and len(text) <= DIGITS
        if not whole or not self.least <= int(text) <= self.most:
            reason = Phrase("wanted is a number from {least} to {most}.", least=self.least, most=self.most)
            raise Unusable(place=self.place, reason=reason)
        return int(text)


@dataclass(frozen=True)
class Choice(Field):
    """One of some: value to label, or a function that says so. `given` is taken where the address says nothing."""

    among: Mapping[str, str] | Callable[[], Mapping[str, str]] = field(default_factory=dict)
    given: str = ""
    translated: bool = True
    kind = "choice"

    def choices(self) -> dict[str, str]:
        """Value to label, in the language in use."""
        found = self.among() if callable(self.among) else self.among
        return {value: translate(label) if self.translated else label for value, label in found.items()}

    def value(self, text: str) -> str:
        """The value, if it is one of them."""
        found = self.among() if callable(self.among) else self.among
        if text not in found:
            raise Unusable(place=self.place, reason=Phrase("'{text}' is none of the choices.", text=text[:60]))
        return text


@dataclass(frozen=True)
class Day(Field):
    """A day, as 2026-11-21."""

    kind = "day"

    def value(self, text: str) -> date:
        """The day."""
        try:
            found = date.fromisoformat(text)
        except ValueError as mistake:
            reason = Phrase("'{text}' is no day such as 2026-11-21.", text=text[:60])
            raise Unusable(place=self.place, reason=reason) from mistake
        if not EARLIEST <= found <= LATEST:
            raise Unusable(place=self.place, reason=Phrase("'{text}' is no day such as 2026-11-21.", text=text[:60]))
        return found


@dataclass(frozen=True)
class Bound:
    """A field with what was chosen, for the form: `text` as it stands in the address."""

    name: str
    label: str
    kind: str
    text: str
    choices: dict[str, str]
    example: str
    is_set: bool
    hint: str = ""


@dataclass(frozen=True)
class Chosen:
    """What was chosen: values by name, None where nothing was; and the fields of the form."""

    values: dict[str, Any]
    fields: list[Bound]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def any(self) -> bool:
        """Whether anything was chosen that is not given anyway."""
        return any(one.is_set for one in self.fields)


class Filters:
    """The filters of one list."""

    def __init__(self, *fields: Field) -> None:
        self.fields = fields

    def read(self, address: Mapping[str, str]) -> Chosen:
        """What an address chooses. Raises Unusable."""
        values: dict[str, Any] = {}
        bound: list[Bound] = []
        for one in self.fields:
            given = one.given if isinstance(one, Choice) else ""
            text = address.get(one.name, given)
            values[one.name] = one.value(text) if text else None
            choices = one.choices() if isinstance(one, Choice) else {}
            example = translate(one.example) if isinstance(one, Text | Whole) and one.example else ""
            hint = translate(one.hint) if isinstance(one, Whole) and one.hint else ""
            bound.append(Bound(one.name, translate(one.label), one.kind, text, choices, example, text != given, hint))
        return Chosen(values, bound)
