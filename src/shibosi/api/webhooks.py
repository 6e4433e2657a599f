"""Webhooks: addresses that are told when findings open or resolve and when a dossier is decided otherwise."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import AfterValidator, Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store import scope
from shibosi.store.actions import webhooks as actions
from shibosi.store.allowing import allowed, the_one
from shibosi.store.intake.exact import ODD
from shibosi.store.models import Delivery, Subscription
from shibosi.store.paging import Order, page

router = Router(tags=["webhooks"], auth=Asking())
Event = Literal[
    "finding.opened", "finding.resolved", "dossier.decided", "case.opened", "case.moved", "violation.recorded",
    "orders.counted", "measure.proposed", "measure.imposed", "measure.appealed", "measure.suspended",
    "measure.confirmed", "measure.reversed", "measure.lifted",
]  # fmt: skip
Public = Annotated[str, Path(max_length=32)]


def _kept(text: str) -> str:
    if ODD.search(text):
        raise ValueError("letters that nothing can keep")
    return text


class WebhookWanted(Schema):
    """What address wants to know what."""

    url: Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_kept)]
    events: Annotated[list[Event], Field(min_length=1, max_length=30)]
    label: Annotated[str, Field(max_length=100), AfterValidator(_kept)] = ""


class WebhookShown(Schema):
    """An address that is told of events, until it was ended."""

    id: str
    url: str
    label: str
    events: list[str]
    made_at: datetime
    ended_at: datetime | None


class WebhookMade(WebhookShown):
    """The same with the secret that signs, which is shown once."""

    secret: str


class WebhookPage(Schema):
    """Addresses."""

    items: list[WebhookShown]
    next: str | None


class DeliveryShown(Schema):
    """What was sent in one request, how often it was tried, what the address answered."""

    id: str
    made_at: datetime
    events: int
    attempts: int
    tried_at: datetime | None
    status: int | None
    error: str
    delivered_at: datetime | None


class DeliveryPage(Schema):
    """Deliveries."""

    items: list[DeliveryShown]
    next: str | None


SORTS = {"newest": Order("pk")}


@router.post("/webhooks", response={201: WebhookMade}, summary="Tell an address")
def subscribe(request: HttpRequest, wanted: WebhookWanted) -> Any:
    """From now on the address is told of what happens in the dossiers that are seen."""
    made = actions.subscribe(viewer_of(request), wanted.url, wanted.events, wanted.label)
    return Status(201, {**_shown(made.subscription), "secret": made.secret})


@router.get("/webhooks", response=WebhookPage, summary="Addresses that are told")
def webhooks(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The addresses of the party acted for, or of the platform."""
    viewer = viewer_of(request)
    allowed(viewer, "webhooks.manage")
    found = page(scope.subscriptions(viewer), SORTS, "newest", cursor, limit)
    return {"items": [_shown(one) for one in found.items], "next": found.next}


@router.post("/webhooks/{webhook}/secret", response=WebhookMade, summary="A new secret")
def rotate(request: HttpRequest, webhook: Public) -> Any:
    """For a day the old secret signs beside the new one."""
    made = actions.rotate(viewer_of(request), webhook)
    return {**_shown(made.subscription), "secret": made.secret}


@router.delete("/webhooks/{webhook}", response={204: None}, summary="Tell no more")
def end(request: HttpRequest, webhook: Public) -> Any:
    """The address is told nothing more, not even what was waiting."""
    actions.end(viewer_of(request), webhook)
    return Status(204, None)


@router.get("/webhooks/{webhook}/deliveries", response=DeliveryPage, summary="What was told")
def deliveries(request: HttpRequest, webhook: Public, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """What was sent to an address, newest first."""
    viewer = viewer_of(request)
    allowed(viewer, "webhooks.manage")
    one = the_one(scope.subscriptions(viewer).filter(public=webhook))
    found = page(scope.deliveries(viewer).filter(subscription=one), SORTS, "newest", cursor, limit)
    return {"items": [_delivery(each) for each in found.items], "next": found.next}


@router.post("/webhooks/{webhook}/deliveries/{delivery}", response={202: DeliveryShown}, summary="Send once more")
def again(request: HttpRequest, webhook: Public, delivery: Public) -> Any:
    """The same events in a new delivery."""
    return Status(202, _delivery(actions.again(viewer_of(request), webhook, delivery)))


def _shown(one: Subscription) -> dict[str, Any]:
    return {"id": one.public, "url": one.url, "label": one.label, "events": one.events, "made_at": one.made_at,
            "ended_at": one.ended_at}  # fmt: skip


def _delivery(one: Delivery) -> dict[str, Any]:
    names = ("made_at", "attempts", "tried_at", "status", "error", "delivered_at")
    return {"id": one.public, "events": len(one.events), **{name: getattr(one, name) for name in names}}
