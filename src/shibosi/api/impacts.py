"""Impacts: what other values would change in everything that is stored; asked, worked out by a worker, read."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.runs import StateName
from shibosi.api.viewing import Asking, viewer_of
from shibosi.batch.impact.proposing import Proposal
from shibosi.runs import weighing
from shibosi.store import jobs, scope
from shibosi.store.actions.impacts import LONGEST, MOST
from shibosi.store.allowing import allowed, the_one
from shibosi.store.impacts import changes_of
from shibosi.store.models import Impact
from shibosi.store.paging import LARGEST, Order, page
from shibosi.telling.impact import moved_words

router = Router(tags=["impacts"], auth=Asking())
jobs.named(weighing.JOB)
Name = Annotated[str, Path(max_length=32)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(9998, 12, 31))]


class Value(Schema):
    """A value: of which parameter, in which place, from when to when. A list has blanks between its codes."""

    parameter: Annotated[str, Field(max_length=120)]
    value: Annotated[str, Field(max_length=20_000)]
    place: Annotated[str, Field(max_length=40)] = "all"
    first: Day | None = None
    last: Day | None = None


class Question(Schema):
    """Other values, or rows (CSV with the header of the table) for a table of law, as of a day (today unless given)."""

    values: Annotated[list[Value], Field(max_length=MOST)] = []
    table: Annotated[str, Field(max_length=60)] = ""
    rows: Annotated[str, Field(max_length=LONGEST)] = ""
    as_of: Day | None = None


class MovedShown(Schema):
    """A stretch of days in which a parameter has another value in a place."""

    parameter: str
    meaning: str
    place: str
    first: date | None
    last: date | None
    before: str
    after: str


class ByControl(Schema):
    """How many dossiers change how in a control."""

    control: str
    before: str
    after: str
    dossiers: int


class ByClause(Schema):
    """How many dossiers change in the controls of a clause."""

    clause: str
    dossiers: int


class ChangeShown(Schema):
    """A control of a dossier that comes to another outcome; a personal key is a token."""

    dossier: str
    key: str
    control: str
    before: str
    after: str


class Answer(Schema):
    """What would change. `spared`: dossiers not judged, for no value differs on their day in their place."""

    moved: list[MovedShown]
    controls: list[str]
    judged: int
    spared: int
    dossiers: int
    changes: int
    by_control: list[ByControl]
    by_clause: list[ByClause]
    examples: list[ChangeShown]


class ImpactShown(Schema):
    """A question and, once it is worked out, its answer."""

    id: str
    state: StateName
    asked_by: str
    asked_at: datetime
    as_of: date
    values: list[Value]
    table: str
    rows: str
    job: int | None
    finished_at: datetime | None
    answer: Answer | None


class ImpactPage(Schema):
    """Impacts."""

    items: list[ImpactShown]
    next: str | None


class ChangePage(Schema):
    """Changes, sorted by dossier, key and control."""

    items: list[ChangeShown]
    next: int | None
    total: int


@router.get("/law/impacts", response=ImpactPage, summary="Impacts, newest first")
def every(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """What was asked; over what all firms reported, and so the platform's."""
    viewer = viewer_of(request)
    allowed(viewer, "runs.read")
    found = page(scope.impacts(viewer).select_related("job"), {"newest": Order("pk")}, "newest", cursor, limit)
    return {"items": [_shown(one) for one in found.items], "next": found.next}


@router.post("/law/impacts", response=ImpactShown, summary="Ask what other values would change")
def ask(request: HttpRequest, asked: Question) -> Any:
    """A worker judges what hangs on these values, before and after; `job` tells how far it is."""
    values = [Proposal(**one.dict()) for one in asked.values]
    return _shown(weighing.ask(viewer_of(request), values, asked.as_of, asked.table, asked.rows))


@router.get("/law/impacts/{impact}", response=ImpactShown, summary="An impact")
def one(request: HttpRequest, impact: Name) -> Any:
    """How far it is and what would change."""
    return _shown(_seen(request, impact))


@router.get("/law/impacts/{impact}/changes", response=ChangePage, summary="Every change of an impact")
def changes(
    request: HttpRequest, impact: Name, control: Annotated[str, Query(max_length=120)] = "",
    first: Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")] = 0, limit: Limit = 50,
) -> Any:  # fmt: skip
    """The changes, page by page; of one control if it is named."""
    found = changes_of(_seen(request, impact)).collect()
    found = found.filter(control=control) if control else found
    more = first + limit < found.height
    return {
        "items": found.slice(first, limit).to_dicts(), "next": first + limit if more else None, "total": found.height,
    }  # fmt: skip


def _seen(request: HttpRequest, public: str) -> Impact:
    viewer = viewer_of(request)
    allowed(viewer, "runs.read")
    found: Impact = the_one(scope.impacts(viewer).filter(public=public).select_related("job"))
    return found


def _shown(one: Impact) -> dict[str, Any]:
    names = ("state", "asked_by", "asked_at", "as_of", "values", "table", "rows", "finished_at")
    answer = {**one.told, "moved": [moved_words(each) for each in one.told["moved"]]} if one.told else None
    return {"id": one.public, "job": one.job_id, "answer": answer, **{name: getattr(one, name) for name in names}}
