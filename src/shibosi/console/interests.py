"""Changes of law one wants to be told of: by market and topic, begun and ended."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi import settings
from shibosi.domains.assurance.flows import TOPICS
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.standard.law.places import places
from shibosi.store import scope
from shibosi.store.actions import interests as actions
from shibosi.store.models import Account
from shibosi.store.models.interests import EVERY

VERB = actions.VERB


@page("interests/", verb=VERB, entry=Entry("Changes to be told of", Group.ACTING, 95, "time"))
def interests(request: Asked) -> HttpResponse:
    """The own interests, and the form that begins one."""
    topics, markets = _topics(), _markets()
    found: list[dict[str, Any]] = [
        {"one": one, "market": markets.get(one.market, one.market), "topic": topics[one.topic]}
        for one in scope.interests(request.viewer).order_by("market", "topic")
    ]
    own = Account.objects.filter(pk=request.viewer.account).first()
    return show(
        request, "console/interests.html", found=found, topics=topics, markets=markets, own=own,
        sends=settings.mail() is not None,
    )  # fmt: skip


@do("interests/begin/", verb=VERB)
def begin(request: Asked) -> HttpResponse:
    """Begin one. Raises Unusable, TooManyInterests."""
    market, topic = forms.choice(request, "market", _markets()), forms.choice(request, "topic", _topics())
    actions.subscribe(request.viewer, market, topic)
    messages.success(request, translate("You will be told."))
    return redirect("interests.interests")


@do("interests/<key:number>/end/", verb=VERB)
def end(request: Asked, number: int) -> HttpResponse:
    """End one. Raises NotThere."""
    actions.end(request.viewer, number)
    return redirect("interests.interests")


@do("interests/mail/", verb=VERB)
def mail(request: Asked) -> HttpResponse:
    """Be sent them by mail too, or no longer. Raises Unusable, NotThere."""
    actions.mail(request.viewer, forms.choice(request, "wanted", ("yes", "no")) == "yes")
    return redirect("interests.interests")


def _topics() -> dict[str, str]:
    return {EVERY: translate("every topic")} | {name: translate(label) for name, label in TOPICS}


def _markets() -> dict[str, str]:
    return {EVERY: translate("every market")} | {one.code: f"{one.code} {one.name}" for one in places().values()
                                                 if one.code != EVERY}  # fmt: skip
