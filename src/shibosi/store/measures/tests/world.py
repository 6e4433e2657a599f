"""Firms something happens to: violations, measures, orders that come in meanwhile."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from shibosi.kernel.controls import Severity
from shibosi.kernel.decisions import Verdict
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.measures import changing
from shibosi.store.models import Account, DossierState, EventKind, MeasureEvent, Party
from shibosi.store.tests.firms import a_party
from shibosi.store.viewers import Viewer, of_account

NOON = datetime(2026, 6, 10, 4, tzinfo=UTC)
"""Noon in Shanghai."""
TODAY = date(2026, 6, 10)
DAY = timedelta(days=1)


def seller(code: str = "AAA", zone: str = "", place: str = "CN") -> Party:
    """A firm that sells."""
    party = a_party(code)
    party.zone, party.place = zone, place
    party.save()
    return party


def officer(name: str = "ann", now: datetime = NOON) -> Viewer:
    """An officer of the platform."""
    found, _ = Account.objects.get_or_create(email=f"{name}@platform.example", defaults={"role": "officer"})
    return of_account(found, now)


def breaks(
    party: Party, severity: Severity = Severity.CRITICAL, day: date = TODAY, now: datetime = NOON
) -> MeasureEvent:
    """A violation is recorded."""
    return changing.happened(
        party, EventKind.VIOLATION, "account:1", now, day=day, severity=int(severity), clauses=["4.8.2-a"], case="C-1"
    )  # fmt: skip


def imposed(party: Party, kind: str, now: datetime = NOON, day: date | None = None, **said: Any) -> MeasureEvent:
    """A measure is imposed."""
    first = day or now.date()
    return changing.impose(party, "account:1", now, kind, first, **{"clauses": ["4.8.2-a"], "case": "C-1", **said})


def said(row: MeasureEvent, kind: EventKind, now: datetime = NOON, **more: Any) -> MeasureEvent:
    """Something is said about an event: an appeal, a suspension, a ruling, a lift."""
    return changing.happened(row.party, kind, "account:2", now, about=row, **more)


def overturn(row: MeasureEvent, now: datetime = NOON) -> MeasureEvent:
    """An event is undone."""
    return said(row, EventKind.RULING, now, overturned=True)


def comes_in(party: Party, number: str, now: datetime = NOON) -> DossierState:
    """An order of a seller comes in, which no control objects to."""
    order = {
        "kind": "order",
        "values": {"number": number, "order_type": "M", "currency": "142", "merchant_code": party.name},
        "lines": {"order_line": [{"line_number": 1, "total": "9.90", "freight": "0", "currency": "142"}]},
    }  # fmt: skip
    receive([order, payment(number)], HandedIn("test", ""), now)
    return order_of(number)


def payment(number: str) -> dict[str, Any]:
    """What pays for an order to the cent."""
    paid = {"order_number": number, "number": f"P-{number}", "firm_code": "PAY", "amount": "9.90", "currency": "142"}
    return {"kind": "payment", "values": paid}


def order_of(number: str) -> DossierState:
    """An order as it was decided last."""
    return DossierState.objects.get(kind="order", key=number)


def stopped(state: DossierState) -> tuple[str, list[str]]:
    """How an order was decided, and by which kinds of measures."""
    return Verdict(state.verdict).name.lower(), [one["kind"] for one in state.stopped_by]
