"""The desk of admissions: who applied for what, how risky, what is missing; an application as it stands today."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from shibosi.console.admission import RISKY, shown
from shibosi.domains.papers.papers import said
from shibosi.domains.parties.flows import ADMISSION, HIGH, RISKS
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.admission.application import looked
from shibosi.store.admission.flows import application_of
from shibosi.store.allowing import the_one
from shibosi.store.cases.written import facts_of
from shibosi.store.models import Case
from shibosi.telling.admission import as_data

MOST = 1000
"""Applications on the desk; the newest."""
OPENED = {"open": "Still open", "closed": "Closed"}
FILTERS = Filters(Choice("risk", "Risk", dict(RISKS)), Choice("state", "State", among=lambda: _states()),
                  Choice("opened", "Open or closed", OPENED))  # fmt: skip
HEADINGS = [
    Heading("Firm", "firm", first_down=False), Heading("Activity"), Heading("Market", "market", first_down=False),
    Heading("Risk", "rank", first_down=False), Heading("State"), Heading("Due", "due", datetime, first_down=False),
    Heading("Opened at", "at", datetime),
]  # fmt: skip


@dataclass
class Application:
    """An application on the desk; `rank`: the riskiest has the least."""

    number: str
    firm: str
    activity: str
    market: str
    risk: str
    risky: str
    rank: int
    lacks: int
    state: str
    due: datetime | None
    at: datetime


@page("admissions/", "cases.read", Entry("Admissions", Group.ACTING, 25, "case"))
def admissions(request: Asked) -> HttpResponse:
    """The applications that are seen, the riskiest first."""
    chosen = FILTERS.read(request.GET)
    query = scope.cases(request.viewer).filter(flow=ADMISSION.name)
    query = query.filter(closed_at__isnull=chosen["opened"] != "closed")
    if chosen["state"]:
        query = query.filter(state=chosen["state"])
    every = [_application(case) for case in query.order_by("-pk")[:MOST]]
    some = [one for one in every if chosen["risk"] in (None, one.risk)]
    return show(
        request, "console/admissions.html", list=gathered(request, some, HEADINGS, "rank", chosen), count=len(every),
        high=sum(one.risk == HIGH for one in every), lacking=sum(one.lacks > 0 for one in every),
        late=sum(one.due is not None and one.due <= request.viewer.now for one in every), now=request.viewer.now,
    )  # fmt: skip


@page("admissions/<str:number>/", "cases.read")
def application(request: Asked, number: str) -> HttpResponse:
    """An application as it stands today, beside the case that decides it. Raises NotThere."""
    case = the_one(scope.cases(request.viewer).filter(public=number, flow=ADMISSION.name))
    found = as_data(looked(request.viewer, application_of(case)))
    return show(
        request, "console/admission_case.html", case=case, found=shown(found), one=_application(case),
        conditions=facts_of(case).get("conditions", ""),
    )  # fmt: skip


def _application(case: Case) -> Application:
    facts = facts_of(case)
    grade, lacks = str(facts["risk"]), str(facts["lacks"])
    return Application(
        number=case.public, firm=str(facts["firm"]), activity=said(str(facts["activity"])),
        market=str(facts["market"]), risk=grade, risky=RISKY[grade],
        rank=[name for name, _ in reversed(RISKS)].index(grade), lacks=0 if lacks == "-" else len(lacks.splitlines()),
        state=ADMISSION.states[case.state].label, due=case.due, at=case.opened_at,
    )  # fmt: skip


def _states() -> dict[str, str]:
    return {name: one.label for name, one in ADMISSION.states.items()}
