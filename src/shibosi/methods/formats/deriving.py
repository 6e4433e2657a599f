"""Columns made from columns: products and sums in exact decimals, texts joined, values looked up."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Context, Decimal, Inexact

import polars as pl

from shibosi.methods.formats.limits import DEFAULT_LIMITS
from shibosi.methods.formats.maperrors import LookupUnreadableError
from shibosi.methods.formats.mapfile import Derivation, Lookup
from shibosi.methods.formats.raw import RawTable
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.unreadable import Place, Problems

NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?|[+-]?\.[0-9]{1,30}")
EXACT = Context(prec=2000, traps=[Inexact])


def derive(derivation: Derivation, table: RawTable, problems: Problems, found: dict[Lookup, pl.DataFrame]) -> pl.Series:
    """The derived column, as long as the table. `found` holds the lookup files already read."""
    frame = table.frame
    columns = [_texts(frame, heading) for heading in derivation.headings]
    if derivation.kind == "copy":
        return columns[0]
    if derivation.kind == "concat":
        return _joined(columns, derivation.separators)
    if derivation.lookup is not None:
        return _looked_up(columns[0], derivation.lookup, found)
    numbers = [
        _numbers(column, heading, table, problems) for column, heading in zip(columns, derivation.headings, strict=True)
    ]
    made = [_combined(row, derivation.kind) for row in zip(*numbers, strict=True)]
    return pl.Series(made, dtype=pl.String)


def _texts(frame: pl.DataFrame, heading: str) -> pl.Series:
    """A column as text; a missing one is null throughout."""
    if heading not in frame.columns:
        return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    column = frame[heading]
    if column.dtype == pl.String:
        return column
    return pl.Series([None if value is None else str(value) for value in column], dtype=pl.String)


def as_decimal(text: str) -> Decimal | None:
    """A plain decimal number ("1200.50", full-width digits too); None for anything else, "1,200" among it."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    plain = plain.strip()
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def _numbers(column: pl.Series, heading: str, table: RawTable, problems: Problems) -> list[Decimal | None]:
    made: list[Decimal | None] = []
    for index, text in enumerate(column):
        number = None if text is None else as_decimal(text)
        if number is None and text is not None:
            place = Place(table.sheet, row=table.row_number(index), column=heading)
            problems.add("not-a-number", place, row=table.offset + index, value=text[:40])
        made.append(number)
    return made


def _combined(numbers: Sequence[Decimal | None], kind: str) -> str | None:
    total = Decimal(1) if kind == "multiply" else Decimal(0)
    for number in numbers:
        if number is None:
            return None
        total = EXACT.multiply(total, number) if kind == "multiply" else EXACT.add(total, number)
    return format(total, "f")


def _joined(columns: list[pl.Series], separators: tuple[str, ...]) -> pl.Series:
    """Texts with separators between them; null where one is missing."""
    parts: list[pl.Expr] = []
    for index, column in enumerate(columns):
        if index:
            parts.append(pl.lit(separators[index - 1]))
        parts.append(pl.lit(column))
    return pl.select(pl.concat_str(parts)).to_series()


def _looked_up(column: pl.Series, lookup: Lookup, found: dict[Lookup, pl.DataFrame]) -> pl.Series:
    if lookup not in found:
        found[lookup] = _lookup_frame(lookup)
    joined = column.alias("key").to_frame().join(found[lookup], on="key", how="left", maintain_order="left")
    return joined["take"]


def _lookup_frame(lookup: Lookup) -> pl.DataFrame:
    """Key and value, every key once; a key with different values has none."""
    tables, problems = read_tables(lookup.path, limits=DEFAULT_LIMITS)
    for table in tables:
        if {lookup.key, lookup.take} <= set(table.frame.columns):
            pairs = pl.DataFrame({"key": _texts(table.frame, lookup.key), "take": _texts(table.frame, lookup.take)})
            one = pl.when(pl.col("take").n_unique() == 1).then(pl.col("take").first()).alias("take")
            return pairs.drop_nulls("key").group_by("key").agg(one)
    reason = problems[0].sentence() if problems else f"'{lookup.key}' and '{lookup.take}' are not its headings"
    raise LookupUnreadableError(file=lookup.path.name, reason=reason)
