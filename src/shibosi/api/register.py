"""The public register of measures: open to everybody, whom they concern masked."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.paging import Cursor, Limit
from shibosi.api.recorded import Kind, Number, Stated, told_statement
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.allowing import the_one
from shibosi.store.measures import register
from shibosi.store.models import Publication
from shibosi.store.paging import Order, page

router = Router(tags=["register"], auth=Asking(optional=True))
SORTS = {"newest": Order("pk")}


class Entry(Schema):
    """A measure as everybody may read it. `party` and `thing` are masked; `published_until` is the last day here."""

    id: str
    party: str
    place: str
    thing: str
    kind: str
    label: str
    since: date
    until: date | None
    in_force: bool
    clauses: list[str]
    rule: str
    automatic: bool
    appealed: bool
    appeal_by: date | None
    published_until: date | None


class EntryPage(Schema):
    """Entries of the register."""

    items: list[Entry]
    next: str | None


class EntriesWanted(Schema):
    """Which entries. `search`: the exact name or code of a firm, or the number of a measure."""

    search: Annotated[str, Query(max_length=120)] = ""
    kind: Kind | None = None
    in_force: bool | None = None


@router.get("/register", response=EntryPage, summary="The public register of measures")
def entries(request: HttpRequest, which: Query[EntriesWanted], limit: Limit = 50, cursor: Cursor = "") -> Any:
    """What stands in the register today, the newest first. No account is needed."""
    query = register.search(register.entries(viewer_of(request).now), which.search)
    if which.kind:
        query = query.filter(what=which.kind)
    if which.in_force is not None:
        query = query.filter(in_force=which.in_force)
    found = page(query, SORTS, "newest", cursor, limit)
    return {"items": [_entry(one) for one in found.items], "next": found.next}


@router.get("/register/{measure}", response=Entry, summary="An entry of the register")
def entry(request: HttpRequest, measure: Number) -> Any:
    """One entry, as long as it is published."""
    return _entry(_one(request, measure))


@router.get("/register/{measure}/statement", response=Stated, summary="An entry as an EU statement of reasons")
def stated(request: HttpRequest, measure: Number) -> Any:
    """The statement of reasons of a published measure; it names nobody."""
    return told_statement(_one(request, measure).measure)


def _one(request: HttpRequest, measure: str) -> Publication:
    found = the_one(register.entries(viewer_of(request).now).filter(measure__public=measure))
    return found


def _entry(one: Publication) -> dict[str, Any]:
    told = register.shown(one)
    return {**told, "since": told["from"]}
