"""Feeds: which kinds of record nobody reports here, so that their absence says nothing."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.actions import feeds as verbs
from shibosi.store.allowing import allowed
from shibosi.store.models import SilentFeed

router = Router(tags=["feeds"], auth=Asking())
Kind = Annotated[str, Path(max_length=40)]


class SilentFeedShown(Schema):
    """A kind of record that nobody reports here, and since when."""

    kind: Annotated[str, Field(max_length=40)]
    since: datetime


@router.get("/feeds/silent", response=list[SilentFeedShown], summary="Kinds of record that nobody reports here")
def silent(request: HttpRequest) -> Any:
    """Their absence says nothing of a dossier."""
    allowed(viewer_of(request), verbs.VERB)
    return list(SilentFeed.objects.order_by("kind"))


@router.put("/feeds/silent/{kind}", response=SilentFeedShown, summary="Say that nobody reports a kind of record here")
def silence(request: HttpRequest, kind: Kind) -> Any:
    """Everything stored is judged again."""
    return verbs.silence(viewer_of(request), kind)


@router.delete("/feeds/silent/{kind}", response={204: None}, summary="Expect a kind of record again")
def expect(request: HttpRequest, kind: Kind) -> Any:
    """Everything stored is judged again."""
    verbs.expect(viewer_of(request), kind)
    return Status(204, None)
