"""Reading cells: text as people and systems write it, into the stored form of a column.

A cell that cannot be read becomes null and is marked; a blank cell is null and no mistake. Nothing is guessed: a day
written 03/04/2025 is refused, and so is a number with more than five decimals or of 90 trillion.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl

from shibosi.kernel.columns import Column
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.kernel.expressions.plain import FIRST_YEAR, LAST_YEAR

AMOUNT_LIMIT = 9 * 10**18
"""Amounts stay below this many units of 10^-5 (90 trillion), so that they fit 64 bits."""
FARTHEST = 14 * 60
"""Minutes between Greenwich and the clock farthest from it."""
WHOLE_FLOATS = 1 << 53
"""Below this a float tells whole numbers apart."""
TRUE_WORDS = ["1", "true", "yes", "y", "t", "是"]
FALSE_WORDS = ["0", "false", "no", "n", "f", "否"]
GROUPED_FORM = r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"
AMOUNT_FORM = r"([+-]?)([0-9]{1,14})(?:\.([0-9]{0,5})0*)?"
WHOLE_FORM = r"([+-]?[0-9]{1,15})(?:\.0*)?"
WHOLE_LIMIT = 10**15
"""Whole numbers that come as numbers are at most so large."""
SMALL_FLOAT = 1e10
"""Floats are amounts below this: further up five decimals are not told apart."""
DAY_MARKS, TIME_MARKS, DAY_END = "年月/.", "年月/", "日"
DAY_FORM = (
    r"([0-9]{8}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"(?:[T ]0?0:00(?::00(?:-0+)?)?)?"
)  # fmt: skip
COMPACT_FORM = "^([0-9]{4})([0-9]{2})([0-9]{2})"
SHORT_HOUR_FORM = "[T ]+([0-9]):"
MOMENT_FORM = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]+([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:\.?([0-9]{1,9}))?)?)?"
    r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
EXPECTED = {
    "money": "a number below 90 000 000 000 000 with at most 5 decimals",
    "decimal": "a number below 90 000 000 000 000 with at most 5 decimals",
    "whole": "a whole number",
    "truth": "yes or no",
    "day": "a day such as 2025-03-04 or 20250304, between 1901 and 2099",
    "instant": "a time such as 2025-03-04 10:20:30 or 20250304102030, between 1901 and 2099",
    "text": "text",
    "code": "a code",
}


@dataclass(frozen=True)
class Read:
    """A column as read: its values, and where there was something that could not be read."""

    values: pl.Series
    unreadable: pl.Series


def read_column(column: Column[Any, Any], raw: pl.Series, zone: str | None = None) -> Read:
    """Cells of any frame type as the stored type of a column. `zone` is that of times written without one."""
    found = _typed(column, raw, zone) if raw.dtype != pl.String else _text(column, raw, zone)
    values = found.cast(column.dtype) if found.dtype != column.dtype else found
    blank = raw.is_null() if raw.dtype != pl.String else (raw.is_null() | (raw.str.strip_chars() == ""))
    return Read(values.alias(column.name), values.is_null() & ~blank)


def folds_width(column: Column[Any, Any]) -> bool:
    """Whether text of the column is normalised (NFKC); what persons are called is kept as written."""
    return column.key or column.kind == "code" or not column.personal


def clean_text(raw: pl.Series, fold_width: bool) -> pl.Series:
    """Text without surrounding blanks, blank as null; with `fold_width` also NFKC, so that ＡＢ１ is AB1."""
    if fold_width and not bool((raw.str.len_bytes() == raw.str.len_chars()).all()):
        raw = raw.str.normalize("NFKC")
    stripped = raw.str.strip_chars()
    return stripped.replace("", None) if bool((stripped == "").any()) else stripped


def _text(column: Column[Any, Any], raw: pl.Series, zone: str | None) -> pl.Series:
    if column.kind in ("text", "code"):
        return clean_text(raw, fold_width=folds_width(column))
    cells = clean_text(raw, fold_width=True)
    if column.kind in ("money", "decimal"):
        return _amount(cells)
    if column.kind == "whole":
        return _whole(cells)
    if column.kind == "truth":
        lower = cells.str.to_lowercase()
        return pl.select(
            pl.when(lower.is_in(TRUE_WORDS)).then(True).when(lower.is_in(FALSE_WORDS)).then(False)
        ).to_series()
    return _day(cells) if column.kind == "day" else _instant(cells, zone or column.zone)


def _amount(cells: pl.Series) -> pl.Series:
    """Decimal text as whole numbers of 10^-5, null where it does not fit exactly."""
    plain = pl.col("c")
    if bool(cells.str.contains(",", literal=True).any()):
        grouped = plain.str.contains(f"^{GROUPED_FORM}$")
        plain = pl.when(grouped).then(plain.str.replace_all(",", "", literal=True)).otherwise(plain)
    parts = plain.str.extract_groups(f"^{AMOUNT_FORM}$")
    whole = parts.struct.field("2").cast(pl.Int128) * 10**AMOUNT_SCALE
    rest = parts.struct.field("3").fill_null("").str.pad_end(AMOUNT_SCALE, "0").cast(pl.Int64)
    sign = pl.when(parts.struct.field("1") == "-").then(-1).otherwise(1)
    size = pl.when(whole < AMOUNT_LIMIT).then(whole.cast(pl.Int64) + rest)
    return cells.alias("c").to_frame().select((size * sign).alias("c"))["c"]


def _whole(cells: pl.Series) -> pl.Series:
    """Whole numbers; 3.0 is 3, as spreadsheets write it."""
    digits = cells.str.extract(f"^{WHOLE_FORM}$", 1)
    return digits.str.strip_prefix("+").cast(pl.Int64, strict=False)


def _day(cells: pl.Series) -> pl.Series:
    shaped = cells.str.replace_all(f"[{DAY_MARKS}]", "-").str.strip_suffix(DAY_END)
    shaped = shaped.str.extract(f"^{DAY_FORM}$", 1)
    digits = shaped.str.contains("^[0-9]{8}$").fill_null(False)
    days = pl.select(
        pl.when(digits).then(shaped.str.to_date("%Y%m%d", strict=False))
        .otherwise(shaped.str.to_date("%Y-%m-%d", strict=False))
    ).to_series()  # fmt: skip
    return _inside(days)


def _inside(days: pl.Series) -> pl.Series:
    years = days.dt.year()
    return pl.select(pl.when((years >= FIRST_YEAR) & (years <= LAST_YEAR)).then(days)).to_series()


def _instant(cells: pl.Series, zone: str) -> pl.Series:
    """Times with an offset as they are, times without one in the zone given."""
    column = cells.alias("c").to_frame()
    parts = (
        pl.col("c")
        .str.replace_all(f"[{TIME_MARKS}]", "-")
        .str.replace(DAY_END, " ", literal=True)
        .str.replace(COMPACT_FORM, "${1}-${2}-${3} ")
        .str.replace(SHORT_HOUR_FORM, " 0${1}:")
        .str.extract_groups(f"^{MOMENT_FORM}$")
    )
    f = [parts.struct.field(str(at)) for at in range(1, 9)]
    number = [part.fill_null("0").cast(pl.Int32, strict=False) for part in f[:6]]
    micro = f[6].fill_null("0").str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int32)
    inside = (
        number[0].is_between(FIRST_YEAR, LAST_YEAR) & number[1].is_between(1, 12) & number[2].is_between(1, 31)
        & (number[3] <= 23) & (number[4] <= 59) & (number[5] <= 59) & pl.col("c").is_not_null()
    )  # fmt: skip
    text = pl.format("{}-{}-{} {}:{}:{}", *[part.cast(pl.String).str.zfill(2) for part in number])
    naive = pl.when(inside).then(text).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)
    naive = naive + pl.duration(microseconds=micro)
    minutes = f[7].str.replace("Z", "+0000", literal=True).str.replace(":", "", literal=True)
    shift = minutes.str.slice(1, 2).cast(pl.Int32) * 60 + minutes.str.slice(3, 2).cast(pl.Int32)
    shift = pl.when(shift <= FARTHEST).then(pl.when(minutes.str.starts_with("-")).then(-shift).otherwise(shift))
    local = naive.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")
    fixed = (naive - pl.duration(minutes=shift)).dt.replace_time_zone("UTC")
    return column.select(pl.when(f[7].is_null()).then(local).otherwise(fixed).alias("c"))["c"]


def _typed(column: Column[Any, Any], raw: pl.Series, zone: str | None) -> pl.Series:
    """Cells that already have a type: exact ones are taken over, floats only where they are five decimals anyway."""
    kind = raw.dtype
    if kind == pl.Null or kind.is_nested():
        return pl.Series(raw.name, [None] * len(raw), dtype=column.dtype)
    if column.kind in ("money", "decimal"):
        return _typed_amount(raw)
    if column.kind == "day" and kind == pl.Date:
        return _inside(raw)
    if column.kind == "day" and isinstance(kind, pl.Datetime):
        return _inside(raw.dt.convert_time_zone(zone or column.zone).dt.date() if kind.time_zone else raw.dt.date())
    if column.kind == "instant" and isinstance(kind, pl.Datetime):
        aware = (
            raw
            if kind.time_zone
            else raw.dt.replace_time_zone(zone or column.zone, ambiguous="earliest", non_existent="null")
        )
        moments = aware.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
        years = moments.dt.year()
        return pl.select(pl.when((years >= FIRST_YEAR) & (years <= LAST_YEAR)).then(moments)).to_series()
    if column.kind == "whole" and kind.is_integer():
        numbers = raw.cast(pl.Int64, strict=False)
        return pl.select(pl.when(numbers.is_between(-WHOLE_LIMIT, WHOLE_LIMIT)).then(numbers)).to_series()
    if column.kind == "truth" and kind == pl.Boolean:
        return raw
    if kind.is_float():
        exact = pl.select(pl.when(raw.is_finite() & (raw.abs() < WHOLE_FLOATS)).then(raw)).to_series()
        whole = exact.round(0).cast(pl.Int64, strict=False)
        text = pl.select(
            pl.when(exact == whole).then(whole.cast(pl.String)).otherwise(exact.cast(pl.String))
        ).to_series()
        return _text(column, text, zone)
    return _text(column, raw.cast(pl.String, strict=False), zone)


def _typed_amount(raw: pl.Series) -> pl.Series:
    limit = AMOUNT_LIMIT
    if isinstance(raw.dtype, pl.Decimal):
        scale, numbers = raw.dtype.scale, raw.to_physical().cast(pl.Int128)
    elif raw.dtype.is_integer():
        scale, numbers = 0, raw.cast(pl.Int128)
    elif raw.dtype.is_float():
        return _float_amount(raw, limit)
    else:
        return _amount(clean_text(raw.cast(pl.String, strict=False), fold_width=True))
    number = pl.col("n")
    if scale < AMOUNT_SCALE:
        number = pl.when(number.abs() < limit).then(number * 10 ** (AMOUNT_SCALE - scale))
    elif scale > AMOUNT_SCALE:
        by = pl.lit(10 ** (scale - AMOUNT_SCALE), dtype=pl.Int128)
        number = pl.when(number % by == 0).then(number // by)
    fits = pl.when(number.abs() < limit).then(number).cast(pl.Int64)
    return numbers.alias("n").to_frame().select(fits.alias("n"))["n"]


def _float_amount(raw: pl.Series, limit: int) -> pl.Series:
    """A float is taken where five decimals write it back unchanged; NaN and infinity are unreadable."""
    finite = pl.select(pl.when(raw.is_finite() & (raw.abs() < SMALL_FLOAT)).then(raw.cast(pl.Float64))).to_series()
    scaled = (finite * 10**AMOUNT_SCALE).round(0)
    # Polars divides by a constant through its reciprocal, which misses by a bit; numpy divides.
    back = pl.Series(scaled.to_numpy() / 10**AMOUNT_SCALE) == finite
    return pl.select(pl.when(back & (scaled.abs() < limit)).then(scaled)).to_series().cast(pl.Int64, strict=False)
