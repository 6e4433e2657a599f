"""Hits of screening as plain data and in words, for every door."""

import re
from collections.abc import Mapping
from typing import Any

from shibosi.kernel.words import translate
from shibosi.methods.names.scoring import Reason
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.screening import Found

SAID = {
    "same-word": "same word", "alike": "alike", "sounds": "sounds alike", "initial": "initial",
    "left-over": "left over", "form-differs": "another legal form", "single-word": "a single word",
    "order-differs": "another order", "joined": "written as one", "initials": "initials only",
    "other-script": "another script", "born": "birth day", "country": "country", "born-in": "place of birth",
    "identifier": "identifier", "kind": "kind of bearer",
}  # fmt: skip
"""What a kind of reason is called."""
WRITTEN = re.compile(r"([+-]\d+\.\d) ([a-z-]+)(?: (.*))?")


def hit(found: Found, entry: Entry, source: str) -> dict[str, Any]:
    """A hit: how probable it is, the entry as its list has it, what speaks for and against it."""
    return {
        "score": round(found.hit.score, 4), "list": source, "entry": entry.id, "listed_name": found.hit.name,
        "asked_name": found.hit.asked, "kind": entry.kind.value, "names": list(entry.names), "born": list(entry.born),
        "countries": list(entry.countries), "programmes": list(entry.programmes), "place": entry.place,
        "reasons": [reason(one) for one in found.hit.reasons],
    }  # fmt: skip


def reason(one: Reason) -> dict[str, Any]:
    """One thing that speaks for a match (points above 0) or against it."""
    return {"kind": one.kind, "left": one.left, "right": one.right, "points": one.points}


def reason_words(told: Mapping[str, Any]) -> str:
    """What a reason compares: the two sides where they differ, one where they are the same."""
    left, right = told["left"], told["right"]
    return f"{left} = {right}" if left and right and left != right else left or right


def said(line: str) -> list[str]:
    """Reasons as the facts of a case keep them, in a line; each in the language in use."""
    found = [(one, WRITTEN.fullmatch(one)) for one in line.split("; ")]
    return [f"{match[1]} {called(match[2])} {match[3] or ''}".strip() if match else one for one, match in found]


def called(kind: str) -> str:
    """What a kind of reason is called, in the language in use."""
    return translate(SAID.get(kind, kind))
