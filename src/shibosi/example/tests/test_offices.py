"""Filings of the trade: most merchants and goods have theirs, a few have none."""

from datetime import date
from decimal import Decimal

from shibosi.example.firms import firms
from shibosi.example.offices import CHEAPER, UNFILED, UNFILED_GOODS, UNREGISTERED, traded

TODAY = date(2026, 11, 22)
CODES = firms("merchant")["code"].to_list()


def a_line(order, item, **values):
    return {"order_number": order, "item_number": item, "item_record": None, "name": "茶", "item_name": "茶",
            "model": "A", "commodity_code": "0902100090", "unit": "035", "first_unit": "035", "currency": "142",
            "price": Decimal(100)} | values  # fmt: skip


def made(lists, lines):
    found = list(traded(lists, lines, TODAY))
    return tuple(
        [one["values"] for one in found if one["kind"] == kind] for kind in ("merchant_filing", "goods_filing")
    )


def test_one_merchant_of_so_many_is_filed_nowhere_and_neither_are_its_goods():
    lists = [{"order_number": f"O-{at}", "merchant_code": code} for at, code in enumerate(CODES)]
    merchants, goods = made(lists, [a_line(f"O-{at}", "SKU-1") for at in range(len(CODES))])
    lacking = set(CODES) - {one["filed_code"] for one in merchants}
    assert len(lacking) == len(CODES) // UNFILED
    assert not lacking & {one["merchant_code"] for one in goods}


def test_filed_merchants_are_in_the_register_as_they_are_filed_but_for_a_few():
    lists = [{"order_number": f"O-{at}", "merchant_code": code} for at, code in enumerate(CODES)]
    found = list(traded(lists, [], TODAY, registered=CODES[:1]))
    told = {kind: {one["values"]["party_code"]: one["values"] for one in found if one["kind"] == kind}
            for kind in ("merchant_filing", "firm", "person")}  # fmt: skip
    filed, firms_ = told["merchant_filing"], told["firm"]
    assert filed.keys() - firms_.keys() - {CODES[0]} and len(filed) - len(firms_) == len(filed) // UNREGISTERED + 1
    assert CODES[0] in filed and CODES[0] not in firms_ and told["person"].keys() == firms_.keys()
    for code, firm in firms_.items():
        one = filed[code]
        assert (firm["name"], firm["licence_number"], firm["customs_code"], firm["representative_name"]) == (
            one["name"], one["credit_code"], one["filed_code"], one["representative_name"])  # fmt: skip
        assert len(firm["licence_number"]) == 18
    assert len({one["licence_number"] for one in firms_.values()}) == len(firms_)


def test_goods_are_filed_as_they_are_declared_but_for_a_few():
    lists = [{"order_number": "O-1", "merchant_code": CODES[0]}]
    lines = [a_line("O-1", f"{at:03}", item_record=f"R-{at:03}") for at in range(1, 2 * CHEAPER)]
    _, goods = made(lists, lines)
    assert len(goods) == len(lines) - len(lines) // UNFILED_GOODS
    assert all(one["record_number"] == f"R-{one['item_number']}" for one in goods)
    dear = [one for one in goods if Decimal(one["highest"]) < 100]
    assert len(dear) == 1 and all(Decimal(one["lowest"]) <= Decimal(one["highest"]) for one in goods)


def test_who_is_no_merchant_of_the_example_is_filed_nowhere():
    assert made([{"order_number": "O-1", "merchant_code": "???"}], [a_line("O-1", "SKU-1")]) == ([], [])
