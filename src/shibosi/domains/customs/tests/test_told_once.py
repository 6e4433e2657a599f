"""What is missing is one finding, told by the control that reports it; the others that lack it stay silent."""

from datetime import date
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.customs.dossiers import ORDER
from shibosi.domains.customs.tests.builders import a_bonded_import, a_retail_export, a_retail_import, a_shop_order
from shibosi.kernel import controls
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import find
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import Record

SOON, LATE = date(2026, 3, 10), date(2026, 6, 30)
NOT_YET: dict[str, Any] = {"customs_list": None, "list_line": None}


def findings(records: list[Record], as_of: date, absent: frozenset[str] = frozenset()) -> dict[str, str]:
    """Control to outcome of every finding about the order these records make."""
    values = registry.values()
    at = Circumstances((as_of - DAY_ZERO).days, absent)
    kinds = {found.kind(): type(found) for found in records}
    frames = {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}
    asked = controls.of(ORDER)
    found = find(Judge(ORDER, asked, values, at).judge(frames), asked).findings
    return dict(found.select("control", "outcome").iter_rows())


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
