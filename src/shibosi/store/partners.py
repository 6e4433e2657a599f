"""Partners of orders held against the suppliers of the firms that ran them; what is found is handed in as a record.

A job looks at orders of which something came in since. Who ran an order are its platform, its company, whoever declared
it, and whoever holds a mandate of one of these; of them only firms that list suppliers of that work here are asked. A
partner is found by the code under which it reported, so the list has to name it by that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.domains.suppliers.records import OrderPartner, Supplier
from shibosi.kernel.records import Record
from shibosi.store import jobs
from shibosi.store.firms import folded
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Mandate, PartyCode, stored
from shibosi.store.portions import portions
from shibosi.store.zones import HOUSE

JOB = "orders.partners"
HOUSE_ITSELF = HandedIn("partners of orders", "")
TRANSPORT, PAYMENT = "transport", "payment"
CODES: dict[type[Record], dict[str, str]] = {
    Order: {"platform_code": "", "merchant_code": ""}, Waybill: {"carrier_code": TRANSPORT},
    CustomsList: {"carrier_code": TRANSPORT, "declarant_code": ""}, Payment: {"firm_code": PAYMENT},
}  # fmt: skip
"""What names firms of an order: record, column, and the work of who stands there; without one, who ran the order."""
AT_ONCE = 200
"""Orders that are looked up at once."""
Listed = Mapping[str, Mapping[tuple[str, str], Row]]
"""Firm to what it lists by work and code of the supplier."""


@jobs.job(JOB, attempts=3, every=timedelta(hours=1))
def work(running: jobs.Running) -> dict[str, int]:
    """Look at what came in since the last look. Run twice, the second time finds nothing new."""
    return look(running.clock(), jobs.last_result(JOB).get("document", 0))


def look(now: datetime, after: int = 0) -> dict[str, int]:
    """Look up the partners of orders of which a document came in after this one, and hand in what was found."""
    listed = _listed()
    reached, orders = _touched(after) if listed else (after, [])
    acting = _acting(listed, now)
    found = [one for some in portions(orders, AT_ONCE) for one in _found(some, listed, acting, now)]
    hand_in(((OrderPartner.kind(), one) for one in found), HOUSE_ITSELF, now)
    return {"document": reached, "looked": len(found)}


def _listed() -> Listed:
    found: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for work_ in (TRANSPORT, PAYMENT):
        for _, row in rows_of(Supplier, supplier_kind=work_):
            found[folded(row["party_code"])][work_, folded(row["supplier_code"])] = row
    return found


def _touched(after: int) -> tuple[int, list[str]]:
    """The last document that came in, and the numbers of the orders of which something came in after `after`."""
    reached, orders = after, set()
    for made in CODES:
        for document, order in _values(made, ("filed_id", _number(made)), filed_id__gt=after):
            reached = max(reached, document)
            orders.add(order)
    return reached, sorted(orders - {None, ""})


def _number(made: type[Record]) -> str:
    return "number" if made is Order else "order_number"


def _values(made: type[Record], columns: Sequence[str], **by: Any) -> Iterable[tuple[Any, ...]]:
    """Columns of rows in force as they are stored: of an order nothing else is wanted."""
    query: Any = stored(made.kind())._default_manager.filter(standing=True, **by)
    return query.values_list(*columns).iterator(chunk_size=2000)


def _acting(firms: Iterable[str], now: datetime) -> dict[str, set[str]]:
    """Code in an order to the firms among these that are its bearer, or act for its bearer by a mandate in force."""
    found = defaultdict(set, {firm: {firm} for firm in firms})
    party_of = dict(PartyCode.in_force().filter(code__in=list(found)).values_list("party", "code"))
    mandates = Mandate.objects.in_force(now).filter(agent__in=party_of).values_list("principal", "agent")
    bearers: dict[int, set[str]] = defaultdict(set, {party: {code} for party, code in party_of.items()})
    for principal, agent in mandates:
        bearers[principal].add(party_of[agent])
    for party, code in PartyCode.in_force().filter(party__in=list(bearers)).values_list("party", "code"):
        found[code] |= bearers[party]
    return found


def _found(orders: Sequence[str], listed: Listed, acting: Mapping[str, set[str]], now: datetime) -> Iterator[Row]:
    """For each order, firm and partner a row; of firms that list nobody for a work nothing is told."""
    firms: dict[str, set[str]] = defaultdict(set)
    partners = set()
    for made, columns in CODES.items():
        some = {f"{_number(made)}__in": orders}
        for order, *codes in _values(made, (_number(made), *columns), **some):
            for work_, code in zip(columns.values(), codes, strict=True):
                if code and work_:
                    partners.add((order, work_, folded(code)))
                elif code:
                    firms[order] |= acting.get(folded(code), set())
    days = {number: _day(ordered or reported) for number, ordered, reported in
            _values(Order, ("number", "ordered_at", "reported_at"), number__in=orders)}  # fmt: skip
    for order, work_, code in sorted(partners):
        for firm in sorted(firms[order]):
            if any(known == work_ for known, _ in listed[firm]):
                yield _row(firm, order, work_, code, listed[firm].get((work_, code)), days.get(order), now)


def _row(firm: str, order: str, work_: str, code: str, known: Row | None, day: date | None, now: datetime) -> Row:
    said = {name: known.get(name) for name in ("grade", "graded_on", "ended_on")} if known else {}
    return {
        "party_code": firm, "order_number": order, "role": work_, "partner_code": code, "found": known is not None,
        "ordered_on": day, **said, "looked_up_on": now.astimezone(HOUSE).date(),
    }  # fmt: skip


def _day(at: int | None) -> date | None:
    moment = Order.columns["ordered_at"].seen(at)
    return moment.astimezone(HOUSE).date() if moment else None
