"""Samples for auditors: dossiers, findings or documents by lot; the same address always draws the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.api.dossiers import shown_key
from shibosi.console import auditing, saying
from shibosi.kernel.controls import Outcome
from shibosi.kernel.decisions import Verdict
from shibosi.pages.files import FILES, file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text, Whole
from shibosi.pages.listing import address
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.allowing import may
from shibosi.store.models import Document, DossierState, Finding
from shibosi.store.reading import outcomes
from shibosi.store.reading.findings import beginning
from shibosi.store.reading.ranks import LARGEST
from shibosi.store.reading.sampling import DOCUMENT, DOSSIER, FINDING, MOST, Sampled, newest, sample
from shibosi.store.seeing import note
from shibosi.telling.told import OUTCOMES

USUAL = 25
NUMBERED = (
    "Up to number: what comes in is numbered one after the other, and only what came in up to this number is drawn "
    "from, so that later arrivals change no sample. Left empty, it is the newest of now."
)
KINDS = {DOSSIER: "Dossiers", FINDING: "Findings", DOCUMENT: "Documents"}
DRAWN = Choice("kind", "Drawn from", among=KINDS, given=DOSSIER)
DAYS = (Day("first", "From"), Day("last", "Until"))
OWN = {
    DOSSIER: (Choice("of", "Kind of dossier", among=saying.dossiers), Day("day", "As of")),
    FINDING: (Text("control", "Control", longest=120), Choice("outcome", "Outcome", among=saying.OUTCOMES), *DAYS),
    DOCUMENT: DAYS,
}  # fmt: skip
"""What is asked of each kind of thing beside seed and size."""
FINDING_COLUMNS = ["Draw", "Finding", "Control", "Outcome", "Severity", "Dossier", "First seen", "Resolved"]
DOCUMENT_COLUMNS = ["Draw", "Document", "Kind", "Number", "Received", "Digest"]
COLUMNS = {DOSSIER: auditing.COLUMNS, FINDING: FINDING_COLUMNS, DOCUMENT: DOCUMENT_COLUMNS}


def filters(kind: str) -> Filters:
    """What a sample of a kind is asked by."""
    return Filters(
        DRAWN, Text("seed", "Seed", longest=80, example="2026-Q4"),
        Whole("size", "How many", 1, MOST[kind], str(USUAL)), *OWN[kind],
        Whole(among(kind), "Up to number", 1, LARGEST, hint=NUMBERED),
    )  # fmt: skip


def among(kind: str) -> str:
    """What the address calls the largest number that is drawn from; each kind is counted by itself."""
    return f"to-{kind}"


@page("audit/sample/", verb=auditing.VERB, entry=Entry("Samples", Group.PROOF, 30, "audit", "a"))
def draw(request: Asked) -> HttpResponse:
    """A sample, or the form that asks for one. The address is the sample; drawing leaves a note. Raises Unusable."""
    viewer = request.viewer
    kind = Filters(DRAWN).read(request.GET)["kind"]
    chosen = filters(kind).read(request.GET)
    if not chosen["seed"]:
        return show(request, "console/sample.html", chosen=chosen, drawn=None)
    largest = chosen[among(kind)]
    if not largest or (kind == DOSSIER and not chosen["day"]):
        day = auditing.day_of(request, chosen).isoformat() if kind == DOSSIER else None
        told = {among(kind): str(largest or newest(viewer, kind) or 1), "day": day}
        return redirect(address(request, **_of_others(kind) | told))
    asked = _asked(kind, chosen)
    drawn, count = sample(viewer, asked)
    note(viewer, "seen", f"sample:{kind}:{len(drawn)}", "console", why=asked.seed)
    day = chosen["day"] if kind == DOSSIER else None
    said = outcomes.said(drawn, day) if day is not None else {}
    if file_wanted(request):
        return rows_as_file(request, "sample", COLUMNS[kind], _rows(drawn, said, day))
    for one in drawn:
        one.shown = _number(one)
        if day is not None:
            _tell(one, said.get(one.pk, []))
    files = {name: address(request, file=name) for name in FILES} if may(viewer, "documents.export") else {}
    return show(
        request, "console/sample.html", chosen=chosen, drawn=drawn, count=count, asked=asked, day=day, files=files,
        order=[OUTCOMES[one.name.lower()] for one in auditing.ORDER], noted=may(viewer, "access-log.read"),
    )  # fmt: skip


def _of_others(kind: str) -> dict[str, None]:
    """What is asked of other kinds only, to be left out of the address."""
    own = {one.name for one in filters(kind).fields}
    return {one.name: None for other in KINDS for one in filters(other).fields if one.name not in own}


def _asked(kind: str, chosen: Chosen) -> Sampled:
    first, last = (chosen.values.get(name) for name in ("first", "last"))
    return Sampled(
        kind, chosen["seed"], chosen["size"] or USUAL, chosen[among(kind)], chosen.values.get("control") or "",
        chosen.values.get("outcome") or "", chosen.values.get("of") or "", beginning(first) if first else None,
        beginning(last + timedelta(days=1)) if last else None,
    )  # fmt: skip


def _tell(state: Any, said: list[outcomes.Said]) -> None:
    """What the row of a dossier says beside its number."""
    state.decision, state.counts = Verdict(state.verdict).name.lower(), auditing.counted(said)
    state.broken = [one.control for one in said if one.outcome is Outcome.BROKEN]


def _number(one: DossierState | Finding | Document) -> str:
    if isinstance(one, Document):
        return one.number.replace("\x1f", " / ")
    return str(shown_key(one.dossier if isinstance(one, Finding) else one))


def _rows(drawn: list[Any], said: dict[int, list[outcomes.Said]], day: date | None) -> Iterator[list[Any]]:
    """The lines of a file: of a dossier one for each control, of anything else one."""
    for place, one in enumerate(drawn, 1):
        if isinstance(one, DossierState):
            assert day is not None, "dossiers are drawn as of a day"
            yield from (auditing.row(place, one, each, day) for each in said.get(one.pk, []))
        elif isinstance(one, Document):
            yield [place, one.pk, saying.document(one.kind), _number(one), one.receipt.received_at.isoformat(),
                   one.digest]  # fmt: skip
        else:
            yield [place, one.pk, one.control, one.outcome, saying.severity(one.severity), _number(one),
                   one.first_seen.isoformat(), one.resolved_at.isoformat() if one.resolved_at else None]  # fmt: skip
