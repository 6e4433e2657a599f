"""The controls on parcels, payments, documents, buyers and returns, once more in plain Python."""

from collections import defaultdict
from datetime import date, timedelta

from shibosi.example.tests.oracle import (
    Documents,
    Findings,
    Judge,
    Row,
    Unsaid,
    day,
    every,
    grouped,
    one,
    received,
    said,
)
from shibosi.example.tests.oracle_order import Bought, judge_orders, purchases

RELEASED = {"800", "899"}


def all_near(waybills: list[Row], lists: list[Row]) -> bool:
    """The waybill's weight is at most a tenth off that of each list."""

    def near(listed: Row) -> bool:
        gross = said(listed["gross_weight"])
        return bool(abs(said(one(waybills)["weight"]) - gross) * 10 <= gross)

    return every(lists, near)


def carried(waybill: Row) -> bool:
    """Weight and parcels of a waybill."""
    return every(["weight", "packages"], lambda name: said(waybill[name]) > 0)


def judge_all(documents: Documents) -> Findings:
    """Every finding on these documents."""
    judge = Judge()
    counted = received(documents)
    judge_orders(counted, judge)
    parcels(counted, judge)
    payments(counted, judge)
    guids(counted, judge)
    buyers(purchases(counted), judge)
    returns(counted, judge)
    return judge.found


def buyers(bought: list[Bought], judge: Judge) -> None:
    """What a person bought in a year and on a day."""
    years, days = defaultdict(list), defaultdict(list)
    for buyer, when, worth, back in bought:
        years[buyer, when.year].append(worth - back)
        days[buyer, when].append(worth)
    for (buyer, year), kept in years.items():
        most = 26_000 if year >= 2019 else 20_000
        judge.ask(
            "buyer-year", f"{buyer}/{year}", "yearly_purchases_within_limit",
            lambda kept=kept, most=most: sum(kept) <= most * 100_000,
        )  # fmt: skip
    for (buyer, when), worths in days.items():
        most = (5_000 if when.year >= 2019 else 2_000) * 100_000
        judge.ask(
            "buyer-day", f"{buyer}/{when}", "day_is_not_parted_under_the_single_limit",
            lambda worths=worths, most=most: len(worths) < 2 or sum(worths) <= most or max(worths) > most,
        )  # fmt: skip


def parcels(documents: Documents, judge: Judge) -> None:
    """Waybills and the lists that name them."""
    waybills = grouped(documents["waybill"], "carrier_code", "number")
    lists = grouped(documents["customs_list"], "carrier_code", "waybill_number")
    answers = grouped(documents["answer"], "firm_code", "waybill_number")
    for key in waybills.keys() | lists.keys():
        found, naming = waybills.get(key, []), lists.get(key, [])
        if found:
            judge.ask_answers("parcel", key, "waybill_was_accepted", answers.get(key, []), {"511", "505"})
        if found and naming:
            judge.ask("parcel", key, "waybill_has_weight_and_pieces", lambda found=found: carried(one(found)))
        exports = [row for row in naming if row["direction"] == "E"]
        if exports:
            since = [day(row["reported_at"]) for row in exports]
            judge.present("parcel", key, "listed_waybill_was_reported", bool(found), since)
            judge.ask(
                "parcel", key, "export_weight_is_near_the_list",
                lambda found=found, exports=exports: all_near(found, exports),
            )  # fmt: skip
        judge.ask("parcel", key, "waybill_number_has_one_content", lambda found=found: len(found) <= 1)
        orders = {row["order_number"] for row in naming}
        judge.ask("parcel", key, "waybill_is_used_once", lambda orders=orders: len(orders) <= 1)


def payments(documents: Documents, judge: Judge) -> None:
    """Payments and the orders that name them."""
    paid = grouped(documents["payment"], "firm_code", "number")
    naming = grouped(documents["order"], "payment_firm_code", "payment_number")
    answers = grouped(documents["answer"], "firm_code", "payment_number")
    for key in paid.keys() | naming.keys():
        rows = paid.get(key, [])
        if rows:
            judge.ask_answers("payment", key, "payment_was_accepted", answers.get(key, []), {"411"})
        judge.ask("payment", key, "payment_number_has_one_content", lambda rows=rows: len(rows) <= 1)
        orders = {row["order_number"] for row in rows} | {row["number"] for row in naming.get(key, [])}
        judge.ask("payment", key, "payment_is_used_once", lambda orders=orders: len(orders) <= 1)


def guids(documents: Documents, judge: Judge) -> None:
    """Ids of documents."""
    rows = [row for kind in ("order", "payment", "waybill", "customs_list") for row in documents[kind]]
    for key, same in grouped(rows, "guid").items():
        judge.ask("document", key, "guid_is_unique", lambda same=same: len(same) <= 1)


def returns(documents: Documents, judge: Judge) -> None:
    """Returns, their lists and what customs answered."""
    lists = grouped(documents["customs_list"], "customs_number")
    answers = grouped(documents["answer"], "customs_number")
    for key, rows in grouped(documents["customs_return"], "customs_number").items():
        _one_return(key, rows, lists.get(key, []), answers.get(key, []), judge)
    listed = grouped(documents["list_line"], "customs_number", "line_number")
    for key, rows in grouped(documents["return_line"], "customs_number", "line_number").items():
        lines = listed.get(key, [])
        judge.ask("return-line", key, "returned_line_was_listed", lambda lines=lines: bool(lines))
        total = sum(row["quantity"] for row in rows)
        judge.ask(
            "return-line", key, "returned_quantity_was_listed",
            lambda lines=lines, total=total: total <= one(lines)["quantity"],
        )  # fmt: skip
        judge.ask(
            "return-line", key, "returned_goods_are_the_listed",
            lambda lines=lines, rows=rows: {row["commodity_code"] for row in rows} == {one(lines)["commodity_code"]},
        )  # fmt: skip


def _one_return(key: str, rows: list[Row], lists: list[Row], answers: list[Row], judge: Judge) -> None:
    def ask(control: str, holds: object) -> None:
        judge.ask("return", key, control, lambda: every(rows, holds))

    firms = ("merchant_code", "declarant_code")
    ask("returned_list_is_of_the_same_company", lambda row: all(row[name] == one(lists)[name] for name in firms))
    ask("returned_list_was_released", lambda row: any(answer["status"] in RELEASED for answer in answers))
    released = [day(answer["answered_at"]) for answer in answers if answer["status"] in RELEASED]

    def within(what: date, days: int) -> bool:
        if not released:
            raise Unsaid
        return what <= min(released) + timedelta(days=days)

    direction = one(lists)["direction"]
    side = "import" if direction == "I" else "export"
    ask(
        f"{side}_return_was_asked_in_time", lambda row: within(day(row["reported_at"]), 30 if direction == "I" else 365)
    )
    if direction == "I":
        ask("import_return_came_back_in_time", lambda row: within(said(row["returned_on"]), 45))
    else:
        ask("export_return_comes_from_abroad", lambda row: row["direction"] == "I" and row["country"] != "142")
