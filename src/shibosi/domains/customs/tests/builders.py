"""Dossiers no control objects to, and the shape of a story about one control.

A builder returns a list of records. A keyword names a kind of record (`order`, `order_line`, `payment`, `collection`,
`waybill`, `customs_list`, `list_line`, `customs_return`, `return_line`, `answer`, `purchase`, ...) and changes it:

    a_retail_import(order={"paid": Decimal(99)})            every order gets these values
    a_retail_import(payment=None)                           no payment
    a_retail_import(payment=[{}, {"number": "P-2"}])        two payments: the n-th is laid over the builder's n-th, what
                                                            is more over its last
    a_retail_import(list_line=[{}, {"price": None}])        the first line as it is, the second without a price
    a_retail_export(collection={})                          with a record the builder keeps aside

A test module holds `STORIES: list[Story]` and runs them with `@pytest.mark.parametrize("story", STORIES, ids=str)` and
`assert story.judged() is story.outcome`; test_every_control_matters.py reads the lists of all modules.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains import registry
from shibosi.domains.customs.records import EntryDeclaration, TradePaper, Transmission
from shibosi.domains.customs.tests import templates
from shibosi.domains.customs.tests.templates import CARRIER, CURRENCY, PLATFORM, Row, Templates, beijing
from shibosi.kernel.controls import Outcome, named
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Values, Version
from shibosi.kernel.records import Record
from shibosi.kernel.testing import outcome

AS_OF = date(2026, 3, 10)
"""The day of asking where a story names none: a week after the list, while what is missing may still come."""


TRANSMISSION: Templates = {
    Transmission: [
        {"message": "511", "firm_code": CARRIER, "number": "W-1", "made_at": beijing(2026, 3, 2, 18),
         "sent_at": beijing(2026, 3, 2, 18, 1), "signed_by": "Zhao 赵", "copied_to": PLATFORM,
         "copy_received_at": beijing(2026, 3, 2, 18, 2), "answered_at": beijing(2026, 3, 2, 18, 30),
         "forwarded_at": beijing(2026, 3, 2, 18, 45), "delivered_at": beijing(2026, 3, 2, 18, 46)}
    ]
}  # fmt: skip
_PAPER: Row = {
    "order_number": "O-1", "amount": Decimal(300), **CURRENCY, "packages": 2, "quantity": Decimal(3),
    "issued_on": date(2026, 3, 2), "valid_until": date(2026, 3, 10),
}  # fmt: skip
ENTRY: Templates = {
    EntryDeclaration: [
        {"order_number": "O-1", "number": "E-1", "market": "EU", "declared_on": date(2026, 3, 10),
         "description": "Hair brush, plastic", "commodity_code": "960329", "origin": "CN", "value": Decimal(330),
         "additions": Decimal(30), **CURRENCY, "packages": 2, "quantity": Decimal(3), "weight": Decimal("1.5"),
         "transport_mode": "5", "advance_number": "26ENS1", "advance_accepted_at": beijing(2026, 3, 4, 8),
         "departed_at": beijing(2026, 3, 4, 9), "data_set": "H7", "procedure": "F48",
         "ioss_number": "IM2760000001", "seller": "Jia 甲", "buyer": "A. Buyer", "exporter_name": "Jia 甲",
         "exporter_address": "Hangzhou", "importer_name": "A. Buyer", "importer_address": "Berlin",
         "rules_read_on": date(2026, 3, 3), "acceptance_number": "26DE1",
         "accepted_at": beijing(2026, 3, 10, 20)}
    ],
    TradePaper: [
        {**_PAPER, "paper_kind": kind, "number": f"N-{at}"}
        for at, kind in enumerate(("goods-list", "invoice", "transport", "payment-proof"))
    ],
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story:
    """What a control says of a dossier.

    `text` tells what is special, `absent` names kinds of record not handed in at all, `values` are other parameters
    than those of the registry (`with_value("payment_tolerance.share", "0.05")`).
    """

    control: str
    text: str
    records: list[Record]
    outcome: Outcome
    as_of: date = AS_OF
    absent: tuple[str, ...] = ()
    values: Values | None = None

    def judged(self) -> Outcome:
        """What the control says, by all three readings."""
        return judge(self.control, self.records, as_of=self.as_of, absent=self.absent, values=self.values)

    def __str__(self) -> str:
        return f"{self.control}: {self.text}"

    def __repr__(self) -> str:
        return f"<{self}>"


def judge(
    control: str,
    records: list[Record],
    *,
    as_of: date = AS_OF,
    absent: tuple[str, ...] = (),
    values: Values | None = None,
) -> Outcome:
    """The outcome of a control, with the values of the registry where no others are given."""
    usual = registry.values()
    return outcome(named(control), *records, values=values or usual, as_of=as_of, absent=absent)


def with_value(parameter: str, value: Any) -> Values:
    """The values of the registry, but this one for one parameter, always and everywhere."""
    usual = registry.values()
    kept = Parameters.known[parameter].stored(value)
    return usual.overlay({parameter: [Version(kept, None, None, EVERYWHERE, "the story", "local")]})


def a_retail_import(**changes: Any) -> list[Record]:
    """Direct mail (9610), CNY: order, two lines, payment, waybill, list, two list lines; 300 goods; aside: answer."""
    return built(templates.RETAIL_IMPORT, changes, aside="answer")


def a_bonded_import(**changes: Any) -> list[Record]:
    """The same out of a bonded warehouse (1210)."""
    return built(templates.BONDED_IMPORT, changes, aside="answer")


def a_retail_export(**changes: Any) -> list[Record]:
    """Retail export (9610, simplified filing), CNY: order, list, two lines each; aside: collection, answer."""
    return built(templates.RETAIL_EXPORT, changes, aside="collection answer")


def a_b2b_export(**changes: Any) -> list[Record]:
    """Export to a business (9710, order type B, summary filing), USD; aside: collection, answer."""
    return built(templates.B2B_EXPORT, changes, aside="collection answer")


def an_overseas_warehouse_export(**changes: Any) -> list[Record]:
    """Booking for an overseas warehouse (9810, order type W, summary filing), USD; aside: collection, answer."""
    return built(templates.OVERSEAS_WAREHOUSE_EXPORT, changes, aside="collection answer")


def a_zone_export(**changes: Any) -> list[Record]:
    """Retail export out of a zone (1210, summary filing), CNY; aside: collection, answer."""
    return built(templates.ZONE_EXPORT, changes, aside="collection answer")


def a_shop_order(**changes: Any) -> list[Record]:
    """An order outside the customs channel (type M), USD: two lines with freight (300 + 10), two payments (300, 10)."""
    return built(templates.SHOP_ORDER, changes)


def a_service_order(**changes: Any) -> list[Record]:
    """An order of services: as a shop order, with neither waybill nor list."""
    return built(templates.SERVICE_ORDER, changes)


def a_return(**changes: Any) -> list[Record]:
    """Import list released on 2026-03-04, asked back on 03-20, back on 03-25: list, return, answers 120 and 800."""
    return built(templates.IMPORT_RETURN, changes)


def an_export_return(**changes: Any) -> list[Record]:
    """Export list released on 2026-03-04 and a return (mode 9661) from abroad: list, return, two answers."""
    return built(templates.EXPORT_RETURN, changes)


def a_returned_line(**changes: Any) -> list[Record]:
    """List line of 2 pieces and a return line of 1."""
    return built(templates.RETURNED_LINE, changes)


def a_parcel(**changes: Any) -> list[Record]:
    """Export waybill (naming no order) and the list that names it, both 1.5 kg; aside: the answer to the waybill."""
    return built(templates.EXPORT_PARCEL, changes, aside="answer")


def a_paid_order(**changes: Any) -> list[Record]:
    """Payment and the order that names it; aside: the answer to the payment."""
    return built(templates.PAYMENT, changes, aside="answer")


def a_document(**changes: Any) -> list[Record]:
    """What has one guid: an order; aside: payment, waybill, customs list (`a_document(payment={})` makes two)."""
    return built(templates.DOCUMENT, changes, aside="payment waybill customs_list")


def a_buyer_year(**changes: Any) -> list[Record]:
    """Two purchases of one person in 2026, 310 each."""
    return built(templates.BUYER_YEAR, changes)


def a_buyer_day(**changes: Any) -> list[Record]:
    """Two purchases of one person on 2026-03-03, 310 each."""
    return built(templates.BUYER_DAY, changes)


def a_split_document(**changes: Any) -> list[Record]:
    """A master list in two parts, reported on 2026-03-04."""
    return built(templates.SPLIT, changes)


def a_conveyance(**changes: Any) -> list[Record]:
    """A bill with a master list and a departure of one voyage."""
    return built(templates.CONVEYANCE, changes)


def a_handled_parcel(**changes: Any) -> list[Record]:
    """A parcel that arrived at the site on 2026-03-04, with its list of the day before."""
    return built(templates.HANDLED, changes)


def a_relisted_return(**changes: Any) -> list[Record]:
    """A list that a master list names again, and its return."""
    return built(templates.RELISTED, changes)


def a_summarised_list(**changes: Any) -> list[Record]:
    """A list declared for a summary, in one, cleared on 2026-03-06."""
    return built(templates.SUMMARISED, changes)


def a_transmission(**changes: Any) -> list[Record]:
    """A waybill sent after a minute, copied, answered after 30 and passed on after 15 more."""
    return built(TRANSMISSION, changes)


def an_entry(**changes: Any) -> list[Record]:
    """An entry into the EU by air, declared on 2026-03-10 with four papers: goods 300, additions 30, two packages."""
    return built(ENTRY, changes)


def without(records: list[Record], *kinds: str) -> list[Record]:
    """The records but those of some kinds."""
    return [found for found in records if found.kind() not in kinds]


def built(base: Templates, changes: dict[str, Any], aside: str = "") -> list[Record]:
    """The records of some templates with changes. Raises KeyError for a kind the templates have not got."""
    known = {record.kind(): record for record in base}
    wrong = changes.keys() - known.keys()
    if wrong:
        raise KeyError(f"{sorted(wrong)} are none of {sorted(known)}")
    wanted = {**dict.fromkeys(aside.split()), **changes}
    return [known[kind](**row) for kind in known for row in _rows(base[known[kind]], wanted.get(kind, {}))]


def _rows(base: list[Row], change: Row | list[Row] | None) -> list[Row]:
    if change is None:
        return []
    if isinstance(change, dict):
        return [{**row, **change} for row in base]
    return [{**base[min(at, len(base) - 1)], **over} for at, over in enumerate(change)]
