"""Samples for auditors: the same seed, size and filters always draw the same."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from shibosi.api.dossiers import shown_key
from shibosi.api.errors import Unusable
from shibosi.console import saying
from shibosi.kernel.words import Phrase
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text
from shibosi.pages.listing import FILES, address, file_wanted, rows_as_file
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.models import Document, Finding
from shibosi.store.reading.findings import beginning
from shibosi.store.reading.sampling import MOST, Sampled, sample
from shibosi.store.seeing import note

FILTERS = Filters(
    Choice("kind", "Drawn from", among={"finding": "Findings", "document": "Documents"}, given="finding"),
    Text("seed", "Seed", longest=80, example="2026-Q2"), Text("size", "How many", longest=3, example="25"),
    Text("control", "Control", longest=120), Choice("outcome", "Outcome", among=saying.OUTCOMES),
    Day("first", "From"), Day("last", "Until"),
)  # fmt: skip
USUAL = "25"
FINDING_COLUMNS = ["Draw", "Finding", "Control", "Outcome", "Severity", "Dossier", "First seen", "Resolved"]
DOCUMENT_COLUMNS = ["Draw", "Document", "Kind", "Number", "Received", "Digest"]


@page("audit/sample/", verb="log.read", entry=Entry("Samples", Group.PROOF, 30, "audit"))
def draw(request: Asked) -> HttpResponse:
    """Draw a sample, or ask for seed and size. Drawing leaves a note. Raises Unusable."""
    chosen = FILTERS.read(request.GET)
    if not chosen["seed"]:
        return show(request, "console/sample.html", chosen=chosen, drawn=None)
    asked = _asked(chosen)
    if not chosen["last"]:
        return redirect(address(request, last=(asked.until - timedelta(seconds=1)).date().isoformat()))
    drawn, count = sample(request.viewer, asked)
    note(request.viewer, "exported", f"sample:{asked.kind}:{len(drawn)}", "console", why=asked.seed[:80])
    if file_wanted(request):
        heads = FINDING_COLUMNS if asked.kind == "finding" else DOCUMENT_COLUMNS
        return rows_as_file(request, "sample", heads, map(_row, range(1, len(drawn) + 1), drawn))
    for one in drawn:
        one.shown = _number(one)
    return show(request, "console/sample.html", chosen=chosen, drawn=drawn, count=count, asked=asked,
                files={kind: address(request, file=kind) for kind in FILES})  # fmt: skip


def _asked(chosen: Chosen) -> Sampled:
    """What is asked; without a last day, of what there was when today began. Raises Unusable."""
    text = chosen["size"] or USUAL
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        raise Unusable(place="size", reason=Phrase("wanted is a number from 1 to {most}.", most=MOST))
    until = beginning(chosen["last"] + timedelta(days=1)) if chosen["last"] else _today()
    return Sampled(
        chosen["kind"], chosen["seed"], int(text), until, chosen["first"] and beginning(chosen["first"]),
        chosen["control"] or "", chosen["outcome"] or "",
    )  # fmt: skip


def _today() -> datetime:
    return beginning(timezone.localtime().date())


def _number(one: Any) -> str:
    return str(shown_key(one.dossier)) if isinstance(one, Finding) else one.number.replace("\x1f", " / ")


def _row(place: int, one: Any) -> list[Any]:
    if isinstance(one, Document):
        return [place, one.pk, saying.document(one.kind), _number(one), one.receipt.received_at.isoformat(), one.digest]
    return [place, one.pk, one.control, one.outcome, saying.severity(one.severity), _number(one),
            one.first_seen.isoformat(), one.resolved_at.isoformat() if one.resolved_at else None]  # fmt: skip
