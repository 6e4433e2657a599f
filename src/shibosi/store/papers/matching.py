"""What a file says of a paper: fields are found in its text, or were typed by people and are said to be typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.papers.papers import kinds
from shibosi.methods.scans import finding

HELD_AGAINST = ("holder_name", "number", "issuer_name", "issued_on", "valid_from", "valid_until")
"""The columns of a paper that can stand in its file."""
IN_FILE, NOT_IN_FILE, TYPED, MACHINE = "in-file", "not-in-file", "typed", "machine"
WORDS = {
    IN_FILE: "stands in the file",
    NOT_IN_FILE: "typed; does not stand in the file",
    TYPED: "typed; the file has no text that can be read",
    MACHINE: "a machine read the same in the picture",
}
"""What is said of a field."""


@dataclass(frozen=True)
class Found:
    """What was found in a text that fields want: numbers with their registers, days, kinds of paper by their name."""

    numbers: tuple[tuple[str, str], ...]
    days: tuple[date, ...]
    kinds: tuple[str, ...]

    def proposed(self) -> dict[str, str]:
        """Values for a form: only what can be meant in one way."""
        told: dict[str, str] = {}
        if len(self.kinds) == 1:
            told["paper_kind"] = self.kinds[0]
        if len(self.numbers) == 1:
            told["number"] = self.numbers[0][1]
        if len(self.days) > 1:
            told["valid_from"], told["valid_until"] = min(self.days).isoformat(), max(self.days).isoformat()
        return told


def found(text: str) -> Found:
    """What stands in the text of a file."""
    named = tuple(one.kind for one in kinds().values() if any(
        finding.stands(name, text) for name in (one.name_en, one.name_zh)
    ))  # fmt: skip
    return Found(tuple(finding.numbers(text)), tuple(finding.days(text)), named)


def agreement(row: Mapping[str, Any], text: str, machine: bool = False) -> dict[str, str]:
    """For each column that has a value whether it stands in the text of the file: a key of `WORDS`.

    In a text that a machine read in a picture nothing stands for certain, nor is anything missing for certain.
    """
    known = set(finding.days(text)) if text else set()
    told = {}
    for name in HELD_AGAINST:
        value = row.get(name)
        if value is None or value == "":
            continue
        if not text:
            told[name] = TYPED
        else:
            there = value in known if isinstance(value, date) else finding.stands(str(value), text)
            told[name] = (MACHINE if there else TYPED) if machine else IN_FILE if there else NOT_IN_FILE
    return told
