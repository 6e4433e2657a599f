"""Feeds: which kinds of record are reported here, and of which the administrator said that nobody sends them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.words import translate
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import rows
from shibosi.store.actions import feeds as actions
from shibosi.store.models import SilentFeed

DONE = "Done; everything stored is judged again."


@page("feeds/", verb=actions.VERB, entry=Entry("Feeds", Group.MANAGING, 65, "document"))
def feeds(request: Asked) -> HttpResponse:
    """Every kind that can be reported, those that are silent first."""
    kinds, silent = actions.kinds(), {one.kind: one.since for one in SilentFeed.objects.all()}
    filled = rows.filled(kinds)
    found: list[dict[str, Any]] = [
        {"kind": kind, "label": translate(made.label), "since": silent.get(kind), "filled": kind in filled}
        for kind, made in kinds.items()
    ]
    found.sort(key=lambda one: (one["since"] is None, one["filled"], one["label"]))
    return show(request, "console/feeds.html", found=found)


@do("feeds/<str:kind>/silence/", verb=actions.VERB)
def silence(request: Asked, kind: str) -> HttpResponse:
    """Nobody reports it. Raises UnknownRecord."""
    actions.silence(request.viewer, kind)
    return _done(request)


@do("feeds/<str:kind>/expect/", verb=actions.VERB)
def expect(request: Asked, kind: str) -> HttpResponse:
    """It is reported again. Raises UnknownRecord."""
    actions.expect(request.viewer, kind)
    return _done(request)


def _done(request: Asked) -> HttpResponse:
    messages.success(request, translate(DONE))
    return redirect("feeds.feeds")
