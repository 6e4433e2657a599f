"""What an answer says: its status, and the codes in its text, with what each of them means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shibosi.standard.ceb import error_texts
from shibosi.standard.codes import codes

CODED = re.compile(r"\[Code:(-?[0-9]{1,9});\s*Desc:([^\]]*)\]")
UNREAD = "unread"
ERROR = "error"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code in the text of an answer, its own words, and what we know it means ("" where it is not known)."""

    code: str
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says. `state` is the class of its status (pending, accepted, rejected, held, released, ...),
    `error` for one below zero, `unread` for one that nobody knows; `meaning` is its name in the language in use."""

    status: str
    state: str
    meaning: str
    reasons: tuple[Reason, ...]
    rest: str

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        return {
            "status": self.status, "state": self.state, "meaning": self.meaning, "rest": self.rest,
            "reasons": [{"code": one.code, "words": one.words, "meaning": one.meaning} for one in self.reasons],
        }  # fmt: skip


def said(row: Mapping[str, str | None]) -> Said | None:
    """What a row with a returnStatus says; None for a row that is no answer. No value is too odd to be read."""
    status = row.get("returnStatus")
    if status is None:
        return None
    information = row.get("returnInfo") or ""
    reasons = tuple(_reason(match[1], match[2]) for match in CODED.finditer(information))
    known = codes("return-status").get(status)
    own = _reason(status, "") if status.startswith("-") else None
    if known is not None:
        state, meaning = known.more["class"], known.name
    elif own is not None and status.removeprefix("-").isdigit():
        state, meaning = ERROR, own.meaning
    else:
        state, meaning = UNREAD, ""
    return Said(status, state, meaning, reasons, CODED.sub("", information).strip())


def _reason(code: str, words: str) -> Reason:
    known = error_texts().get(code)
    return Reason(code, words.strip(), known.text if known else "")
