"""Verbs of webhooks: tell an address, change its secret, stop. Each asks whether it is allowed and writes the log."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.store import logbook, webhooks
from shibosi.store.allowing import allowed, the_one
from shibosi.store.models import Delivery, Subscription
from shibosi.store.scope import subscriptions
from shibosi.store.sending import checked
from shibosi.store.viewers import Viewer

MOST = 20
"""Our choice: addresses of one party, so that nobody makes the server write letters all day."""
OVERLAP = timedelta(days=1)
"""How long the old secret signs beside a new one."""


class UnknownEvent(ShibosiError):
    """A name that is no event."""

    code = "unknown-event"
    message = "There is no event '{event}'; there are {known}."


class TooManyAddresses(ShibosiError):
    """More addresses than are told."""

    code = "too-many-addresses"
    message = "At most {most} addresses are told; end one first."


@dataclass(frozen=True)
class Subscribed:
    """A subscription with its secret, which is shown once."""

    subscription: Subscription
    secret: str = field(repr=False)


@transaction.atomic
def subscribe(viewer: Viewer, url: str, events: Iterable[str], label: str = "") -> Subscribed:
    """Tell an address of events. Raises Forbidden, UnusableAddress, UnknownEvent, TooManyAddresses."""
    allowed(viewer, "webhooks.manage")
    allowed(viewer, "findings.read")
    wanted = sorted(set(events))
    for event in wanted:
        if event not in webhooks.EVENTS:
            hint = nearest(event, list(webhooks.EVENTS))
            raise UnknownEvent(event=event, known=", ".join(webhooks.EVENTS), hint=hint)
    if subscriptions(viewer).filter(ended_at__isnull=True).count() >= MOST:
        raise TooManyAddresses(most=MOST)
    secret = _secret()
    made = Subscription.objects.create(
        party_id=viewer.party, url=checked(url), label=label, events=wanted, secret=secret, made_at=viewer.now,
        made_by=viewer.by,
    )  # fmt: skip
    _tell(viewer, "webhook added", made)
    return Subscribed(made, secret)


@transaction.atomic
def rotate(viewer: Viewer, public: str) -> Subscribed:
    """A new secret; for a day the old one signs beside it. Raises Forbidden, NotThere."""
    one = _own(viewer, public)
    secret = _secret()
    one.previous, one.previous_until, one.secret = one.secret, viewer.now + OVERLAP, secret  # type: ignore[assignment]
    one.save()
    _tell(viewer, "webhook secret changed", one)
    return Subscribed(one, secret)


@transaction.atomic
def end(viewer: Viewer, public: str) -> None:
    """Stop telling an address. Raises Forbidden, NotThere."""
    one = _own(viewer, public)
    one.ended_at = viewer.now
    one.save()
    _tell(viewer, "webhook ended", one)


@transaction.atomic
def again(viewer: Viewer, public: str, delivery: str) -> Delivery:
    """Send once more what was sent before. Raises Forbidden, NotThere."""
    one = _own(viewer, public)
    found = the_one(one.deliveries.filter(public=delivery))
    return webhooks.send(one, found.events, viewer.now)[0]


def _own(viewer: Viewer, public: str) -> Subscription:
    allowed(viewer, "webhooks.manage")
    found = the_one(subscriptions(viewer).filter(public=public, ended_at__isnull=True))
    return found


def _secret() -> str:
    return "whsec_" + secrets.token_urlsafe(32)


def _tell(viewer: Viewer, what: str, one: Subscription) -> None:
    logbook.append([logbook.Entry(what, f"webhook:{one.public}", {"by": viewer.by})], viewer.now)
