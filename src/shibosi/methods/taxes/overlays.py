"""Other values of law from a file: a name of `law` to values with days, as YAML.

thresholds/GB/duty/parcel:
  - {from: 2026-10-01, value: "0"}
rates/DE/VAT/standard:
  - {from: unknown, to: 2026-12-31, value: "21", source: a bill}
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import WrongOverlay
from shibosi.methods.taxes.law import Overlaid, Overlay
from shibosi.standard import tables
from shibosi.standard.law.book import book

ASSUMED = "assumed"
LAID_OVER = ("retail_import_limits", "retail_import_relief", "consumption_tax_units", "import_schemes", "parcel_fees")
LONGEST = 1_000_000


def read_overlay(path: Path) -> Overlay:
    """An overlay from a file. Raises WrongOverlay naming the place."""
    if path.stat().st_size > LONGEST:
        raise WrongOverlay(place=path.name, reason=Phrase("at most {most} bytes are read", most=LONGEST))
    try:
        return overlay_of(yaml.safe_load(path.read_bytes()))
    except (yaml.YAMLError, UnicodeDecodeError) as mistake:
        raise WrongOverlay(place=path.name, reason="it is no YAML") from mistake


def overlay_of(document: Any) -> Overlay:
    """An overlay from plain data. Raises WrongOverlay naming the place."""
    if not isinstance(document, dict):
        raise WrongOverlay(place="-", reason="wanted is a name with values under it")
    known = names()
    found: dict[str, tuple[Overlaid, ...]] = {}
    for name, values in document.items():
        if name not in known:
            raise WrongOverlay(place=name, reason="there is no such value", hint=nearest(str(name), list(known)))
        if not isinstance(values, list) or not values:
            raise WrongOverlay(place=name, reason="wanted is a list of values, each with its first day")
        found[str(name)] = tuple(_value(str(name), one) for one in values)
    return found


def names() -> frozenset[str]:
    """Every name that another value may be laid over."""
    found = {*book().series("rates"), *book().series("thresholds")}
    for table in LAID_OVER:
        one = tables.table(table)
        for row in one.rows:
            found |= {"/".join([table, row.place, *row.keys.values(), column]) for column in one.columns}
    return frozenset(found)


def _value(name: str, one: Any) -> Overlaid:
    if not isinstance(one, dict) or "value" not in one or isinstance(one["value"], float):
        raise WrongOverlay(place=name, reason="wanted is from, value in quotation marks, and as wanted to, source")
    try:
        value = Decimal(str(one["value"]))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise WrongOverlay(
            place=name, reason=Phrase("'{value}' is no number of 0 or more", value=str(one["value"])[:40])
        )
    return Overlaid(_day(name, one.get("from")), _day(name, one.get("to")), value, str(one.get("source") or ASSUMED))


def _day(name: str, found: Any) -> date | None:
    if found is None or found == "unknown":
        return None
    if isinstance(found, date):
        return found
    try:
        return date.fromisoformat(str(found))
    except ValueError as mistake:
        raise WrongOverlay(place=name, reason=Phrase("'{text}' is no day", text=str(found)[:40])) from mistake
