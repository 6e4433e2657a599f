"""Opening cases: by the kernel's rules, put down with their parties, told to the log and to webhooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows import cases as kernel
from shibosi.kernel.flows import engine
from shibosi.kernel.flows.roles import MACHINE
from shibosi.store import logbook, webhooks
from shibosi.store.cases.carrying import Opening
from shibosi.store.cases.written import Repeat, count, flows, rules, typed, write_facts
from shibosi.store.models import Case, CaseParty
from shibosi.store.models.cases import case_number

PLACE, ZONE = "CN", "Asia/Shanghai"
"""Whose working days and midnights count: those of the platform, as for documents (`intake.receiving`)."""
OPENED = "case opened"


class AlreadyOpen(ShibosiError):
    """A second open case about the same thing."""

    code = "already-open"
    message = "There is an open case about this already: {number}."


@dataclass(frozen=True)
class Wanted:
    """A case to be opened: its flow, and with what."""

    flow: str
    opening: Opening


def open_one(wanted: Wanted, by: str, now: datetime, repeat: Repeat | None = None) -> Case:
    """Open a case. Inside a transaction. Raises AlreadyOpen, Refusal."""
    about = wanted.opening.about
    if about is not None and (found := Case.objects.filter(about=about, closed_at__isnull=True).first()):
        raise AlreadyOpen(number=found.public)
    made, entries = open_some([wanted], by, now, repeat)
    logbook.append(entries, now)
    return made[0]


def open_some(
    wanted: Iterable[Wanted], by: str, now: datetime, repeat: Repeat | None = None
) -> tuple[list[Case], list[logbook.Entry]]:
    """Open cases about things of which there is none open; answers them and what the log is to be told.

    In as many statements for a thousand as for one. Raises Refusal where one of them is not as its flow wants it.
    """
    pairs = [_made(one, by, now) for one in wanted]
    for case, _ in pairs:
        case.repeat_key, case.repeat_digest = repeat or (None, "")
    made = Case.objects.bulk_create([case for case, _ in pairs])
    CaseParty.objects.bulk_create([
        CaseParty(case=case, role=role, who=who) for case, opened in pairs for role, who in opened.parties.items()
    ])  # fmt: skip
    webhooks.tell_of([
        (set(opened.parties.values()), webhooks.case_event(webhooks.CASE_OPENED, case, now)) for case, opened in pairs
    ], now)  # fmt: skip
    entries = [
        logbook.Entry(OPENED, f"case:{case.public}", {"by": by, "flow": case.flow, "about": case.about or ""})
        for case in made
    ]
    return made, entries


def by_machine(wanted: Iterable[Wanted], now: datetime) -> list[logbook.Entry]:
    """Open those cases about whose subject there is none open yet; answers what the log is to be told."""
    every = {one.opening.about: one for one in wanted}
    there = Case.objects.filter(about__in=every, closed_at__isnull=True).values_list("about", flat=True)
    for about in list(there) if every else ():
        every.pop(about)
    return open_some(every.values(), MACHINE, now)[1] if every else []


def _made(wanted: Wanted, by: str, now: datetime) -> tuple[Case, kernel.Case]:
    flow, opening = flows()[wanted.flow], wanted.opening
    number = case_number()
    facts = typed(flow.opening, opening.facts)
    opened = engine.open_case(
        flow, number, place=PLACE, zone=ZONE, parties=opening.parties, facts=facts, at=now, by=by, rules=rules()
    )
    case = Case(
        public=number, flow=flow.name, state=opened.state, place=PLACE, zone=ZONE, opened_at=now, opened_by=by,
        entered_at=now, facts=write_facts(opened.facts), about=opening.about, dossier=opening.dossier,
        document=opening.document, finding=opening.finding, control=opening.control, priority=opening.priority,
    )  # fmt: skip
    count(case, opened, now)
    return case, opened
