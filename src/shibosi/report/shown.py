"""Values as people read them: amounts with their currency, codes with their names, times in the column's zone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from shibosi.kernel.columns import Column
from shibosi.kernel.parameters import Parameters, Version
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.methods.masking import masked
from shibosi.report.html import Markup, both, joined, said, tag, text
from shibosi.standard import codes
from shibosi.standard.meanings import meaning, told

LONGEST = 120
"""Characters shown of a text."""
LISTED = 8
"""Codes shown of a list."""
CENTS = 2


def value(made: type[Record], row: Sequence[Any], column: Column[Any, Any]) -> Markup:
    """A stored value of a row, masked where it is personal. The value must be there."""
    stored = row[column.position]
    if column.kind == "money":
        code = row[made.columns[column.currency].position] if column.currency else None
        return joined([amount(column.seen(stored)), tag("small", currency(code)) if code else ""], by=" ")
    if column.kind == "code" and not column.personal:
        return coded(column, stored)
    return text(written(column, stored))


def written(column: Column[Any, Any], stored: Any) -> str | Markup:
    """A stored value without what stands beside it in its row."""
    if column.kind in ("money", "decimal"):
        return amount(column.seen(stored), CENTS if column.kind == "money" else 0)
    if column.kind == "truth":
        return said("yes") if stored else said("no")
    if column.kind == "day":
        return str(column.seen(stored))
    if column.kind == "instant":
        return instant(column.seen(stored), column.zone)
    shown = masked(column, str(stored))
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def plainly(column: Column[Any, Any], stored: Any, language: str) -> str:
    """A stored value as plain text in a language, masked where it is personal."""
    if column.kind == "truth":
        return translate("yes" if stored else "no", language)
    if column.kind == "code" and not column.personal:
        return told(column, str(stored), language)
    return str(written(column, stored))


def amount(number: Decimal, least: int = CENTS) -> str:
    """A number with thousands marked, as many decimals as it has and at least some."""
    exact = number.normalize()
    exponent = exact.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"{exact:,.{max(least, decimals)}f}"


def instant(moment: datetime, zone: str) -> str:
    """A moment to the second in a zone, the offset beside it."""
    local = moment.astimezone(ZoneInfo(zone))
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"


def day(stored: int) -> str:
    """A stored day; far outside the calendar it is shown as a number."""
    try:
        return (date(1970, 1, 1) + timedelta(days=stored)).isoformat()
    except OverflowError:
        return str(stored)


def currency(code: str) -> str:
    """The letters of a customs currency code ("142" is CNY); the code itself where they are not known."""
    found = codes.codes("currency").get(code)
    return found.more.get("iso") or code if found else code


@lru_cache(maxsize=4096)
def coded(column: Column[Any, Any], code: str) -> Markup:
    """A code and, where anybody says, what it means; a word of English is said in Chinese instead."""
    shown = code if len(code) <= LONGEST else code[:LONGEST] + "…"
    known = meaning(column, code)
    if known is None:
        return text(shown)
    if known.word:
        return both(known.en, known.zh)
    return joined([shown, tag("small", both(known.en, known.zh))], by=" ")


def parameter_value(name: str, version: Version | None) -> Markup:
    """The value of a parameter with its unit."""
    if version is None or version.value is None:
        return said("no value in force")
    parameter = Parameters.known[name]
    found = parameter.seen(version.value)
    if parameter.kind == "share":
        return text(f"{amount(Decimal(found) * 100, 0)} %")
    if parameter.kind == "amount":
        return joined([amount(Decimal(found)), tag("small", currency(parameter.currency or ""))], by=" ")
    if parameter.kind == "codes":
        more = said("and {count} more", count=len(found) - LISTED) if len(found) > LISTED else ""
        return joined([", ".join(found[:LISTED]), more], by=" ")
    if parameter.kind == "word":
        return text(found)
    return joined([amount(Decimal(found), 0), tag("small", said(parameter.unit))], by=" ")


def whole(number: int) -> str:
    """A count, thousands marked."""
    return f"{number:,}"


def share(part: int, all_: int) -> str:
    """A share in per cent, never rounded to 0 or 100 when it is neither."""
    if not all_:
        return "–"
    exact = Decimal(part) * 100 / all_
    if 0 < exact < Decimal("0.01"):
        return "< 0.01 %"
    if Decimal("99.99") < exact < 100:
        return "> 99.99 %"
    return f"{exact:.2f} %" if exact < 10 else f"{exact:.1f} %"
