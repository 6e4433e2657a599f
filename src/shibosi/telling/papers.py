"""Kinds of paper as doors show them: what it proves, who issues it, whom it is asked of, what is checked."""

from typing import Any

from shibosi.domains.papers.papers import ASKED, ISSUERS, SCOPES, SUBJECTS, VALIDITIES, Kind, kinds, said
from shibosi.kernel.controls import named
from shibosi.kernel.words import translate

HEADS = (
    "Kind of paper",
    "Name",
    "Clause",
    "Asked of",
    "When it is asked for",
    "Who issues it",
    "Its parts",
    "How long it counts",
)
"""The columns of the table of kinds."""


def chosen(serves: str = "", clause: str = "") -> list[Kind]:
    """The kinds asked of an activity, role or kind of asset, or that prove a clause; all where neither is named."""
    return [
        one
        for one in kinds().values()
        if (not serves or serves in one.serves)
        and (not clause or any(id == clause or id.startswith((f"{clause}.", f"{clause}-")) for id in one.clauses))
    ]


def cells(kind: Kind) -> list[str]:
    """A kind as a row of the table, in the language in use."""
    return [
        kind.kind,
        kind.name,
        ", ".join(kind.clauses),
        ", ".join(map(said, kind.serves)),
        translate(ASKED[kind.asked]),
        translate(ISSUERS[kind.issuer]),
        ", ".join(map(said, kind.parts)),
        translate(VALIDITIES[kind.validity]),
    ]


def as_data(kind: Kind) -> dict[str, Any]:
    """A kind as plain values: words of the tables as they stand in records, names in the language in use."""
    return {
        "kind": kind.kind,
        "name": kind.name,
        "clauses": list(kind.clauses),
        "subject": kind.subject,
        "about": translate(SUBJECTS[kind.subject]),
        "serves": {word: said(word) for word in kind.serves},
        "asked": translate(ASKED[kind.asked]),
        "issuer": translate(ISSUERS[kind.issuer]),
        "form": kind.form,
        "parts": {word: said(word) for word in kind.parts},
        "scope": {word: translate(SCOPES[word]) for word in kind.scope},
        "validity": translate(VALIDITIES[kind.validity]),
        "control": kind.control,
        "checked": translate(named(kind.control).sentence),
    }
