"""One order dossier, for the second reader."""

from typing import Any

from shibosi.example.tests.oracle import Judge, Row, every, one, some

Condition = Any
"""Gives true, false, or says why it cannot."""


class OrderFile:
    """One order dossier."""

    def __init__(self, key: str, judge: Judge, **members: list[Row]) -> None:
        self.key, self.judge = key, judge
        self.orders, self.olines, self.payments = members["orders"], members["olines"], members["payments"]
        self.collections, self.waybills = members["collections"], members["waybills"]
        self.lists, self.llines = members["lists"], members["llines"]
        self.answers, self.returns = members["answers"], members["returns"]
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

    def ask(self, control: str, condition: Condition) -> None:
        """Judge one control."""
        self.judge.ask("order", self.key, control, condition)

    def order(self) -> Row:
        """The only order."""
        return one(self.orders)

    def listed(self) -> Row:
        """The only list."""
        return one(self.lists)

    def waybill(self) -> Row:
        """The only waybill."""
        return one(self.waybills)

    def value(self) -> list[tuple[int, str]]:
        """What the list is worth: lines, freight, insurance."""
        head = one(self.lists)
        lines = [(row["total"], row["currency"]) for row in some(self.llines)]
        return [*lines, (head["freight"], head["currency"]), (head["insurance"], head["insurance_currency"])]

    def in_zone(self, head: Row) -> bool:
        """Account book, warehouse firm, items of the account book."""
        given = [head["account_book"], head["zone_firm_code"], head["zone_firm_name"]]
        return None not in given and every(self.llines, lambda row: row["item_record"] is not None)
