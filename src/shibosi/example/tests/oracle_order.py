"""The controls on the order dossier, once more in plain Python."""

import re
from collections import defaultdict
from datetime import date

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
    identity_holds,
    money,
    one,
    plain,
    said,
    well_formed,
)

MODES = {"I": {"9610", "1210", "1239"}, "E": {"9610", "1210"}, "B": {"9710"}, "W": {"9810"}}
LAST_COLLECTION = date(2024, 12, 14)
BONDED = {"1210", "1239"}


def judge_orders(documents: Documents, judge: Judge) -> None:
    """All controls of all order dossiers."""
    members = {
        "orders": grouped(documents["order"], "number"),
        **{
            name: grouped(documents[kind], "order_number")
            for name, kind in [
                ("olines", "order_line"), ("payments", "payment"), ("collections", "collection"),
                ("waybills", "waybill"), ("lists", "customs_list"), ("llines", "list_line"),
            ]
        },
    }  # fmt: skip
    for key in set().union(*members.values()):
        OrderFile(key, judge, **{name: groups.get(key, []) for name, groups in members.items()}).judge_all()


class OrderFile:
    """One order dossier."""

    def __init__(self, key: str, judge: Judge, **members: list[Row]) -> None:
        self.key, self.judge = key, judge
        self.orders, self.olines, self.payments = members["orders"], members["olines"], members["payments"]
        self.collections, self.waybills = members["collections"], members["waybills"]
        self.lists, self.llines = members["lists"], members["llines"]
        kind = self.orders[0]["order_type"] if len(self.orders) == 1 else None
        direction = self.lists[0]["direction"] if len(self.lists) == 1 else None
        self.imported = kind == "I" or direction == "I"
        self.exported = kind in ("E", "B", "W") or direction == "E"
        subject = self.orders[0]["subject"] if len(self.orders) == 1 else None
        self.goods = subject in (None, "goods")
        self.kind = kind
        numbers = {row["line_number"] for row in self.olines + self.llines}
        self.pairs = [
            (
                [row for row in self.olines if row["line_number"] == number],
                [row for row in self.llines if row["line_number"] == number],
            )
            for number in numbers
        ]

    def ask(self, control: str, condition: object) -> None:
        """Judge one control."""
        self.judge.ask("order", self.key, control, condition)

    def judge_all(self) -> None:
        """Judge every control in scope."""
        self.presence()
        if self.imported or self.exported:
            self.channel()
        if self.imported:
            self.parties_and_amounts()
            self.people()
            self.form()
        if self.exported:
            self.export()
        if self.kind == "M":
            self.ask("payments_cover_lines_and_freight", self.covered)
        if not self.goods:
            self.ask("services_need_no_customs", lambda: not self.waybills and not self.lists)

    def covered(self) -> bool:
        """Payments of a marketplace order against lines and freights."""
        due = money(*((row["total"] + row["freight"], row["currency"]) for row in self.olines))
        return abs(money(*((row["amount"], row["currency"]) for row in self.payments)) - due) <= CENT

    def presence(self) -> None:
        """Papers that are there, once."""
        rows = [*self.payments, *self.waybills, *self.lists]
        self.judge.present(
            "order", self.key, "order_was_reported", bool(self.orders), [day(row["reported_at"]) for row in rows]
        )
        since = [day(self.orders[0]["reported_at"])] if len(self.orders) == 1 else []
        listed = [day(self.lists[0]["reported_at"])] if len(self.lists) == 1 else []

        def present(control: str, there: list[Row], days: list[date]) -> None:
            self.judge.present("order", self.key, control, bool(there), days)

        if self.imported and self.goods:
            present("payment_was_reported", self.payments, since)
            present("waybill_was_reported", self.waybills, since)
        if (self.imported or self.exported) and self.goods:
            present("list_was_reported", self.lists, since)
        if self.kind in ("I", "E", "B", "W"):
            present("order_lines_were_reported", self.olines, since)
        if self.lists:
            present("list_lines_were_reported", self.llines, listed)
        declared = self.lists[0]["declared_on"] if len(self.lists) == 1 else None
        if self.kind == "E" and self.goods and (declared or since[0]) <= LAST_COLLECTION:
            present("collection_was_reported", self.collections, since)
        self.ask("order_number_has_one_content", lambda: len(self.orders) <= 1)
        self.ask("order_is_declared_once", lambda: len(self.lists) <= 1)
        if self.imported:
            self.ask("order_travels_in_one_waybill", lambda: len(self.waybills) <= 1)
            self.ask("order_is_paid_once", lambda: len(self.payments) <= 1)

    def channel(self) -> None:
        """What holds for imports and exports."""

        def order(name: str) -> object:
            return said(one(self.orders)[name])

        def listed(name: str) -> object:
            return said(one(self.lists)[name])

        self.ask("list_names_the_platform", lambda: listed("platform_code") == order("platform_code"))
        self.ask("list_names_the_merchant", lambda: listed("merchant_code") == order("merchant_code"))
        self.ask(
            "goods_value_is_the_sum_of_lines",
            lambda: abs(
                money(
                    (order("goods_value"), order("currency")),
                    *((-said(row["total"]), row["currency"]) for row in self.olines or one([])),
                )
            ) <= CENT,
        )  # fmt: skip
        for control, rows in [("line_totals_multiply", self.olines), ("list_line_totals_multiply", self.llines)]:
            self.ask(
                control, lambda rows=rows: every(rows, lambda row: row["total"] * 100_000 == row["price"] * row["quantity"])
            )
        self.lines()
        codes = ["platform_code", "merchant_code", "carrier_code", "declarant_code"]
        self.ask(
            "company_codes_are_well_formed",
            lambda: every(
                codes,
                lambda name: well_formed(listed(name))
                or (self.exported and name == "platform_code" and listed(name) == "无"),
            ),
        )
        self.ask(
            "commodity_codes_are_well_formed",
            lambda: every(self.llines, lambda row: bool(re.fullmatch(r"\d{10}", said(row["commodity_code"])))),
        )
        self.ask("barcodes_are_valid", lambda: every(self.llines, lambda row: barcode_holds(row["barcode"])))
        self.ask("mode_fits_the_order_type", lambda: listed("mode") in MODES[order("order_type")])
        self.ask("gross_weight_covers_net", lambda: listed("gross_weight") >= listed("net_weight"))

    def lines(self) -> None:
        """Lines of order and list, side by side."""
        self.ask("lines_correspond", self.corresponds)
        for control, rows in [("order_lines_are_numbered", self.olines), ("list_lines_are_numbered", self.llines)]:
            numbers = sorted(row["line_number"] for row in rows)
            if numbers:
                self.ask(control, lambda numbers=numbers: numbers == list(range(1, len(numbers) + 1)))
        self.ask(
            "second_unit_with_second_quantity",
            lambda: every(self.llines, lambda row: (row["second_unit"] is None) == (row["second_quantity"] is None)),
        )
        if self.imported:
            self.ask("line_names_agree", lambda: self.agree(lambda a, b: plain(a["item_name"]) == plain(b["name"])))
        for name in ("quantity", "unit", "currency"):
            plural = {"quantity": "quantities", "currency": "currencies"}.get(name, f"{name}s")
            self.ask(f"line_{plural}_agree", lambda name=name: self.agree(lambda a, b: said(a[name]) == said(b[name])))
        for name in ("price", "total"):
            self.ask(
                f"line_{name}s_agree",
                lambda name=name: self.agree(
                    lambda a, b: money((a[name], a["currency"]), (-said(b[name]), b["currency"])) == 0
                ),
            )

    def agree(self, holds: object) -> bool:
        """The condition on every pair of lines."""
        return every(self.pairs, lambda pair: holds(one(pair[0]), one(pair[1])))

    def corresponds(self) -> bool:
        """Line numbers of order and list."""
        if not self.olines or not self.llines:
            raise Absent
        numbers = [{row["line_number"] for row in rows} for rows in (self.olines, self.llines)]
        return len(self.olines) == len(self.llines) and numbers[0] == numbers[1]

    def parties_and_amounts(self) -> None:
        """Firms, payment and amounts of an import."""
        order, listed, waybill = (lambda: one(self.orders)), (lambda: one(self.lists)), (lambda: one(self.waybills))
        self.ask(
            "payment_names_the_platform",
            lambda: every(self.payments, lambda row: said(row["platform_code"]) == said(order()["platform_code"])),
        )
        if len(self.orders) == 1 and self.orders[0]["payment_number"] is not None:
            self.ask("payment_is_the_one_named", self.named)
        self.ask(
            "waybill_is_the_one_listed",
            lambda: said(listed()["carrier_code"]) == waybill()["carrier_code"]
            and said(listed()["waybill_number"]) == waybill()["number"],
        )
        stands = ("platform_code", "merchant_code", "carrier_code", "declarant_code")
        self.ask("guarantor_is_a_party", lambda: said(listed()["guarantor_code"]) in {listed()[name] for name in stands})
        self.ask(
            "amount_paid_adds_up",
            lambda: order()["paid"] == order()["goods_value"] + order()["freight"] + order()["tax"] - order()["discount"],
        )
        paid = [(row["amount"], row["currency"]) for row in self.payments]
        self.ask(
            "payments_equal_the_amount_paid",
            lambda: money(*(paid or one([])), (-order()["paid"], order()["currency"])) == 0,
        )
        self.ask(
            "list_and_payment_agree",
            lambda: money(
                *(paid or one([])), (order()["discount"], order()["currency"]), (-order()["tax"], order()["currency"]),
                *((-amount, currency) for amount, currency in self.value()),
            ) == 0,
        )  # fmt: skip
        self.limit()

    def value(self) -> list[tuple[int, str]]:
        """What the list is worth: lines, freight, insurance."""
        head = one(self.lists)
        lines = [(row["total"], row["currency"]) for row in self.llines or one([])]
        return [*lines, (head["freight"], head["currency"]), (head["insurance"], head["insurance_currency"])]

    def limit(self) -> None:
        """The limit of a single purchase on the day of the list."""
        if len(self.lists) != 1:
            return
        early = self.lists[0]["declared_on"] < date(2019, 1, 1)
        most = 2000 if early else 5000
        piece = len(self.llines) == 1 and self.llines[0]["quantity"] == 100_000 and not early
        self.ask(
            "single_purchase_within_limit_until_2018" if early else "single_purchase_within_limit",
            lambda: money(*self.value(), (0, "142")) <= (26_000 if piece else most) * 100_000,
        )

    def named(self) -> bool:
        """The payment the order names."""
        order = self.orders[0]
        firm = order["payment_firm_code"]
        return not every(
            self.payments,
            lambda row: row["number"] != order["payment_number"] or firm not in (None, row["firm_code"]),
        )

    def people(self) -> None:
        """Buyer, payer and consignee of an import."""
        order, listed, waybill = (lambda: one(self.orders)), (lambda: one(self.lists)), (lambda: one(self.waybills))
        for name in ("name", "phone"):
            column = f"buyer_{name}"
            self.ask(f"{column}_agrees", lambda column=column: plain(listed()[column]) == plain(order()[column]))
        self.ask("buyer_id_agrees", lambda: said(listed()["buyer_id"]) == said(order()["buyer_id"]))
        self.ask(
            "payer_is_the_buyer",
            lambda: every(
                self.payments,
                lambda row: plain(row["payer_name"]) == plain(order()["buyer_name"])
                and said(row["payer_id"]) == said(order()["buyer_id"]),
            ),
        )
        for control, column in [("consignee_agrees", "consignee"), ("consignee_phone_agrees", "consignee_phone")]:
            self.ask(control, lambda column=column: plain(waybill()[column]) == plain(order()[column]))
        self.ask(
            "consignee_address_agrees",
            lambda: every(
                [waybill, listed], lambda row: plain(row()["consignee_address"]) == plain(order()["consignee_address"])
            ),
        )
        if len(self.orders) == 1 and self.orders[0]["buyer_id_type"] == "1":
            self.ask("buyer_identity_number_is_valid", lambda: identity_holds(said(order()["buyer_id"])))
        self.ask(
            "identity_document_is_a_card",
            lambda: every(
                [lambda: order()["buyer_id_type"], lambda: listed()["buyer_id_type"],
                 lambda: every(self.payments, lambda row: said(row["payer_id_type"]) == "1") and "1"],
                lambda kind: said(kind()) == "1",
            ),
        )  # fmt: skip

    def form(self) -> None:
        """Form, mode, weight and times of an import."""
        listed, waybill = (lambda: one(self.lists)), (lambda: one(self.waybills))
        self.ask("one_parcel", lambda: every([waybill, listed], lambda row: said(row()["packages"]) == 1))
        rows = [self.orders, self.olines, self.payments, self.lists, self.llines, self.waybills]
        self.ask(
            "amounts_are_in_yuan",
            lambda: every(rows, lambda part: every(part, lambda row: said(row["currency"]) == "142")),
        )
        if len(self.lists) == 1:
            self.modes(self.lists[0])
        self.ask(
            "waybill_weight_is_near_the_list",
            lambda: abs(said(waybill()["weight"]) - said(listed()["gross_weight"])) * 10 <= listed()["gross_weight"],
        )
        before = [self.orders, self.payments, self.waybills]
        self.ask(
            "documents_precede_the_list",
            lambda: every(
                before, lambda part: every(part, lambda row: said(row["reported_at"]) <= said(listed()["reported_at"]))
            ),
        )
        if len(self.orders) == 1 and (ordered := self.orders[0]["ordered_at"]) is not None:
            self.ask(
                "payment_follows_the_order", lambda: every(self.payments, lambda row: said(row["paid_at"]) >= ordered)
            )

    def modes(self, head: Row) -> None:
        """What the mode of an import asks for."""
        self.ask("company_number_is_given", lambda: head["company_number"] is not None)
        transport = [head["vehicle"], head["voyage"], head["bill_number"]]
        if head["mode"] == "9610":
            wanted = transport[:2] if head["transport_mode"] == "6" else transport
            self.ask("direct_import_names_the_transport", lambda: None not in wanted)
            self.ask(
                "direct_import_has_no_account_book", lambda: head["account_book"] is None and head["zone_firm_code"] is None
            )
        if head["mode"] in BONDED:
            self.ask("bonded_import_names_the_zone", lambda: self.in_zone(head))
            self.ask(
                "bonded_import_has_no_transport", lambda: head["country"] == "142" and transport == [None, None, None]
            )

    def in_zone(self, head: Row) -> bool:
        """Account book, warehouse firm, items of the account book."""
        given = [head["account_book"], head["zone_firm_code"], head["zone_firm_name"]]
        return None not in given and every(self.llines, lambda row: row["item_record"] is not None)

    def export(self) -> None:
        """What holds for exports."""
        if self.collections:
            self.ask(
                "collection_names_platform_and_merchant",
                lambda: every(
                    self.collections,
                    lambda row: (row["platform_code"], row["merchant_code"])
                    == (one(self.orders)["platform_code"], one(self.orders)["merchant_code"]),
                ),
            )
        if len(self.lists) != 1:
            return
        head = self.lists[0]
        self.ask("owner_is_named", lambda: said(head["owner_code"]) == "NO" or well_formed(head["owner_code"]))
        if head["mode"] == "1210":
            self.ask("zone_export_names_the_zone", lambda: self.in_zone(head))
        if head["filing"] == "A":
            self.ask("simplified_export_has_no_licence", lambda: head["licence_number"] is None)
            self.ask("simplified_export_stays_small", self.small)

    def small(self) -> bool:
        """Lines of a simplified export, in yuan."""
        return money(*((row["total"], row["currency"]) for row in self.llines or one([])), (0, "142")) <= 5000 * 100_000


def purchases(documents: Documents) -> dict[str, int]:
    """Buyer and year to what was imported and not sent back."""
    lines, returned = grouped(documents["list_line"], "order_number"), grouped(documents["return_line"], "order_number")
    totals: dict[str, int] = defaultdict(int)
    for number, heads in grouped(documents["customs_list"], "order_number").items():
        head = heads[0]
        if len(heads) != 1 or head["direction"] != "I":
            continue
        try:
            worth = money(
                *((row["total"], row["currency"]) for row in lines.get(number, [])), (head["freight"], head["currency"]),
                (head["insurance"], head["insurance_currency"]),
            )  # fmt: skip
        except Unsaid:
            continue
        prices = {row["line_number"]: row["price"] for row in lines.get(number, [])}
        back = sum(
            prices.get(row["line_number"], 0) * row["quantity"] // 100_000 for row in returned.get(number, [])
        )
        totals[f"{head['buyer_id']}/{head['declared_on'].year}"] += worth - back
    return totals
