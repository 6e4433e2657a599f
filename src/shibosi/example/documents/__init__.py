"""The documents of a part, written from its plan: one frame per kind of record, with `at`, the place of the order."""

import polars as pl

from shibosi.example.documents.lists import customs_lists, list_lines
from shibosi.example.documents.money import collections, payments
from shibosi.example.documents.orders import order_lines, orders
from shibosi.example.documents.parcels import waybills
from shibosi.example.documents.returns import answers, customs_returns, return_lines
from shibosi.example.documents.sheet import Sheet

Frames = dict[str, pl.DataFrame]
"""Kind of record to its rows: the record's own columns and `at`."""


def make_documents(sheet: Sheet) -> Frames:
    """Every document of the part, without a fault."""
    makers = [
        orders, order_lines, payments, collections, waybills, customs_lists, list_lines, answers, customs_returns,
        return_lines,
    ]  # fmt: skip
    return {kind: frame for maker in makers for kind, frame in [maker(sheet)]}
