"""What kind of order a dossier is about, and the purchase a retail import counts as."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.customs import dossiers
from shibosi.domains.customs.dossiers import ORDER
from shibosi.domains.customs.records import Purchase
from shibosi.domains.customs.tests.builders import (
    AS_OF,
    a_retail_export,
    a_retail_import,
    a_returned_line,
    a_shop_order,
    without,
)
from shibosi.domains.customs.tests.templates import BUYER_ID
from shibosi.kernel.dossiers import gather
from shibosi.kernel.expressions import BoolX
from shibosi.kernel.expressions.reasons import Reading
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import Record

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
def test_kind_of_order(
    order_type: str | None, customs_list: Any, imported: bool | None, exported: bool | None
) -> None:
    records = a_retail_import(order={"order_type": order_type}, customs_list=customs_list)

    assert said(dossiers.IMPORT, records) is imported
    assert said(dossiers.EXPORT, records) is exported


@pytest.mark.parametrize(
    ("subject", "goods"), [("goods", True), (None, True), ("service", False), ("digital", False)]
)
def test_what_is_sold_is_goods_unless_said_otherwise(subject: str | None, goods: bool) -> None:
    assert said(dossiers.GOODS, a_retail_import(order={"subject": subject})) is goods


def purchases(records: list[Record]) -> list[dict[str, Any]]:
    """The purchases derived from these records."""
    kinds = {found.kind(): type(found) for found in records}
    frames = {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}
    derived = Judge(ORDER, [], registry.values(), AT).judge(frames).derived[Purchase.kind()]
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
