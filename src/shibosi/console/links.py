"""Shops that seem to belong together: what they share, as a picture and in words; the firm is asked to explain."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console.picture import Picture, picture
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.actions import cases as actions
from shibosi.store.allowing import NotThere, may
from shibosi.store.cases.carrying import Asked as AskedCase
from shibosi.store.reading import links as reading
from shibosi.store.reading.links import Together

SHOWN = 30
"""Groups on the page; all stand in the file."""
COLUMNS = ["Shops", "Firms", "What binds them together", "Points", "Explained"]
TRAITS = {
    "owner": "Owner", "account": "Account", "document": "Paper", "device": "Device", "phone": "Telephone",
    "email": "E-mail", "address": "Address",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A group as the page shows it."""

    number: int
    told: Together
    picture: Picture
    shares: list[tuple[str, str, int, int]]


@page("links/", "links.read", Entry("Linked shops", Group.REVIEW, 61, "party"))
def links(request: Asked) -> HttpResponse:
    """The groups, those without reasons first."""
    every = reading.together(request.viewer, request.viewer.today)
    if file_wanted(request):
        return rows_as_file(request, "links", COLUMNS, map(_row, every), len(every))
    return show(
        request, "console/links.html", groups=[_shown(number, one) for number, one in enumerate(every[:SHOWN])],
        count=len(every), open=sum(not one.explained for one in every), more=max(len(every) - SHOWN, 0),
        shops=sum(len(one.stalls) for one in every), may_ask=may(request.viewer, "cases.work"),
        false_local=sum(stall.false_local for one in every for stall in one.stalls),
    )  # fmt: skip


@do("links/ask/", verb="cases.work")
def ask(request: Asked) -> HttpResponse:
    """Ask the firm of a shop why its group belongs together. Raises NotThere, AlreadyOpen."""
    firm, number = forms.text(request, "firm", 30), forms.text(request, "shop", 60)
    every = reading.together(request.viewer, request.viewer.today)
    meant = (firm, number)
    one = next((one for one in every if meant in {(each.firm, each.number) for each in one.stalls}), None)
    if one is None:
        raise NotThere()
    facts = {"firm": firm, "shops": _shops(one), "reasons": _reasons(one), "score": str(one.group.points)}
    case = actions.open_case(request.viewer, "shop_link", AskedCase(facts=facts))
    messages.success(request, translate("The firm is asked to explain."))
    return redirect("case.case", case.public)


def _shown(number: int, one: Together) -> Shown:
    shares = [(_trait(each.kind), each.value, each.points, len(each.things)) for each in one.group.shared]
    return Shown(number, one, picture(one, {name: translate(label) for name, label in TRAITS.items()}), shares)


def _trait(kind: str) -> str:
    return translate(TRAITS[kind]) if kind in TRAITS else kind


def _shops(one: Together) -> str:
    return ", ".join(f"{each.firm} {each.number}" for each in one.stalls)


def _reasons(one: Together) -> str:
    return "; ".join(f"{_trait(each.kind)} {each.value} (+{each.points})" for each in one.group.shared)


def _row(one: Together) -> list[Any]:
    explained = translate("yes") if one.explained else ""
    return [_shops(one), " ".join(one.firms), _reasons(one), one.group.points, explained]
