"""Measures: what is done to parties and why; the verbs of officers."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import AfterValidator, Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.recorded import (
    SORTS,
    Because,
    Kind,
    MeasureShown,
    Number,
    Public,
    Stated,
    Thing,
    Which,
    Why,
    events,
    kept,
    one,
    shown,
    told_statement,
)
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.actions import cases
from shibosi.store.actions import measures as actions
from shibosi.store.cases.carrying import Asked
from shibosi.store.measures.wanted import Wanted
from shibosi.store.models import EventKind, Proposal
from shibosi.store.paging import page

router = Router(tags=["measures"], auth=Asking())


class MeasurePage(Schema):
    """Measures."""

    items: list[MeasureShown]
    next: str | None


class WantedMeasure(Schema):
    """A measure that is wanted. `because`: numbers of violations; without any of them it falls."""

    party: Public
    kind: Kind
    day: date
    until: date | None = None
    text: Why
    clauses: Annotated[list[Thing], Field(max_length=20)] = []
    finding: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    case: Annotated[str, Field(max_length=64), AfterValidator(kept)] = ""
    thing: Thing = ""
    because: Annotated[list[Public], Field(max_length=100)] = []

    def wanted(self) -> Wanted:
        """The same for the verbs."""
        return Wanted(
            self.party, self.kind, self.day, self.text, self.until, tuple(self.clauses), self.finding, self.case,
            self.thing, tuple(self.because),
        )  # fmt: skip


class Appealed(Schema):
    """The number of the case."""

    case: str


class Done(Schema):
    """What came of it: a measure, or a proposal that somebody else confirms."""

    measure: MeasureShown | None
    proposal: str | None


@router.get("/measures", response=MeasurePage, summary="Measures")
def measures(request: HttpRequest, which: Query[Which], limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The measures against the party acted for; to the platform all."""
    viewer = viewer_of(request)
    query = events(viewer, EventKind.MEASURE, which.party)
    if which.kind:
        query = query.filter(what=which.kind)
    found = page(query, SORTS, "newest", cursor, limit)
    return {"items": shown(viewer, found.items), "next": found.next}


@router.get("/measures/{measure}", response=MeasureShown, summary="A measure with its reason")
def measure(request: HttpRequest, measure: Number) -> Any:
    """One measure."""
    viewer = viewer_of(request)
    return shown(viewer, [one(viewer, measure)])[0]


@router.get("/measures/{measure}/statement", response=Stated, summary="A measure as an EU statement of reasons")
def stated(request: HttpRequest, measure: Number) -> Any:
    """What would be sent to the transparency database; nothing is sent."""
    return told_statement(one(viewer_of(request), measure))


@router.post("/measures", response={201: Done}, summary="Impose a measure")
def impose(request: HttpRequest, wanted: WantedMeasure) -> Any:
    """Impose it; what takes two people is proposed, and another confirms it."""
    viewer = viewer_of(request)
    made = actions.impose(viewer, wanted.wanted())
    if isinstance(made, Proposal):
        return Status(201, {"measure": None, "proposal": made.public})
    return Status(201, {"measure": shown(viewer, [made])[0], "proposal": None})


@router.post("/measures/{measure}/appeal", response={201: Appealed}, summary="Lodge an appeal against a measure")
def appeal(request: HttpRequest, measure: Number, grounds: Because) -> Any:
    """A case is opened, which somebody else decides than who imposed the measure. Within the term of the measure."""
    viewer = viewer_of(request)
    case = cases.open_case(viewer, "appeal", Asked(subject=measure, facts={"grounds": grounds.text}))
    return Status(201, {"case": case.public})


@router.post("/measures/{measure}/lift", response=MeasureShown, summary="End a measure")
def lift(request: HttpRequest, measure: Number, why: Because) -> Any:
    """From today on it no longer holds; what it did stays done."""
    viewer = viewer_of(request)
    actions.lift(viewer, measure, why.text)
    return shown(viewer, [one(viewer, measure)])[0]


@router.post("/measures/{measure}/reverse", response=MeasureShown, summary="Undo a measure")
def reverse(request: HttpRequest, measure: Number, why: Because) -> Any:
    """It is as if it had never been, in points, orders and register."""
    viewer = viewer_of(request)
    actions.reverse(viewer, one(viewer, measure).public, why.text)
    return shown(viewer, [one(viewer, measure)])[0]
