"""The controls on the order dossier, once more in plain Python."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from shibosi.example.tests.oracle import (
    CENT,
    Absent,
    Documents,
    Judge,
    Row,
    Unsaid,
    barcode_holds,
    day,
    every,
    grouped,
    money,
    one,
    plain,
    said,
    some,
    well_formed,
)
from shibosi.example.tests.oracle_file import OrderFile
from shibosi.example.tests.oracle_import import form, parties_and_amounts, people

MODES = {"I": {"9610", "1210", "1239"}, "E": {"9610", "1210"}, "B": {"9710"}, "W": {"9810"}}
LAST_COLLECTION = date(2024, 12, 14)


def judge_orders(documents: Documents, judge: Judge) -> None:
    """All controls of all order dossiers."""
    members = {
        "orders": grouped(documents["order"], "number"),
        **{
            name: grouped(documents[kind], "order_number")
            for name, kind in [
                ("olines", "order_line"), ("payments", "payment"), ("collections", "collection"),
                ("waybills", "waybill"), ("lists", "customs_list"), ("llines", "list_line"), ("answers", "answer"),
                ("returns", "customs_return"),
            ]
        },
    }  # fmt: skip
    for key in set().union(*members.values()):
        judge_file(OrderFile(key, judge, **{name: groups.get(key, []) for name, groups in members.items()}))


def judge_file(file: OrderFile) -> None:
    """Judge every control in scope."""
    presence(file)
    if file.imported or file.exported:
        channel(file)
        if file.orders:
            file.judge.ask_answers("order", file.key, "order_was_accepted", file.answers, {"311", "303"})
    if file.imported:
        parties_and_amounts(file)
        people(file)
        form(file)
    if file.exported:
        export(file)
    if file.kind == "M":
        file.ask("payments_cover_lines_and_freight", lambda: covered(file))
    if not file.goods:
        file.ask("services_need_no_customs", lambda: not file.waybills and not file.lists)


def covered(file: OrderFile) -> bool:
    """Payments of a marketplace order against lines and freights."""
    due = money(*((row["total"] + row["freight"], row["currency"]) for row in file.olines))
    return abs(money(*((row["amount"], row["currency"]) for row in some(file.payments))) - due) <= CENT


def presence(file: OrderFile) -> None:
    """Papers that are there, once."""
    rows = [*file.payments, *file.waybills, *file.lists, *file.returns]
    seen = [day(row["reported_at"]) for row in rows] + [day(row["answered_at"]) for row in file.answers]
    file.judge.present("order", file.key, "order_was_reported", bool(file.orders), seen)
    since = [day(file.orders[0]["reported_at"])] if len(file.orders) == 1 else []
    listed = [day(file.lists[0]["reported_at"])] if len(file.lists) == 1 else []

    def present(control: str, there: list[Row], days: list[date]) -> None:
        file.judge.present("order", file.key, control, bool(there), days)

    if file.imported and file.goods:
        present("payment_was_reported", file.payments, since)
        present("waybill_was_reported", file.waybills, since)
    if file.kind == "M":
        present("shop_payment_was_reported", file.payments, since)
    if (file.imported or file.exported) and file.goods:
        present("list_was_reported", file.lists, since)
    if file.kind in ("I", "E", "B", "W"):
        present("order_lines_were_reported", file.olines, since)
    if file.lists:
        present("list_lines_were_reported", file.llines, listed)
    declared = file.lists[0]["declared_on"] if len(file.lists) == 1 else None
    if file.kind == "E" and file.goods and (declared or since[0]) <= LAST_COLLECTION:
        present("collection_was_reported", file.collections, since)
    file.ask("order_number_has_one_content", lambda: len(file.orders) <= 1)
    file.ask("order_is_declared_once", lambda: len(file.lists) <= 1)
    if file.imported:
        file.ask("order_travels_in_one_waybill", lambda: len(file.waybills) <= 1)
        file.ask("order_is_paid_once", lambda: len(file.payments) <= 1)


def channel(file: OrderFile) -> None:
    """What holds for imports and exports."""

    def order(name: str) -> Any:
        return said(one(file.orders)[name])

    def listed(name: str) -> Any:
        return said(one(file.lists)[name])

    file.ask("list_names_the_platform", lambda: listed("platform_code") == order("platform_code"))
    file.ask("list_names_the_merchant", lambda: listed("merchant_code") == order("merchant_code"))
    file.ask(
        "goods_value_is_the_sum_of_lines",
        lambda: abs(
            money(
                (order("goods_value"), order("currency")),
                *((-said(row["total"]), row["currency"]) for row in some(file.olines)),
            )
        ) <= CENT,
    )  # fmt: skip
    for control, rows in [("line_totals_multiply", file.olines), ("list_line_totals_multiply", file.llines)]:
        file.ask(
            control,
            lambda rows=rows: every(rows, lambda row: row["total"] * 100_000 == row["price"] * row["quantity"]),
        )
    lines(file)
    codes = ["platform_code", "merchant_code", "carrier_code", "declarant_code"]
    file.ask(
        "company_codes_are_well_formed",
        lambda: every(
            codes,
            lambda name: (
                well_formed(listed(name)) or (file.exported and name == "platform_code" and listed(name) == "无")
            ),
        ),
    )
    file.ask(
        "commodity_codes_are_well_formed",
        lambda: every(file.llines, lambda row: bool(re.fullmatch(r"\d{10}", said(row["commodity_code"])))),
    )
    file.ask("barcodes_are_valid", lambda: every(file.llines, lambda row: barcode_holds(row["barcode"])))
    file.ask("mode_fits_the_order_type", lambda: listed("mode") in MODES[order("order_type")])
    file.ask("gross_weight_covers_net", lambda: listed("gross_weight") >= listed("net_weight"))


def lines(file: OrderFile) -> None:
    """Lines of order and list, side by side."""
    file.ask("lines_correspond", lambda: corresponds(file))
    for control, rows in [("order_lines_are_numbered", file.olines), ("list_lines_are_numbered", file.llines)]:
        numbers = sorted(row["line_number"] for row in rows)
        if numbers:
            file.ask(control, lambda numbers=numbers: numbers == list(range(1, len(numbers) + 1)))
    file.ask(
        "second_unit_with_second_quantity",
        lambda: every(file.llines, lambda row: (row["second_unit"] is None) == (row["second_quantity"] is None)),
    )
    if file.imported:
        file.ask("line_names_agree", lambda: agree(file, lambda a, b: plain(a["item_name"]) == plain(b["name"])))
    for name in ("quantity", "unit", "currency"):
        plural = {"quantity": "quantities", "currency": "currencies"}.get(name, f"{name}s")
        file.ask(f"line_{plural}_agree", lambda name=name: agree(file, lambda a, b: said(a[name]) == said(b[name])))
    for name in ("price", "total"):
        file.ask(
            f"line_{name}s_agree",
            lambda name=name: agree(
                file, lambda a, b: money((a[name], a["currency"]), (-said(b[name]), b["currency"])) == 0
            ),
        )


def agree(file: OrderFile, holds: Callable[[Row, Row], bool]) -> bool:
    """The condition on every pair of lines."""
    return every(file.pairs, lambda pair: holds(one(pair[0]), one(pair[1])))


def corresponds(file: OrderFile) -> bool:
    """Line numbers of order and list."""
    if not file.olines or not file.llines:
        raise Absent
    numbers = [{row["line_number"] for row in rows} for rows in (file.olines, file.llines)]
    return len(file.olines) == len(file.llines) and numbers[0] == numbers[1]


def export(file: OrderFile) -> None:
    """What holds for exports."""
    if file.collections:
        file.ask(
            "collection_names_platform_and_merchant",
            lambda: every(
                file.collections,
                lambda row: (
                    (row["platform_code"], row["merchant_code"])
                    == (one(file.orders)["platform_code"], one(file.orders)["merchant_code"])
                ),
            ),
        )
    if len(file.lists) != 1:
        return
    head = file.lists[0]
    file.ask("owner_is_named", lambda: said(head["owner_code"]) == "NO" or well_formed(head["owner_code"]))
    if head["mode"] == "1210":
        file.ask("zone_export_names_the_zone", lambda: file.in_zone(head))
    if head["filing"] == "A":
        file.ask("simplified_export_has_no_licence", lambda: head["licence_number"] is None)
        file.ask("simplified_export_stays_small", lambda: small(file))


def small(file: OrderFile) -> bool:
    """Lines of a simplified export, in yuan."""
    return money(*((row["total"], row["currency"]) for row in some(file.llines)), (0, "142")) <= 5000 * 100_000


class Bought(NamedTuple):
    """What a list counts for its buyer: its worth, and how much of it was sent back."""

    buyer: str
    day: date
    worth: int
    back: int


def purchases(documents: Documents) -> list[Bought]:
    """What was imported by somebody."""
    lines, returned = grouped(documents["list_line"], "order_number"), grouped(documents["return_line"], "order_number")
    found = []
    for number, heads in grouped(documents["customs_list"], "order_number").items():
        head = heads[0]
        if len(heads) != 1 or head["direction"] != "I":
            continue
        try:
            worth = money(
                *((row["total"], row["currency"]) for row in lines.get(number, [])),
                (head["freight"], head["currency"]), (head["insurance"], head["insurance_currency"]),
            )  # fmt: skip
        except Unsaid:
            continue
        prices = {row["line_number"]: row["price"] for row in lines.get(number, [])}
        back = sum(prices.get(row["line_number"], 0) * row["quantity"] // 100_000 for row in returned.get(number, []))
        found.append(Bought(head["buyer_id"], head["declared_on"], worth, back))
    return found
