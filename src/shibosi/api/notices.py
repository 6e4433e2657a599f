"""Notices: what the caller is told about its cases and measures, until it says that it was read."""

import json
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.actions import cases as actions
from shibosi.store.allowing import allowed
from shibosi.store.cases.notices import inbox, sentence
from shibosi.store.models import Notice
from shibosi.store.paging import LARGEST, Order, page

router = Router(tags=["cases"], auth=Asking())
SORTS = {"newest": Order("pk")}


class NoticeShown(Schema):
    """What is told: a sentence, the facts in it, the case it is about or the number of something else."""

    id: int
    at: datetime
    sentence: str
    facts: dict[str, str]
    case: str | None
    subject: str
    read_at: datetime | None


class NoticePage(Schema):
    """Notices."""

    items: list[NoticeShown]
    next: str | None


class ReadWanted(Schema):
    """Notices that were read; all of them where none are named."""

    notices: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST)]], Field(max_length=actions.MOST)] | None = None


class ReadDone(Schema):
    """How many had not been read before."""

    read: int


@router.get("/notices", response=NoticePage, summary="Notices")
def notices(request: HttpRequest, unread: bool = False, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """What the caller is told, newest first."""
    viewer = viewer_of(request)
    allowed(viewer, "cases.read")
    query = inbox(viewer).select_related("case")
    found = page(query.filter(read_at__isnull=True) if unread else query, SORTS, "newest", cursor, limit)
    return {"items": [_shown(one) for one in found.items], "next": found.next}


@router.post("/notices/read", response=ReadDone, summary="Notices were read")
def read(request: HttpRequest, wanted: ReadWanted) -> Any:
    """From now on they count as read."""
    return {"read": actions.read_notices(viewer_of(request), wanted.notices)}


def _shown(one: Notice) -> dict[str, Any]:
    return {
        "id": one.pk, "at": one.at, "sentence": sentence(one), "facts": json.loads(one.facts),
        "case": one.case.public if one.case is not None else None, "subject": one.subject, "read_at": one.read_at,
    }  # fmt: skip
