"""What kind of order a dossier is about, the purchase it counts as, and what is found in it as a whole."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.customs import dossiers
from shibosi.domains.customs.dossiers import ORDER
from shibosi.domains.customs.records import Purchase
from shibosi.domains.customs.tests import builders
from shibosi.domains.customs.tests.builders import (
    AS_OF,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_returned_line,
    a_shop_order,
    without,
)
from shibosi.domains.customs.tests.templates import BUYER_ID
from shibosi.kernel import controls
from shibosi.kernel.controls import Outcome
from shibosi.kernel.dossiers import Dossier, gather
from shibosi.kernel.expressions import BoolX
from shibosi.kernel.expressions.reasons import Reading
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import find
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

SOON, LATE = date(2026, 3, 10), date(2026, 6, 30)
NOT_YET: dict[str, Any] = {"customs_list": None, "list_line": None}
AT = Circumstances((AS_OF - DAY_ZERO).days, frozenset())
TWO_LISTS: list[dict[str, Any]] = [{}, {"company_number": "QD-2"}]


def said(expression: BoolX, records: list[Record]) -> bool | None:
    """What an expression of the order dossier says of these records."""
    found: bool | None = Reading(ORDER, gather(ORDER, records), AT, registry.values()).value(expression.node)
    return found


@pytest.mark.parametrize(
    ("order_type", "customs_list", "imported", "exported"),
    [
        pytest.param("I", {"direction": "I"}, True, False, id="import by order and list"),
        pytest.param("I", None, True, False, id="import by the order, not yet declared"),
        pytest.param("E", {"direction": "E"}, False, True, id="export by order and list"),
        pytest.param("E", None, False, True, id="retail export by the order, not yet declared"),
        pytest.param("B", None, False, True, id="export to a business by the order"),
        pytest.param("W", None, False, True, id="export to a warehouse abroad by the order"),
        pytest.param("M", None, False, False, id="shop order"),
        pytest.param("M", {"direction": None}, False, False, id="shop order, a list without direction"),
        pytest.param("M", {"direction": "I"}, True, False, id="shop order with an import list"),
        pytest.param("M", {"direction": "E"}, False, True, id="shop order with an export list"),
        pytest.param("I", {"direction": "E"}, True, True, id="order and list contradict each other"),
        pytest.param(None, {"direction": "I"}, True, False, id="import by the list alone"),
        pytest.param(None, {"direction": "E"}, False, True, id="export by the list alone"),
        pytest.param(None, {"direction": None}, None, None, id="neither says anything"),
        pytest.param(None, None, None, None, id="the order says nothing, not yet declared"),
        pytest.param(None, TWO_LISTS, None, None, id="the order says nothing, declared twice"),
    ],
)
def test_kind_of_order(order_type: str | None, customs_list: Any, imported: bool | None, exported: bool | None) -> None:
    records = a_retail_import(order={"order_type": order_type}, customs_list=customs_list)

    assert said(dossiers.IMPORT, records) is imported
    assert said(dossiers.EXPORT, records) is exported


@pytest.mark.parametrize(("subject", "goods"), [("goods", True), (None, True), ("service", False), ("digital", False)])
def test_what_is_sold_is_goods_unless_said_otherwise(subject: str | None, goods: bool) -> None:
    assert said(dossiers.GOODS, a_retail_import(order={"subject": subject})) is goods


@pytest.mark.parametrize(
    ("subject", "carried"), [("goods", True), (None, True), ("service", False), ("digital", False)]
)
def test_services_are_ordered_in_the_channel_and_not_carried_in_it(subject: str | None, carried: bool) -> None:
    records = a_retail_import(order={"subject": subject})

    assert said(dossiers.IMPORT_ORDER, records) is said(dossiers.CROSS_BORDER, records) is True
    assert said(dossiers.IMPORT, records) is said(dossiers.DECLARED, records) is carried


def judged(dossier: Dossier, records: list[Record], at: Circumstances = AT) -> Judged:
    """All controls over one dossier made of these records."""
    kinds = {found.kind(): type(found) for found in records}
    frames = {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}
    found = Judge(dossier, controls.of(dossier), registry.values(), at).judge(frames)
    assert found.assembled.size == 1
    return found


def findings(records: list[Record], as_of: date, absent: frozenset[str] = frozenset()) -> dict[str, str]:
    """Control to outcome of every finding about the order these records make."""
    found = judged(ORDER, records, Circumstances((as_of - DAY_ZERO).days, absent))
    return dict(find(found, controls.of(ORDER)).findings.select("control", "outcome").iter_rows())


def purchases(records: list[Record]) -> list[dict[str, Any]]:
    """The purchases derived from these records."""
    derived = judged(ORDER, records).derived[Purchase.kind()]
    amounts = [name for name, column in Purchase.columns.items() if column.kind == "money"]
    return [
        {**row, **{name: Purchase.columns[name].seen(row[name]) for name in amounts}}
        for row in derived.iter_rows(named=True)
    ]


def test_a_retail_import_counts_with_goods_freight_and_insurance_in_the_year_of_its_declaration() -> None:
    declared = {"insurance": Decimal("1.5"), "declared_on": date(2025, 12, 31)}

    assert purchases(a_retail_import(customs_list=declared)) == [
        {
            "order_number": "O-1", "buyer_id": BUYER_ID, "year": 2025, "day": date(2025, 12, 31),
            "value": Decimal("311.5"), "returned": Decimal(0), "currency": "142",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "returned"),
    [
        pytest.param([{}], Decimal(120), id="one piece of line 1"),
        pytest.param([{}, {"line_number": 2}], Decimal(180), id="a piece of either line"),
        pytest.param([{}, {"company_number": "TH-2"}], Decimal(240), id="one piece, and later the other"),
        pytest.param([{"line_number": 3}], None, id="a line that was not declared"),
        pytest.param([{"quantity": None}], None, id="nobody says how much"),
    ],
)
def test_what_is_sent_back_is_taken_at_the_price_of_its_line(
    lines: list[dict[str, Any]], returned: Decimal | None
) -> None:
    sent_back = without(a_returned_line(return_line=lines), "list_line")

    assert [found["returned"] for found in purchases(a_retail_import() + sent_back)] == [returned]


def test_a_value_larger_than_a_column_holds_is_unknown() -> None:
    most = Decimal("89999999999999.99999")
    largest = purchases(a_retail_import(list_line=[{"total": most - 10}]))
    beyond = purchases(a_retail_import(list_line=[{"total": most}, {"total": most}]))

    assert [found["value"] for found in [*largest, *beyond]] == [most, None]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(a_retail_export(), id="export"),
        pytest.param(a_shop_order(), id="shop order"),
        pytest.param(a_retail_import(customs_list=None, list_line=None), id="not yet declared"),
        pytest.param(a_retail_import(customs_list={"buyer_id": None}), id="no buyer"),
        pytest.param(a_retail_import(customs_list={"declared_on": None}), id="no day"),
    ],
)
def test_nothing_else_counts(records: list[Record]) -> None:
    assert purchases(records) == []


@pytest.mark.parametrize(
    ("dossier", "records"),
    [
        pytest.param(ORDER, a_retail_import(), id="retail import"),
        pytest.param(ORDER, a_bonded_import(), id="bonded import"),
        pytest.param(ORDER, a_retail_export(), id="retail export"),
        pytest.param(ORDER, a_retail_export(collection={}), id="retail export, money received"),
        pytest.param(ORDER, builders.a_b2b_export(), id="export to a business"),
        pytest.param(ORDER, builders.an_overseas_warehouse_export(), id="export to a warehouse abroad"),
        pytest.param(ORDER, builders.a_zone_export(), id="export out of a zone"),
        pytest.param(ORDER, a_shop_order(), id="shop order"),
        pytest.param(ORDER, builders.a_service_order(), id="order of services"),
        pytest.param(dossiers.PARCEL, builders.a_parcel(), id="parcel"),
        pytest.param(dossiers.PAYMENT, builders.a_paid_order(), id="paid order"),
        pytest.param(dossiers.DOCUMENT, builders.a_document(), id="document"),
        pytest.param(dossiers.RETURN, builders.a_return(), id="import return"),
        pytest.param(dossiers.RETURN, builders.an_export_return(), id="export return"),
        pytest.param(dossiers.RETURN_LINE, builders.a_returned_line(), id="returned line"),
        pytest.param(dossiers.BUYER_YEAR, builders.a_buyer_year(), id="year of a buyer"),
    ],
)
def test_no_control_objects(dossier: Dossier, records: list[Record]) -> None:
    outcomes = {name: Outcome(codes[0]) for name, codes in judged(dossier, records).outcomes.items()}
    undecided = {name for name, found in outcomes.items() if found is UNDETERMINED}

    assert [name for name, found in outcomes.items() if found is BROKEN] == []
    assert [name for name in undecided if not controls.named(name).one_sided] == []
    assert HELD in outcomes.values() or undecided


@pytest.mark.parametrize(
    ("records", "control"),
    [
        pytest.param(a_retail_import(payment=None), "payment_was_reported", id="payment"),
        pytest.param(a_retail_import(waybill=None), "waybill_was_reported", id="waybill"),
        pytest.param(a_retail_import(**NOT_YET), "list_was_reported", id="list of an import"),
        pytest.param(a_bonded_import(**NOT_YET), "list_was_reported", id="list of a bonded import"),
        pytest.param(a_retail_export(**NOT_YET), "list_was_reported", id="list of an export"),
        pytest.param(a_retail_import(order=None), "order_was_reported", id="order of an import"),
        pytest.param(a_retail_export(order=None), "order_was_reported", id="order of an export"),
        pytest.param(a_retail_import(order=None, order_line=None), "order_was_reported", id="order with its lines"),
        pytest.param(a_retail_import(order_line=None), "order_lines_were_reported", id="lines of the order"),
        pytest.param(a_retail_import(list_line=None), "list_lines_were_reported", id="lines of the list"),
    ],
)
def test_what_is_missing_is_told_once(records: list[Record], control: str) -> None:
    assert findings(records, SOON) == {control: "undetermined"}
    assert findings(records, LATE) == {control: "broken"}


@pytest.mark.parametrize(
    ("records", "control"),
    [
        pytest.param(a_retail_import(order=[{}, {"guid": "G-2"}]), "order_number_has_one_content", id="order"),
        pytest.param(
            a_retail_import(customs_list=[{}, {"company_number": "QD-2"}]), "order_is_declared_once", id="list"
        ),
        pytest.param(a_retail_import(waybill=[{}, {"number": "W-2"}]), "order_travels_in_one_waybill", id="waybill"),
        pytest.param(a_retail_import(list_line=[{}]), "lines_correspond", id="line not declared"),
    ],
)
def test_what_came_twice_or_does_not_match_is_told_once(records: list[Record], control: str) -> None:
    told = findings(records, LATE)

    assert "undetermined" not in told.values()
    assert told[control] == "broken"


@pytest.mark.parametrize("kind", ["order", "payment", "waybill", "customs_list", "list_line", "order_line"])
def test_what_was_not_handed_in_at_all_is_no_finding_of_an_order(kind: str) -> None:
    assert findings(a_retail_import(**{kind: None}), LATE, frozenset({kind})) == {}


@pytest.mark.parametrize(
    "records", [pytest.param(a_retail_import(), id="import"), pytest.param(a_shop_order(), id="shop order")]
)
def test_an_order_nothing_is_wrong_with_has_no_findings(records: list[Record]) -> None:
    assert findings(records, LATE) == {}
