"""Webhooks: addresses that are told what happens, and what they were told."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import webhooks as actions
from shibosi.store.allowing import the_one
from shibosi.store.webhooks import EVENTS

HEADINGS = [Heading("Address"), Heading("Events"), Heading("Made", "pk"), Heading("State"), Heading("")]
DELIVERIES = [Heading("Made", "pk"), Heading("Events", number=True), Heading("Attempts", number=True),
              Heading("Answer"), Heading("Delivered"), Heading("")]  # fmt: skip
VERB = "webhooks.manage"


@page("webhooks/", verb=VERB, entry=Entry("Webhooks", Group.MANAGING, 50, "webhook"))
def webhooks(request: Asked) -> HttpResponse:
    """The addresses of the firm acted for, or of the platform."""
    return _shown(request)


@do("webhooks/add/", verb=VERB)
def add(request: Asked) -> HttpResponse:
    """Tell an address from now on; its secret is shown once. Raises UnusableAddress, TooManyAddresses."""
    events = forms.choices(request, "events", EVENTS)
    label = forms.text(request, "label", 100, needed=False)
    made = actions.subscribe(request.viewer, forms.text(request, "url", 500), events, label)
    return _shown(request, secret=made.secret)


@page("webhooks/<slug:public>/", verb=VERB)
def webhook(request: Asked, public: str) -> HttpResponse:
    """What an address was told. Raises NotThere."""
    one = the_one(scope.subscriptions(request.viewer).filter(public=public))
    list_ = listing(request, scope.deliveries(request.viewer).filter(subscription=one), DELIVERIES, "-pk", files=False)
    for each in list_.items:
        each.of = one
    return show(request, "console/webhook.html", one=one, list=list_)


@do("webhooks/<slug:public>/secret/", verb=VERB)
def rotate(request: Asked, public: str) -> HttpResponse:
    """A new secret, shown once; for a day the old one signs beside it. Raises NotThere."""
    return _shown(request, secret=actions.rotate(request.viewer, public).secret)


@do("webhooks/<slug:public>/end/", verb=VERB)
def end(request: Asked, public: str) -> HttpResponse:
    """Tell an address nothing more. Raises NotThere."""
    actions.end(request.viewer, public)
    messages.success(request, translate("The address is told nothing more."))
    return redirect("webhooks.webhooks")


@do("webhooks/<slug:public>/<slug:delivery>/again/", verb=VERB)
def again(request: Asked, public: str, delivery: str) -> HttpResponse:
    """Send the same once more. Raises NotThere."""
    actions.again(request.viewer, public, delivery)
    messages.success(request, translate("It is sent once more."))
    return redirect("webhooks.webhook", public)


def _shown(request: Asked, secret: str = "") -> HttpResponse:
    said: dict[str, Any] = {"list": listing(request, scope.subscriptions(request.viewer), HEADINGS, "-pk", files=False)}
    return show(request, "console/webhooks.html", secret=secret, events=sorted(EVENTS), **said)
