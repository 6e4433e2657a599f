"""Customers: checks of their identity are opened by officers, for the firm whose code they name.

What is found stands in the file of the customer (`customer_file`), which decides on its transfers.
"""

from datetime import datetime
from typing import Any

from shibosi.domains.aml.flows import AUTHORITY_REPORT, CUSTOMER_CHECK, ENHANCED_CHECK, KEPT
from shibosi.domains.aml.records import CustomerFile
from shibosi.kernel.flows.declared import Flow
from shibosi.store import logbook
from shibosi.store.cases import opening
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, carries_out, opens
from shibosi.store.cases.written import facts_of, given_of
from shibosi.store.firms import folded
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Case, CaseEvent, stored
from shibosi.store.sealing import token
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

RISKS = {"low_risk": "low", "medium_risk": "medium", "high_risk": "high"}
HIGH = "high_risk"
NEW, CHANGE = "1", "2"
QUESTIONS = "Finances and trade background (6.3.1-b)"


def _opener(flow: Flow, *names: str) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """One open case of a flow for a firm, and what tells it from others, at a time."""
        firm = folded(str(asked.facts.get("firm", "")))
        told = [str(asked.facts.get(name, "")).strip() for name in names]
        return Opening(parties={"subject": firm}, facts=asked.facts, about=about(flow.name, [firm, *told]), priority=2)

    return ask


for _flow in (CUSTOMER_CHECK, ENHANCED_CHECK):
    opens(_flow.name, "cases.work")(_opener(_flow))
opens(AUTHORITY_REPORT.name, "cases.work")(_opener(AUTHORITY_REPORT, "obligation", "period"))


@carries_out(KEPT)
def keep_file(case: Case, event: CaseEvent, now: datetime) -> None:
    """Lay what an event says over the file of the customer, as a new version of it."""
    facts = facts_of(case)
    code = folded(str(facts["firm"]))
    before = _file(code)
    today = now.astimezone(HOUSE).date()
    told: dict[str, Any] = {"name": facts["name"]}
    if case.flow == CUSTOMER_CHECK.name:
        opened = before.get("opened_on") or today
        told |= {"licence": facts["licence"], "address": facts["address"], "risk": RISKS[event.target],
                 "opened_on": opened, "verified_on": today}  # fmt: skip
        if event.target == HIGH:
            told |= {"questioned_on": today, "answered_on": None, "limited_on": None}
            _question(code, str(facts["name"]), now)
    elif event.target == "limited":
        told |= {"limited_on": today, "questioned_on": case.opened_at.astimezone(HOUSE).date()}
    else:
        told |= {**given_of(case, event), "answered_on": today,
                 "questioned_on": case.opened_at.astimezone(HOUSE).date()}  # fmt: skip
    said = before | told | {
        "customer_code": code, "report_type": CHANGE if before else NEW, "reported_at": now.isoformat(),
        "guid": token(f"{case.public}|{event.number}")[:36],
    }  # fmt: skip
    columns = CustomerFile.columns
    values = {name: str(value)[: columns[name].longest] for name, value in said.items() if value is not None}
    receive([{"kind": CustomerFile.kind(), "values": values}], HandedIn("customer checks", ""), now)


def _question(code: str, name: str, now: datetime) -> None:
    """Ask a customer of high risk what stands behind it, unless it is being asked."""
    matter = about(ENHANCED_CHECK.name, [code])
    if not Case.objects.filter(about=matter, closed_at__isnull=True).exists():
        facts = {"firm": code, "name": name, "questions": QUESTIONS}
        wanted = opening.Wanted(ENHANCED_CHECK.name, Opening({"subject": code}, facts, about=matter, priority=2))
        logbook.append(opening.by_machine([wanted], now), now)


def _file(code: str) -> dict[str, Any]:
    """What the file in force says, as people read it; nothing where there is none."""
    rows = stored(CustomerFile.kind())._default_manager.filter(standing=True, customer_code=code)
    row = rows.order_by("filed_id").values(*CustomerFile.columns).last()
    if row is None:
        return {}
    return {name: CustomerFile.columns[name].seen(value) for name, value in row.items() if value is not None}
