"""What flows about listings effect: looks of people of the market, faults that count against sellers."""

from datetime import datetime

from shibosi.domains.catalogue.flows import (
    CHECKED,
    COUNT_FAULT,
    FAULTS,
    GO_LIVE,
    LISTING_FAULT,
    ONE_IS_ENOUGH,
    SEND_BACK,
)
from shibosi.domains.catalogue.records import Listing
from shibosi.kernel.controls import Severity
from shibosi.kernel.errors import ShibosiError
from shibosi.store.allowing import NotThere
from shibosi.store.cases.carrying import Asked, Opening, about, carries_out, opens
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.goods import reviewing
from shibosi.store.goods.lists import rows_of
from shibosi.store.measures import changing
from shibosi.store.models import Case, CaseEvent, EventKind, Party, PartyCode
from shibosi.store.viewers import Viewer

COMPLAIN = "goods.complain"
PLATFORM = "platform"
"""Who laid a fault where no firm did."""


class SellerUnknown(ShibosiError):
    """A fault of a seller that is not registered: nobody's points."""

    code = "seller-unknown"
    message = "The seller '{code}' is not registered here; register it before a fault counts against it."


@opens(LISTING_FAULT.name, COMPLAIN)
def complain(viewer: Viewer, asked: Asked) -> Opening:
    """A fault of a listing that is here; one open case of a listing and a fault at a time. Raises NotThere."""
    told = {name: str(asked.facts.get(name, "")).strip() for name in ("firm", "number", "market", "fault")}
    by = {"seller_code": told["firm"], "number": told["number"], "market": told["market"]}
    if next(rows_of(Listing, **by), None) is None:
        raise NotThere()
    reporter = PLATFORM if viewer.platform else reporter_mark(viewer.reporter or "")
    parties = {"subject": folded(told["firm"]), "reporter": reporter}
    return Opening(parties=parties, facts=asked.facts, about=about(LISTING_FAULT.name, told.values()), priority=2)


@carries_out(COUNT_FAULT)
def count_fault(case: Case, event: CaseEvent, now: datetime) -> None:
    """The fault counts against the seller from today on, by its points. Raises SellerUnknown."""
    facts = facts_of(case)
    code = str(facts["firm"])
    party = Party.objects.filter(codes__in=PartyCode.in_force().filter(code=folded(code))).first()
    if party is None:
        raise SellerUnknown(code=code)
    fault = str(facts["fault"])
    changing.happened(
        party, EventKind.VIOLATION, event.person, now, severity=int(Severity.MINOR), control=fault, case=case.public,
        clauses=list(LISTING_FAULT.clauses), thing=str(facts["number"]), text=f"{dict(FAULTS)[fault]}: {event.reason}",
    )  # fmt: skip


@carries_out(ONE_IS_ENOUGH)
def one_is_enough(case: Case, event: CaseEvent, now: datetime) -> None:
    """Raises TwoPeople where one person is not enough."""
    reviewing.one_is_enough(case)


carries_out(CHECKED)(reviewing.note_check)
carries_out(GO_LIVE)(reviewing.go_live)
carries_out(SEND_BACK)(reviewing.send_back)
