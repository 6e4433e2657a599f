"""A held order: a shop's order whose payment has not come, what brings it, and people who work on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shibosi.store.actions import cases as actions
from shibosi.store.actions.cases import Decision
from shibosi.store.cases.carrying import Asked
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Account, Case, CaseEvent, Document, DossierState, Finding, Level, Role
from shibosi.store.tests.firms import a_party as a_party
from shibosi.store.tests.firms import as_member
from shibosi.store.viewers import Viewer, of_account

NOON = datetime(2026, 9, 29, 4, tzinfo=UTC)
"""12:00 in Shanghai, a Tuesday; the days off of October begin on Thursday."""
DAY = timedelta(days=1)


def hand_in(*documents: dict[str, Any], party: str = "aaa", at: datetime = NOON) -> dict[str, Any]:
    """Hand documents in; what was answered."""
    answer: dict[str, Any] = receive(documents, HandedIn("test", party), at).receipt.answer
    return answer


def an_order(number: str = "O-1", firm: str = "AAA", **values: Any) -> dict[str, Any]:
    """An order of a shop whose payment is overdue: held until 19.90 are paid."""
    own = {"number": number, "guid": f"G-{number}", "merchant_code": firm, "order_type": "M", "goods_value": "19.90",
           "currency": "142", "ordered_at": "2026-08-28T10:00:00+08:00"}  # fmt: skip
    line = {"line_number": 1, "item_name": "茶", "quantity": "2", "price": "9.95", "total": "19.90",
            "freight": "0", "currency": "142"}  # fmt: skip
    return {"kind": "order", "values": own | values, "lines": {"order_line": [line]}}


def a_payment(order: str = "O-1", amount: str = "19.90", **values: Any) -> dict[str, Any]:
    """A payment for the order."""
    own = {"number": f"P-{order}", "guid": f"GP-{order}", "order_number": order, "amount": amount,
           "currency": "142", "firm_code": "PAY"}  # fmt: skip
    return {"kind": "payment", "values": own | values}


def a_held_order(number: str = "O-1", firm: str = "AAA") -> Case:
    """The case of an order that was held."""
    hand_in(an_order(number, firm), party=firm.lower())
    return Case.objects.get(flow="held_order", dossier=the_dossier(number))


def the_dossier(number: str = "O-1") -> DossierState:
    """The dossier of an order."""
    return DossierState.objects.get(kind="order", key=number)


def the_finding(number: str = "O-1") -> Finding:
    """What is found in the dossier of an order."""
    return Finding.objects.get(dossier=the_dossier(number), resolved_at__isnull=True)


def the_document(number: str = "O-1", kind: str = "order") -> Document:
    """A document by its number."""
    return Document.objects.filter(kind=kind, number=number).earliest("pk")


def an_officer(name: str = "ann", at: datetime = NOON, role: Role = Role.OFFICER) -> Viewer:
    """Somebody with a role on the platform, at a moment."""
    account, _ = Account.objects.get_or_create(email=f"{name}@platform.example", defaults={"role": role.value})
    return of_account(account, at)


def a_member(firm: str = "AAA", level: Level = Level.WORKER, at: datetime = NOON) -> Viewer:
    """A member of a new firm, at a moment."""
    return replace(as_member(a_party(firm), level), now=at)


def moved(case: Case, viewer: Viewer, move: str, reason: str = "because", **given: Any) -> CaseEvent:
    """Somebody makes a move."""
    return actions.move(viewer, case.public, Decision(move, reason, given))


def a_waiver(viewer: Viewer, number: str = "O-1", until: str = "2026-10-20") -> Case:
    """A waiver of what is found in an order is asked for."""
    facts = {"because": "it is known", "until": until}
    return actions.open_case(viewer, "waiver", Asked(finding=the_finding(number).pk, facts=facts))


def a_correction(viewer: Viewer, number: str = "O-1") -> Case:
    """The correction of an order's document is asked for."""
    asked = Asked(document=the_document(number).pk, facts={"wanted": "the right value"})
    return actions.open_case(viewer, "correction", asked)
