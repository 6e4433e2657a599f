"""Workbooks to fill in: a sheet with the headings of a kind of record and an example, and one that explains them."""

from typing import BinaryIO

import polars as pl
import xlsxwriter

from shibosi.example.part import make_part
from shibosi.kernel.columns import Column
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.report.shown import amount
from shibosi.telling.schemas import column_cells

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEED, ORDERS = 7, 12
"""A small sound example, from which the lines shown are taken."""
SHOWN = 2
EXPLAINED = ("Column", "Label", "Other label", "Type", "Official element", "Key", "Code list", "Mark")


def write(made: type[Record], out: BinaryIO) -> None:
    """Write the workbook of a kind of record. Every cell is text: none is a formula, and no number is changed."""
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(translate(made.label)[:31])
        columns = list(made.columns.values())
        sheet.set_column(0, len(columns) - 1, 18, text)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, translate(column.label), head)
            sheet.write_comment(0, at, f"{column.name}: {column.label}")
        for row, values in enumerate(_examples(made), 1):
            for at, value in enumerate(values):
                if value:
                    sheet.write_string(row, at, value, text)
        sheet.freeze_panes(1, 0)
        _explain(book.add_worksheet(translate("Its columns")), made, head)


def _explain(sheet: xlsxwriter.worksheet.Worksheet, made: type[Record], head: object) -> None:
    sheet.set_column(0, len(EXPLAINED) - 1, 24)
    for at, word in enumerate(EXPLAINED):
        sheet.write_string(0, at, translate(word), head)
    for row, name in enumerate(made.columns, 1):
        for at, cell in enumerate(column_cells(made, name)):
            sheet.write_string(row, at, str(cell))


def _examples(made: type[Record]) -> list[list[str]]:
    """Lines of a made-up trade as texts; none where the example has no such record."""
    frame = make_part(SEED, 0, ORDERS, 0.0).frames.get(made.kind())
    if frame is None:
        return []
    some: pl.DataFrame = frame.head(SHOWN)
    return [
        [_text(column, row.get(name)) for name, column in made.columns.items()] for row in some.iter_rows(named=True)
    ]


def _text(column: Column, value: object) -> str:
    if value is None:
        return ""
    if column.kind in ("money", "decimal") and isinstance(value, int):
        return amount(column.seen(value), 2 if column.kind == "money" else 0).replace(",", "")
    return str(value)
