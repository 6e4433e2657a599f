"""Firms as people call them: by name, by a part of it, by a code, by their public name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shibosi.kernel.records import record
from shibosi.store import scope
from shibosi.store.firms import REPORTER, folded, reporter_mark
from shibosi.store.models import Party, PartyCode
from shibosi.store.models.access import IN_RECORDS
from shibosi.store.seeing import Seen
from shibosi.store.viewers import Viewer

MOST = 200
"""Firms one text may call."""


def called(viewer: Viewer, text: str) -> list[Party]:
    """The firms a text calls, those the viewer sees: a public name or a code calls one, else every name it is part of.

    By name, `MOST` at most. Two or three queries.
    """
    text, firms = text.strip(), scope.parties(viewer)
    if not text:
        return []
    coded = PartyCode.in_force().filter(code=folded(text)).values("party")
    exact = [*firms.filter(public=text), *firms.filter(pk__in=coded)]
    return list(dict.fromkeys(exact)) or list(firms.filter(name__icontains=text).order_by("name", "pk")[:MOST])


def marks_called(viewer: Viewer, text: str) -> set[str]:
    """The marks of these firms in documents, dossiers and cases.

    A code no firm here has registered is a mark as well; only the platform finds things by it.
    """
    firms = called(viewer, text)
    codes = PartyCode.in_force().filter(party__in=firms, register__in=IN_RECORDS).values_list("code", flat=True)
    found = {reporter_mark(one.public) for one in firms} | set(codes)
    return found | {folded(text)} if viewer.platform and text.strip() else found


def code_of(mark: str) -> str:
    """A mark as people read it: the code, or the public name of a firm that reported."""
    return mark.removeprefix(REPORTER)


def names_of_marks(marks: set[str]) -> dict[str, str]:
    """Mark to the name of the firm here that has it, where one has. Two queries."""
    held = PartyCode.in_force().filter(code__in=marks, register__in=IN_RECORDS)
    named = dict(held.values_list("code", "party__name"))
    reporters = [code_of(mark) for mark in marks if mark.startswith(REPORTER)]
    found = Party.objects.filter(public__in=reporters).values_list("public", "name")
    return named | {reporter_mark(public): name for public, name in found}


@dataclass
class Written:
    """A firm as documents write it: the name beside its code, "" where none stands there; and as what, in English."""

    name: str = ""
    roles: dict[str, None] = field(default_factory=dict)


def written(rows: Mapping[str, Iterable[Seen]]) -> dict[str, Written]:
    """Code to the firm as the rows seen write it. `rows`: kind of record to rows."""
    found: dict[str, Written] = {}
    for kind, some in rows.items():
        columns = record(kind).columns
        for place in record(kind).firms():
            beside = columns.get(place.removesuffix("_code") + "_name")
            for row in some:
                code = row.values[columns[place].position]
                if not code or place in row.hidden:
                    continue
                firm = found.setdefault(folded(code), Written())
                firm.roles[columns[place].label] = None
                if beside is not None and beside.name not in row.hidden:
                    firm.name = firm.name or row.values[beside.position] or ""
    return found
