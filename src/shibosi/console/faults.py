"""Faults laid to sellers: what each costs, and the form by which an officer or an owner of a picture lays one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.domains.enforcement.measures.listing_quality import COSTS, FAULTS
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.actions.cases import open_case
from shibosi.store.cases.carrying import Asked as Wished
from shibosi.store.goods.flows import COMPLAIN
from shibosi.store.reading.figures import figure


@page("listings/<str:seller>/<str:number>/<str:market>/fault/", verb=COMPLAIN)
def fault(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """The form, with the points of each fault today."""
    today = request.viewer.today
    costs = [(translate(label), int(figure(COSTS[name], today))) for name, label in FAULTS.items()]
    return show(
        request, "console/listing_fault.html", seller=seller, number=number, market=market, costs=costs,
        faults={name: translate(label) for name, label in FAULTS.items()},
    )  # fmt: skip


@do("listings/<str:seller>/<str:number>/<str:market>/fault/lay/", verb=COMPLAIN)
def lay(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """Lay a fault to the seller, who is asked to answer. Raises NotThere, AlreadyOpen."""
    facts = {
        "firm": seller, "number": number, "market": market, "fault": forms.choice(request, "fault", FAULTS),
        "because": forms.text(request, "because", 1000), "original": forms.text(request, "original", 400, needed=False),
    }  # fmt: skip
    asked = Wished(facts={name: said for name, said in facts.items() if said})
    case = open_case(request.viewer, "listing_fault", asked)
    messages.success(request, translate("The fault is laid to the seller, who is asked to answer."))
    return redirect("case.case", case.public)
