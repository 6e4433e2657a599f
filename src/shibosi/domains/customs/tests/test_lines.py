"""Line n of the customs list is line n of the order."""

from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    a_zone_export,
)
from shibosi.domains.customs.tests.templates import NAMES
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
NOT_YET = {"customs_list": None, "list_line": None}
THIRD = {"line_number": 3}

same = partial(Story, "lines_correspond")
name = partial(Story, "line_names_agree")
quantity = partial(Story, "line_quantities_agree")
unit = partial(Story, "line_units_agree")
price = partial(Story, "line_prices_agree")
total = partial(Story, "line_totals_agree")
currency = partial(Story, "line_currencies_agree")
order_numbers = partial(Story, "order_lines_are_numbered")
list_numbers = partial(Story, "list_lines_are_numbered")
second = partial(Story, "second_unit_with_second_quantity")


def swapped(*columns: str) -> list[dict[str, object]]:
    """List lines 2 and 1: the order in which lines are sent says nothing."""
    from_import = [found for found in a_retail_import() if found.kind() == "list_line"]
    return [{column: getattr(found, column) for column in columns} for found in reversed(from_import)]


CORRESPOND = [
    same("number by number, import", a_retail_import(), HELD),
    same("number by number, export", a_b2b_export(), HELD),
    same("sent in another order", a_retail_import(list_line=swapped("line_number")), HELD),
    same("numbered with the same gap",
         a_retail_import(order_line=[{}, THIRD], list_line=[{}, THIRD]), HELD),
    same("a line of the order is not declared", a_retail_import(list_line=[{}]), BROKEN),
    same("a line more is declared", a_retail_export(list_line=[{}, {}, THIRD]), BROKEN),
    same("as many, but other numbers", a_retail_import(list_line=[{}, THIRD]), BROKEN),
    same("a number twice in the order", a_retail_import(order_line=[{}, {"line_number": 1}]), BROKEN),
    same("a number twice on both sides",
         a_zone_export(order_line=[{}, {"line_number": 1}], list_line=[{}, {"line_number": 1}]), BROKEN),
    same("no number on a line of the list", a_retail_import(list_line=[{}, {"line_number": None}]), UNDETERMINED),
    same("no number, and a line too few", a_retail_import(list_line=[{"line_number": None}]), BROKEN),
    same("nothing says what kind of order it is",
         a_retail_import(order={"order_type": None}, customs_list=None), UNDETERMINED),
    same("no line of the order has come", a_retail_import(order_line=None), OUT_OF_SCOPE),
    same("no line of the list has come", a_retail_export(list_line=None), OUT_OF_SCOPE),
    same("lines of orders were not handed in", a_retail_import(order_line=None), OUT_OF_SCOPE, absent=("order_line",)),
    same("lines of lists were not handed in", a_retail_import(list_line=None), OUT_OF_SCOPE, absent=("list_line",)),
    same("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

VALUES = [
    name("the names of the order", a_retail_import(), HELD),
    name("sent in another order", a_bonded_import(list_line=swapped("line_number", "name")), HELD),
    name("in wide letters", a_retail_import(list_line=[{"name": "ＦＡＣＥ　ＣＲＥＡＭ　面霜　５０ｍｌ"}, {}]), HELD),
    name("in other case and without blanks", a_bonded_import(list_line=[{"name": "facecream面霜50ML"}, {}]), HELD),
    name("another name", a_retail_import(list_line=[{}, {"name": "Comb 梳子"}]), BROKEN),
    name("swapped names", a_retail_import(list_line=[{"name": NAMES[1]}, {"name": NAMES[0]}]), BROKEN),
    name("one missing, another wrong", a_retail_import(list_line=[{"name": None}, {"name": "?"}]), BROKEN),
    name("no name on the list", a_retail_import(list_line=[{}, {"name": None}]), UNDETERMINED),
    name("no name in the order", a_retail_import(order_line=[{}, {"item_name": None}]), UNDETERMINED),
    name("a line is not declared", a_retail_import(list_line=[{}]), UNDETERMINED),
    name("a line has no counterpart, another is wrong", a_retail_import(list_line=[{"name": "?"}]), BROKEN),
    name("a number twice", a_retail_import(list_line=[{}, {}, {"note": "again"}]), UNDETERMINED),
    name("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    name("an export", a_retail_export(list_line={"name": "?"}), OUT_OF_SCOPE),
    name("a shop order", a_shop_order(), OUT_OF_SCOPE),
    quantity("import", a_retail_import(), HELD),
    quantity("export", a_retail_export(), HELD),
    quantity("written with decimals", a_retail_import(list_line=[{"quantity": D("2.00000")}, {}]), HELD),
    quantity("a step more, import", a_retail_import(list_line=[{"quantity": D("2.00001")}, {}]), BROKEN),
    quantity("one piece less, export", a_b2b_export(list_line=[{"quantity": D(1)}, {}]), BROKEN),
    quantity("a line too few, another quantity", a_retail_import(list_line=[{"quantity": D(1)}]), BROKEN),
    quantity("none on the list", a_retail_import(list_line=[{}, {"quantity": None}]), UNDETERMINED),
    quantity("none in the order", a_retail_export(order_line=[{}, {"quantity": None}]), UNDETERMINED),
    quantity("a line is not declared", a_retail_import(list_line=[{}]), UNDETERMINED),
    quantity("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    quantity("a shop order", a_shop_order(), OUT_OF_SCOPE),
    unit("import", a_retail_import(), HELD),
    unit("export", a_retail_export(), HELD),
    unit("pieces for boxes, import", a_bonded_import(list_line=[{}, {"unit": "011"}]), BROKEN),
    unit("pieces for boxes, export", a_zone_export(list_line=[{}, {"unit": "011"}]), BROKEN),
    unit("none on the list", a_retail_import(list_line=[{}, {"unit": None}]), UNDETERMINED),
    unit("none in the order", a_retail_export(order_line=[{}, {"unit": None}]), UNDETERMINED),
    unit("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    unit("a shop order", a_shop_order(), OUT_OF_SCOPE),
    price("import", a_retail_import(), HELD),
    price("export in dollars", a_b2b_export(), HELD),
    price("a step more, import", a_retail_import(list_line=[{}, {"price": D("60.00001")}]), BROKEN),
    price("a step less, export", a_retail_export(list_line=[{}, {"price": D("59.99999")}]), BROKEN),
    price("none on the list", a_retail_import(list_line=[{}, {"price": None}]), UNDETERMINED),
    price("none in the order", a_retail_export(order_line=[{}, {"price": None}]), UNDETERMINED),
    price("in another currency", a_retail_import(list_line=[{}, {"price": D(1), "currency": "502"}]), UNDETERMINED),
    price("a line is not declared", a_retail_import(list_line=[{}]), UNDETERMINED),
    price("a shop order", a_shop_order(), OUT_OF_SCOPE),
    total("import", a_retail_import(), HELD),
    total("export in dollars", a_b2b_export(), HELD),
    total("a step less, import", a_bonded_import(list_line=[{"total": D("239.99999")}, {}]), BROKEN),
    total("a step more, export", a_retail_export(list_line=[{"total": D("240.00001")}, {}]), BROKEN),
    total("none on the list", a_retail_import(list_line=[{}, {"total": None}]), UNDETERMINED),
    total("none in the order", a_retail_export(order_line=[{}, {"total": None}]), UNDETERMINED),
    total("in another currency", a_retail_export(list_line=[{}, {"currency": "502"}]), UNDETERMINED),
    total("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    total("a shop order", a_shop_order(), OUT_OF_SCOPE),
    currency("import", a_retail_import(), HELD),
    currency("export in dollars", a_b2b_export(), HELD),
    currency("a line in dollars, import", a_retail_import(list_line=[{}, {"currency": "502"}]), BROKEN),
    currency("a line in yuan, export", a_b2b_export(list_line=[{}, {"currency": "142"}]), BROKEN),
    currency("none on the list", a_retail_import(list_line=[{}, {"currency": None}]), UNDETERMINED),
    currency("none in the order", a_retail_export(order_line=[{}, {"currency": None}]), UNDETERMINED),
    currency("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    currency("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip


def numbered(*numbers: int | None) -> list[dict[str, object]]:
    """Lines with these numbers, each with a note of its own."""
    return [{"line_number": number, "note": f"line {at}"} for at, number in enumerate(numbers)]


NUMBERS = [
    order_numbers("1 and 2, import", a_retail_import(), HELD),
    order_numbers("1 and 2, export", a_retail_export(), HELD),
    order_numbers("a single 1", a_retail_import(order_line=numbered(1)), HELD),
    order_numbers("3, 1, 2", a_retail_import(order_line=numbered(3, 1, 2)), HELD),
    order_numbers("a gap", a_bonded_import(order_line=numbered(1, 3)), BROKEN),
    order_numbers("a repeat", a_b2b_export(order_line=numbered(1, 1)), BROKEN),
    order_numbers("a repeat that fills a gap", a_retail_import(order_line=numbered(1, 1, 3)), BROKEN),
    order_numbers("from 0", a_retail_import(order_line=numbered(0, 1)), BROKEN),
    order_numbers("0 and 2", a_retail_import(order_line=numbered(0, 2)), BROKEN),
    order_numbers("from 2", a_retail_export(order_line=numbered(2, 3)), BROKEN),
    order_numbers("a number missing", a_retail_import(order_line=numbered(1, None)), UNDETERMINED),
    order_numbers("no lines", a_retail_import(order_line=None), UNDETERMINED),
    order_numbers("a shop order", a_shop_order(order_line=numbered(7, 9)), OUT_OF_SCOPE),
    list_numbers("1 and 2, import", a_retail_import(), HELD),
    list_numbers("1 and 2, export", a_zone_export(), HELD),
    list_numbers("2 and 1", a_bonded_import(list_line=numbered(2, 1)), HELD),
    list_numbers("a gap", a_retail_import(list_line=numbered(1, 3)), BROKEN),
    list_numbers("a repeat", a_retail_export(list_line=numbered(1, 1)), BROKEN),
    list_numbers("a repeat that fills a gap", a_retail_import(list_line=numbered(1, 1, 3)), BROKEN),
    list_numbers("0 and 2", a_retail_import(list_line=numbered(0, 2)), BROKEN),
    list_numbers("a number missing", a_retail_export(list_line=numbered(1, None)), UNDETERMINED),
    list_numbers("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    list_numbers("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

SECOND_UNIT = [
    second("neither, import", a_retail_import(), HELD),
    second("both on one line, neither on the other, export",
           a_retail_export(list_line=[{"second_unit": "035", "second_quantity": D("0.1")}, {}]), HELD),
    second("a unit without quantity", a_retail_import(list_line=[{}, {"second_unit": "035"}]), BROKEN),
    second("a quantity without unit", a_b2b_export(list_line=[{"second_quantity": D("0.1")}, {}]), BROKEN),
    second("a quantity of nothing without unit", a_bonded_import(list_line=[{"second_quantity": D(0)}, {}]), BROKEN),
    second("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    second("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = CORRESPOND + VALUES + NUMBERS + SECOND_UNIT


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_lines(story: Story) -> None:
    assert story.judged() is story.outcome
