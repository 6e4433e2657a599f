"""Interests: of which changes of law one wants to be told, by market and topic. They are told as notices."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store import scope
from shibosi.store.actions import interests as verbs
from shibosi.store.allowing import allowed
from shibosi.store.models.interests import EVERY
from shibosi.store.paging import LARGEST

router = Router(tags=["notices"], auth=Asking())
Number = Annotated[int, Path(ge=1, le=LARGEST)]


class InterestWanted(Schema):
    """A market and a topic; `all`: every one."""

    market: Annotated[str, Field(max_length=40)] = EVERY
    topic: Annotated[str, Field(max_length=20)] = EVERY


class InterestShown(InterestWanted):
    """An interest: of which market and topic changes are told, since when."""

    id: int
    made_at: datetime


@router.get("/interests", response=list[InterestShown], summary="Of which changes of law one is told")
def every(request: HttpRequest) -> Any:
    """The own interests, or those of the party acted for."""
    viewer = viewer_of(request)
    allowed(viewer, verbs.VERB)
    return list(scope.interests(viewer).order_by("market", "topic"))


@router.post("/interests", response=InterestShown, summary="Want to be told of changes of law")
def subscribe(request: HttpRequest, wanted: InterestWanted) -> Any:
    """Notices tell of them from then on."""
    return verbs.subscribe(viewer_of(request), wanted.market, wanted.topic)


class Mail(Schema):
    """Whether changes are sent by mail too, to the address of the account; they are not unless it is wanted."""

    wanted: bool


@router.put("/interests/mail", response=Mail, summary="Be sent changes of law by mail too, or no longer")
def mail(request: HttpRequest, asked: Mail) -> Any:
    """For the account that asks, whatever its firms want to be told of; a token without account is refused."""
    verbs.mail(viewer_of(request), asked.wanted)
    return asked


@router.delete("/interests/{interest}", response={204: None}, summary="Want to be told no longer")
def end(request: HttpRequest, interest: Number) -> Any:
    """End an interest of one's own."""
    verbs.end(viewer_of(request), interest)
    return Status(204, None)
