"""The wizard of admission: as what, to do what, where; then what to hand in and why, what is checked, how risky."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.domains.papers.papers import activities, said
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.standard.vocabulary import PARTIES
from shibosi.store import scope
from shibosi.store.actions import cases as actions
from shibosi.store.admission.application import Asked as Application
from shibosi.store.admission.application import looked, parties_of
from shibosi.store.allowing import may
from shibosi.store.cases.carrying import Asked as AskedCase
from shibosi.store.models import PartyCode
from shibosi.store.viewers import Viewer
from shibosi.telling.admission import HOLDS, as_data, risk

FACTS = ("firm", "activity", "market", "category")
HOLDING = {True: "good", False: "broken", None: "open"}
RISKY = {"low": "good", "medium": "open", "high": "broken"}
LONGEST = 60


@page("admission/", "documents.read", Entry("Apply for admission", Group.SERVICES, 10, "hand-in",
                                            when=lambda viewer: may(viewer, "admission.ask")))  # fmt: skip
def admission(request: Asked) -> HttpResponse:
    """A step of the wizard, as far as the address says. Raises NotThere, UnknownActivity."""
    told = {name: request.GET.get(name, "").strip()[:LONGEST] for name in (*FACTS, "kind")}
    if told["activity"] and told["firm"] and told["market"]:
        asked = Application(*(told[name] for name in FACTS))
        found = as_data(looked(request.viewer, asked))
        return show(request, "console/admission_papers.html", found=shown(found), told=told,
                    may_apply=may(request.viewer, "admission.ask"))  # fmt: skip
    if told["kind"] in kinds():
        doings = {word: said(word) for word in activities() if told["kind"] in parties_of(word)}
        return show(request, "console/admission_what.html", told=told, kind=translate(PARTIES[told["kind"]]),
                    doings=doings, codes=codes(request.viewer))  # fmt: skip
    return show(request, "console/admission.html", kinds=kinds())


@do("admission/apply/", verb="admission.ask")
def apply(request: Asked) -> HttpResponse:
    """Hand the application in. Raises AlreadyOpen, Refusal."""
    facts = {name: forms.text(request, name, LONGEST, needed=name != "category") for name in FACTS}
    asked = AskedCase(facts={name: value for name, value in facts.items() if value})
    case = actions.open_case(request.viewer, "admission", asked)
    messages.success(request, translate("The application is handed in."))
    return redirect("admissions.application", case.public)


def kinds() -> dict[str, str]:
    """The kinds of party one can apply as, with what they are called."""
    asked = {kind for word in activities() for kind in parties_of(word)}
    return {word: translate(label) for word, label in PARTIES.items() if word in asked}


def codes(viewer: Viewer) -> list[str]:
    """The codes of the firm that applies; none for the platform, which names one."""
    if viewer.platform:
        return []
    own = PartyCode.in_force().filter(party__in=scope.parties(viewer).filter(public=viewer.reporter))
    return list(own.order_by("code").values_list("code", flat=True))


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """An application with the looks of its parts."""
    for one in found["papers"]:
        one["badge"] = HOLDING[one["allows"]]
    for one in found["checks"]:
        one["badge"], one["called"] = HOLDING[one["holds"]], HOLDS[one["holds"]]
    return found | {"badge": HOLDING[found["allows"]], "risky": RISKY[found["risk"]], "risk_said": risk(found["risk"])}
