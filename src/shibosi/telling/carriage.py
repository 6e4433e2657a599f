"""How goods are carried, as doors show it: a verdict for each mode, the rows that decide, what is still to be said."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import translate
from shibosi.methods.goods.access import Goods
from shibosi.methods.goods.carriage import FORBIDDEN, MODES, Carried, carriage, codes, unsaid, verdict
from shibosi.methods.goods.categories import facts
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.traits import COMPARED, MEASURES

MOST = Decimal(10) ** 9
"""No measure of goods is larger."""
CALLED = {
    "passenger-aircraft": "passenger aircraft", "cargo-aircraft": "cargo aircraft", "sea": "sea", "post": "post",
    "express": "express courier",
}  # fmt: skip
OPEN = "cannot be told"


class UnknownMeasure(ShibosiError):
    """A word that is no measure of goods."""

    code = "unknown-measure-of-goods"
    message = "There is no measure of goods '{measure}'."


class NotAMeasure(ShibosiError):
    """A measure that is no number of a possible size."""

    code = "not-a-measure"
    message = "'{value}' is no number that {measure} can have."


def measures(said: Mapping[str, str]) -> dict[str, Decimal]:
    """Measures from what was typed. Raises UnknownMeasure, NotAMeasure."""
    found = {}
    for name, text in said.items():
        if name not in MEASURES:
            raise UnknownMeasure(measure=name, hint=nearest(name, sorted(MEASURES)))
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            raise NotAMeasure(measure=name, value=text[:40]) from None
        if not number.is_finite() or abs(number) > MOST:
            raise NotAMeasure(measure=name, value=text[:40])
        found[name] = number
    return found


def pairs(said: Iterable[str]) -> dict[str, str]:
    """Measures as `battery_wh=99`. Raises NotAMeasure."""
    found = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign:
            raise NotAMeasure(measure=name, value="")
        found[name.strip()] = value
    return found


def called(name: str) -> str:
    """A fact or a measure in words."""
    return translate(COMPARED[name]) if name in COMPARED else facts()[name].name


def as_data(one: Carried) -> dict[str, Any]:
    """A row as plain values; `applies` and `treatment` are null where that cannot be told."""
    row = one.row
    return {
        "id": one.id, "series": row.series, "goods": str(row["goods"]), "dangerous": one.dangerous,
        "applies": one.applies,
        "treatment": one.treatment, "called": labelled(one.treatment) if one.treatment else translate(OPEN),
        "un_numbers": list(codes(row["un_number"])), "hazard_class": list(codes(row["hazard_class"])),
        "air": row["air"] or "", "sea": list(codes(row["sea"])),
        "limits": [{"id": limit.id, "says": str(limit["says"])} for limit in one.limits],
        "says": "; ".join(part for part in (row.shown("limits"), row.shown("restrictions")) if part),
        "open": {name: called(name) for name in one.open}, "blocks": blocks(one), "source": row.source,
        "confidence": row.confidence,
    }  # fmt: skip


def blocks(one: Carried) -> bool:
    """Whether a row stops carriage by itself; what is general knowledge asks for review."""
    return bool(one.applies) and one.treatment == FORBIDDEN and one.firm


def told(goods: Goods, market: str, mode: str, day: date, numbers: Iterable[str] = ()) -> dict[str, Any]:
    """How a mode carries goods on a day. Raises UnknownCategory, UnknownMarket, UnknownMode, UnknownUnNumber."""
    found = carriage(goods, market, mode, day, numbers)
    answer = verdict(found)
    return {
        "mode": mode, "mode_called": translate(CALLED[mode]), "verdict": answer,
        "called": labelled(answer) if answer else translate(OPEN), "blocks": any(map(blocks, found)),
        "open": {name: called(name) for name in unsaid(found)}, "rows": [as_data(one) for one in found],
    }  # fmt: skip


def every_mode(goods: Goods, market: str, day: date, numbers: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The same for each mode."""
    stated = tuple(numbers)
    return [told(goods, market, mode, day, stated) for mode in MODES]
