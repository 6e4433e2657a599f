"""Violations: findings recorded against parties, and what one more would bring."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.recorded import (
    SORTS,
    Because,
    Kind,
    Number,
    Public,
    Thing,
    ViolationShown,
    Which,
    Why,
    events,
    one,
    shown_violations,
)
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.controls import Severity
from shibosi.store import scope
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import allowed, the_one
from shibosi.store.measures import foreseeing
from shibosi.store.models import EventKind, Party
from shibosi.store.paging import page
from shibosi.store.zones import day_of

router = Router(tags=["measures"], auth=Asking())


class ViolationPage(Schema):
    """Violations."""

    items: list[ViolationShown]
    next: str | None


class WantedViolations(Schema):
    """Findings to be recorded as violations of a party."""

    party: Public
    findings: Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(min_length=1, max_length=200)]
    text: Why
    thing: Thing = ""


class WhatIf(Schema):
    """A measure (`kind`), or a violation (`severity`), that has not happened."""

    party: Public
    kind: Kind | None = None
    severity: Literal["minor", "major", "critical"] | None = None


class Foreseen(Schema):
    """Points before and after, what the tiers would ask for, what would be stopped, whether it takes two people."""

    points_before: int | None
    points_after: int | None
    tiers_after: list[str]
    asks: list[str]
    stops: dict[str, str]
    four_eyes: bool
    review: bool


@router.get("/violations", response=ViolationPage, summary="Violations")
def violations(request: HttpRequest, which: Query[Which], limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The violations of the party acted for; to the platform all."""
    viewer = viewer_of(request)
    found = page(events(viewer, EventKind.VIOLATION, which.party), SORTS, "newest", cursor, limit)
    return {"items": shown_violations(viewer, found.items), "next": found.next}


@router.post("/violations", response={201: list[ViolationShown]}, summary="Record findings as violations")
def record(request: HttpRequest, wanted: WantedViolations) -> Any:
    """Each finding becomes a violation with the clauses and the weight of its control; all of them or none."""
    viewer = viewer_of(request)
    made = actions.record(viewer, wanted.party, wanted.findings, wanted.text, wanted.thing)
    return Status(201, shown_violations(viewer, made))


@router.post("/violations/{violation}/reverse", response=ViolationShown, summary="Undo a violation")
def undo(request: HttpRequest, violation: Number, why: Because) -> Any:
    """It is as if it had never been, with the measures that rest on it alone."""
    viewer = viewer_of(request)
    actions.reverse(viewer, one(viewer, violation, EventKind.VIOLATION).public, why.text)
    return shown_violations(viewer, [one(viewer, violation, EventKind.VIOLATION)])[0]


@router.post("/foreseen", response=Foreseen, summary="What would follow")
def foreseen(request: HttpRequest, what: WhatIf) -> Any:
    """What a measure or a violation would bring today. Nothing is done."""
    viewer = viewer_of(request)
    allowed(viewer, "measures.impose")
    party = the_one(scope.parties(viewer).filter(public=what.party))
    return _foreseen(party, what, viewer.now)


def _foreseen(party: Party, what: WhatIf, now: datetime) -> dict[str, Any]:
    today = day_of(party, now)
    if what.kind:
        found = foreseeing.of_measure(party, what.kind, today, now)
    else:
        found = foreseeing.of_violation(party, Severity[(what.severity or "minor").upper()], today, now)
    after = found.after.standing
    return {
        "points_before": found.before.standing.points, "points_after": after.points, "asks": list(found.asks),
        "tiers_after": [one.tier for one in after.tiers], "four_eyes": found.four_eyes, "review": after.review,
        "stops": {doing: str(does) for doing, does in found.stops.items()},
    }  # fmt: skip
