"""Screening: names asked by hand, the watch-lists in force, possible matches of stored names, and their export."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any, Literal

import polars as pl
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router, Status

from shibosi.api import bodies
from shibosi.api.paging import Cursor, Limit
from shibosi.api.screeningshapes import (
    AnswerShown,
    ListDifference,
    MatchPage,
    ScreeningAsked,
    ScreeningPage,
    ScreeningQuestion,
    Somebody,
    VersionShown,
)
from shibosi.api.viewing import Asking, viewer_of
from shibosi.methods.formats.writing import MARK, csv_bytes
from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import Bearer
from shibosi.store import scope
from shibosi.store.allowing import allowed
from shibosi.store.models import Case
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.screening import asking, taking
from shibosi.store.screening.lists import kept
from shibosi.store.seeing import note
from shibosi.telling.screening import called, hit, said

router = Router(tags=["screening"], auth=Asking())
SORTS = {"newest": Order("pk")}
DOOR = "api"
AT_ONCE = 500
Name = Annotated[str, Path(max_length=60)]
Version = Annotated[str, Query(max_length=40)]
State = Literal["open", "found", "late", "confirming", "cleared", "confirmed", "gone", "all"]
BYTES = "application/octet-stream"
LIST: dict[str, Any] = {
    "requestBody": {"required": True, "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}
FILE: dict[str, Any] = {
    "responses": {200: {"description": "The file", "content": {"text/csv": {"schema": {"type": "string"}}}}}
}


@router.post("/screening/names", response=AnswerShown, summary="Screen names by hand")
def ask(request: HttpRequest, asked: ScreeningQuestion) -> Any:
    """Bearers of names against every list in force, each hit explained. Nothing is kept but that it was asked."""
    found = asking.ask(viewer_of(request), [_bearer(one) for one in asked.parties], DOOR, asked.cut)
    parties = [
        {"names": list(one.bearer.names), "hits": [_worded(hit(*told)) for told in one.hits]} for one in found.asked
    ]
    return {"versions": found.versions, "entries": found.entries, "parties": parties}


@router.get("/screening/lists", response=list[VersionShown], summary="The version in force of every watch-list")
def lists(request: HttpRequest) -> Any:
    """Whence each was read, when, how many entries it has, and whether an update after it failed."""
    allowed(viewer_of(request), asking.READ)
    return kept().versions()


@router.get("/screening/lists/{name}", response=list[VersionShown], summary="The versions of a watch-list")
def versions(request: HttpRequest, name: Name) -> Any:
    """Those that are kept, the newest first; the first is in force."""
    allowed(viewer_of(request), asking.READ)
    return kept().history(name)


@router.put("/screening/lists/{name}", response=VersionShown, openapi_extra=LIST, summary="Take a watch-list over")
def take(
    request: HttpRequest, name: Name,
    file: Annotated[str, Query(max_length=taking.LONGEST, description="What the file is called.")] = "",
    shrinking: Annotated[bool, Query(description="Less than half of the entries may be left.")] = False,
) -> Any:  # fmt: skip
    """The body is the file, packed or not. What cannot be read changes nothing; everybody it may mean is screened."""
    bodies.type_of(request, BYTES)
    contents = bodies.body_of(request, taking.MOST)
    found = taking.take(viewer_of(request), name, file or name, contents, shrinking)
    counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    return {**asdict(kept().version(name)), **counts}


@router.get("/screening/lists/{name}/difference", response=ListDifference, summary="What two versions differ in")
def difference(
    request: HttpRequest, name: Name, after: Version = "", before: Version = "",
    first: Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")] = 0, limit: Limit = 50,
) -> Any:  # fmt: skip
    """By id of the entry: the version in force and the one before it, unless others are named."""
    found = asking.compared(viewer_of(request), name, before, after)
    every = [{"entry": one, "change": change} for one, change in found.changes]
    more = first + limit < len(every)
    return {
        "before": found.before, "after": found.after, "items": every[first : first + limit],
        "next": first + limit if more else None, "total": len(every),
    }  # fmt: skip


@router.get("/screening/hits", response=MatchPage, summary="Possible matches of stored names")
def hits(request: HttpRequest, state: State = "open", limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Each a case of the flow `screening_hit`, decided like any case; the newest first."""
    viewer = viewer_of(request)
    allowed(viewer, asking.READ)
    found = page(asking.hits(viewer, "" if state == "all" else state), SORTS, "newest", cursor, limit)
    note(viewer, "seen", f"screening hits:{len(found.items)}", DOOR)
    return {"items": [_match(one) for one in found.items], "next": found.next}


@router.get("/screening/hits.csv", openapi_extra=FILE, summary="Every possible match and its decision, for inspectors")
def export(request: HttpRequest, state: State = "all") -> StreamingHttpResponse:
    """A CSV file: what matched, how probable it is and why, what was decided, when, by whom, for which reason."""
    viewer = viewer_of(request)
    allowed(viewer, asking.READ)
    query = asking.hits(viewer, "" if state == "all" else state).order_by("pk")
    note(viewer, "exported", f"screening hits:{query.count()}", DOOR)
    answer = StreamingHttpResponse(_lines(query), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="screening-hits.csv"'
    return answer


def _lines(query: QuerySet[Case]) -> Iterator[bytes]:
    """CSV, some rows at a time."""
    columns = dict.fromkeys(asking.EXPORTED, pl.String)
    yield MARK + csv_bytes(pl.DataFrame(schema=columns))
    rows = asking.exported(query.iterator(AT_ONCE))
    while some := list(islice(rows, AT_ONCE)):
        yield csv_bytes(pl.DataFrame(some, schema=columns, orient="row"), heading=False)


@router.get("/screening/runs", response=ScreeningPage, summary="Runs of screening, newest first")
def runs(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """When stored names were screened, against which versions, and what came of it."""
    viewer = viewer_of(request)
    allowed(viewer, asking.READ)
    found = page(scope.screenings(viewer), SORTS, "newest", cursor, limit)
    return {"items": found.items, "next": found.next}


@router.post("/screening/runs", response={201: ScreeningAsked}, summary="Have stored names screened")
def start(request: HttpRequest) -> Any:
    """A worker screens who is new, who had a hit, and whom a change of the lists may mean."""
    job = asking.start(viewer_of(request))
    return Status(201, {"job": job.pk, "state": job.state})


def _bearer(one: Somebody) -> Bearer:
    facts = Facts(tuple(one.born), tuple(code.lower() for code in one.countries), tuple(one.places), tuple(one.numbers))
    return Bearer(tuple(one.names), one.kind, facts)


def _worded(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "reasons": [{**one, "said": called(one["kind"])} for one in told["reasons"]]}


def _match(case: Case) -> dict[str, Any]:
    facts = asking.case_facts(case)
    return {
        "case": case.public, "state": case.state, "opened_at": case.opened_at, "closed_at": case.closed_at,
        **{name: facts.get(name, "") for name in ("name", "listed_name", "entry", "score")},
        "reasons": said(str(facts.get("reasons", ""))),
    }  # fmt: skip
