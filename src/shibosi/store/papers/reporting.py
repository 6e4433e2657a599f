"""Reporting a paper from its file: the fields that people typed, with the SHA-256 of the file, as any record comes."""

import secrets
from collections.abc import Sequence
from typing import Any

from shibosi.domains.papers import papers
from shibosi.domains.papers.records import Paper
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.methods.scans.finding import read_day
from shibosi.store.allowing import may_hand_in, may_report
from shibosi.store.intake.handed import Read
from shibosi.store.models import PaperFile
from shibosi.store.papers.files import SetApart
from shibosi.store.sealing import token
from shibosi.store.viewers import Viewer

FIELDS = {
    "holder_code": 30, "paper_kind": 60, "number": 80, "about": 60, "part": 60, "holder_name": 200, "issuer_name": 200,
    "market": 10, "category": 60, "status": 20, "issued_on": 40, "valid_from": 40, "valid_until": 40,
}  # fmt: skip
"""What is typed of a paper, with the most letters."""
NEEDED = ("holder_code", "paper_kind", "number", "status")
DAYS = ("issued_on", "valid_from", "valid_until")
KEPT = ("holder_code", "paper_kind", "about", "part", "holder_name", "issuer_name", "market", "category")
"""What a renewed paper has in common with the one before."""
NEW = "1"


class PaperUnreadable(ShibosiError):
    """A paper whose fields cannot be read."""

    code = "paper-not-readable"
    message = "The paper cannot be taken: {reason}."


def document(viewer: Viewer, file: PaperFile, typed: dict[str, str]) -> dict[str, Any]:
    """The record of a paper, in the shape of the API. Days may be written in any way that can be meant in one.

    Raises SetApart, UnknownKind, PaperUnreadable.
    """
    if not file.serves:
        raise SetApart()
    values = {name: value for name, value in typed.items() if value}
    values["paper_kind"] = papers.kind(values.get("paper_kind", "")).kind
    for name in DAYS:
        if name in values:
            day = read_day(values[name])
            if day is None:
                raise PaperUnreadable(reason=Phrase("'{text}' is no day, or may be two", text=values[name]))
            values[name] = day.isoformat()
    told = {"digest": file.digest, "guid": secrets.token_hex(16), "report_type": NEW,
            "reported_at": viewer.now.isoformat()}  # fmt: skip
    return {"kind": Paper.kind(), "values": values | told}


def check(viewer: Viewer, every: Sequence[Read]) -> None:
    """Nothing, if these papers can be taken from the viewer. Raises Forbidden, ReportsForOthers, PaperUnreadable."""
    may_hand_in(viewer)
    for one in every:
        if one.document is None:
            raise PaperUnreadable(reason="; ".join(problem.sentence() for problem in one.problems))
        may_report(viewer, [one.document.rows])


def mark(file: PaperFile, typed: dict[str, str]) -> str:
    """What tells this report from any other."""
    return token(f"paper {file.digest} {sorted(typed.items())}")


def label(name: str) -> str:
    """What a column of papers is called, in English."""
    return Paper.columns[name].label
