"""The case desk: which cases wait, for whom, since when; every question within the scope of who asks.

which = Which(flow="held_order", due="late", assignee="me")
page(desk.queue(viewer, which), desk.SORTS, "due", cursor, 50)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, F, Q, QuerySet

from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.records import Record
from shibosi.store import scope
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.intake.handed import JOINT
from shibosi.store.models import Account, Awaited, Case, CaseParty, Document, DossierState, Finding, Role, Ruled, Ruling
from shibosi.store.models.cases import LETTERS
from shibosi.store.paging import Order
from shibosi.store.reading.firms import marks_called
from shibosi.store.viewers import Viewer

Opened = Literal["open", "closed", "all"]
Due = Literal["", "late", "day", "week", "uncounted"]
ME, NOBODY = "me", "nobody"
MOST = 200
"""Dossiers and documents of one number."""
NUMBER = re.compile(f"([{LETTERS}]{{5}})-?([{LETTERS}]{{5}})")
SORTS = {
    "due": Order("due_at", kind=datetime, down=False),
    "newest": Order("pk"), "oldest": Order("pk", down=False), "priority": Order("priority"),
}  # fmt: skip
"""How the queue is sorted: by the next deadline, by age, by weight."""


@dataclass(frozen=True)
class Which:
    """Which cases. `assignee`: "me", "nobody" or the number of an account; `party`: a firm by name, part
    of it, code or public name.

    `due`: late, or due within a day or a week, or with a deadline that cannot be counted yet. `text`: the number of the
    case, or of the document or dossier it is about. `control`: one that is waived or asked to be kept, or for which
    something is found in the dossier.
    """

    flow: str = ""
    state: str = ""
    opened: Opened = "open"
    due: Due = ""
    assignee: str = ""
    party: str = ""
    control: str = ""
    text: str = ""
    dossier: int | None = None


@dataclass(frozen=True)
class Waiting:
    """How many open cases are in a state of a flow, and how many of them are late."""

    flow: str
    state: str
    count: int
    late: int


@dataclass(frozen=True)
class Load:
    """How many open cases an officer has, nobody where `account` is None; how many are late or due within a day."""

    account: Account | None
    count: int
    late: int
    soon: int


def queue(viewer: Viewer, which: Which = Which()) -> QuerySet[Case]:
    """The cases that are seen and asked for, without order."""
    query = scope.cases(viewer).filter(_named(which))
    if which.opened != "all":
        query = query.filter(closed_at__isnull=which.opened == "open")
    if which.due:
        query = query.filter(_due(viewer, which.due), closed_at__isnull=True)
    if which.assignee and viewer.platform:
        query = query.filter(_assigned(viewer, which.assignee))
    if which.party:
        marks = marks_called(viewer, which.party) | {folded(which.party), reporter_mark(which.party)}
        query = query.filter(pk__in=CaseParty.objects.filter(who__in=marks).values("case"))
    return query.filter(_about(which.text)) if which.text else query


def waiting(viewer: Viewer, which: Which = Which()) -> list[Waiting]:
    """Open cases counted by state, those with most first. One query."""
    open_ = queue(viewer, which).filter(closed_at__isnull=True)
    late = Count("pk", filter=Q(due_at__lte=viewer.now))
    found = open_.values("flow", "state").annotate(count=Count("pk"), late=late).order_by("-count", "flow", "state")
    return [Waiting(**one) for one in found]


def workload(viewer: Viewer) -> list[Load]:
    """Every officer with its open cases, and what nobody has; who has most first. Two queries; the platform's."""
    if not viewer.platform:
        return []
    late, soon = Q(due_at__lte=viewer.now), _due(viewer, "day")
    counted = {
        one.pop("assignee"): one
        for one in scope.cases(viewer).filter(closed_at__isnull=True).values("assignee").annotate(
            count=Count("pk"), late=Count("pk", filter=late), soon=Count("pk", filter=soon)
        ).order_by()
    }  # fmt: skip
    officers = Account.objects.filter(Q(role=Role.OFFICER, is_active=True) | Q(pk__in=[pk for pk in counted if pk]))
    people: list[Account | None] = [None, *officers]
    nothing = {"count": 0, "late": 0, "soon": 0}
    loads = [Load(one, **counted.get(one.pk if one else None, nothing)) for one in people]
    return sorted(loads, key=lambda one: (-one.count, one.account.pk if one.account else 0))


def waivers(viewer: Viewer, *, in_force: bool = True) -> QuerySet[Ruling]:
    """Waivers that were granted, those in force or those that ended; without order."""
    granted = Ruling.objects.filter(kind=Ruled.WAIVED, case__in=scope.cases(viewer).filter(flow="waiver"))
    return granted.filter(ended_at__isnull=in_force).select_related("case", "dossier")


def officers() -> QuerySet[Account]:
    """Whom cases are assigned to."""
    return Account.objects.filter(role=Role.OFFICER, is_active=True).order_by("name", "email")


def _named(which: Which) -> Q:
    plain: Mapping[str, Any] = {"flow": which.flow, "state": which.state, "dossier": which.dossier}
    found = Q(**{name: value for name, value in plain.items() if value})
    if which.control:
        open_ = Finding.objects.filter(control=which.control, resolved_at__isnull=True)
        found &= Q(control=which.control) | Q(dossier__in=open_.values("dossier"))
    return found


def _due(viewer: Viewer, due: str) -> Q:
    if due == "uncounted":
        return Q(look_at__lt=F("due_at"))
    if due == "late":
        return Q(due_at__lte=viewer.now)
    days = {"day": 1, "week": 7}[due]
    return Q(due_at__gt=viewer.now, due_at__lte=viewer.now + timedelta(days=days))


def _assigned(viewer: Viewer, who: str) -> Q:
    if who == NOBODY:
        return Q(assignee__isnull=True)
    if who == ME:
        return Q(assignee=viewer.account)
    return Q(assignee=int(who)) if who.isascii() and who.isdecimal() and len(who) < 19 else Q(pk__in=[])


def _about(text: str) -> Q:
    """Cases by a number. What has it is looked up first: a query over both would read every case."""
    number = number_of(text)
    dossiers = DossierState.objects.filter(kind__in=list(KNOWN), key=text.strip())
    documents = Document.objects.filter(kind__in=list(Record.known), number=text.strip())
    awaited = Awaited.objects.filter(number=text.strip().replace("/", JOINT), arrived_at__isnull=True)
    found = Q(dossier__in=_keys(dossiers)) | Q(document__in=_keys(documents))
    found |= Q(pk__in=list(awaited.values_list("case", flat=True)[:MOST]))
    return found | Q(public=number) if number else found


def number_of(text: str) -> str | None:
    """The number of a case as it is kept, whichever case and however it is divided; None where it is none."""
    found = NUMBER.fullmatch(text.strip().upper())
    return "-".join(found.groups()) if found is not None else None


def _keys(query: QuerySet[Any]) -> list[int]:
    return list(query.values_list("pk", flat=True)[:MOST])
