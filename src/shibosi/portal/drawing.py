"""Values through time as steps, for each parameter that is a number."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.parameters import Parameters, Version
from shibosi.kernel.words import translate
from shibosi.pages.plots import Plot
from shibosi.report.shown import currency

NUMBERS = ("share", "amount", "number", "whole")
COLOURS = ("bar-plain", "bar-major", "bar-good", "bar-minor", "bar-critical")


def through_time(names: Iterable[str], today: date) -> list[Plot]:
    """A plot for each parameter whose value ever changed; a line for each place."""
    return [plot for name in names if (plot := _plot(name, today)) is not None]


def _plot(name: str, today: date) -> Plot | None:
    parameter = Parameters.known[name]
    versions = [one for one in registry.values().get(name, ()) if one.value is not None]
    if parameter.kind not in NUMBERS or len(versions) < 2:
        return None
    places: dict[str, list[Version]] = {}
    for one in sorted(versions, key=lambda one: (one.place, one.first or date.min)):
        places.setdefault(one.place, []).append(one)
    series = [
        {"type": "line", "step": "end", "name": place, "colour": COLOURS[at % len(COLOURS)], "symbolSize": 6,
         "data": _points(name, own, today)}
        for at, (place, own) in enumerate(places.items())
    ]  # fmt: skip
    option = {
        "tooltip": {"trigger": "axis"}, "legend": {"show": len(places) > 1}, "xAxis": {"type": "time"},
        "yAxis": {"type": "value"}, "series": series,
    }  # fmt: skip
    heads = [translate("First day"), *places]
    days = sorted({one.first.isoformat() if one.first else translate("unknown") for one in versions})
    rows = [[day, *(_on(name, own, day) for own in places.values())] for day in days]
    unit = currency(parameter.currency) if parameter.currency else translate(parameter.unit)
    title = f"{translate(parameter.meaning)} · {unit}" if unit else translate(parameter.meaning)
    return Plot(f"plot-{name.replace('.', '-')}", title, option, heads, rows)


def _points(name: str, versions: list[Version], today: date) -> list[list[Any]]:
    """Day and value where each version begins, and the last value again where it ends, or today."""
    found = [[one.first.isoformat(), _seen(name, one)] for one in versions if one.first is not None]
    last = versions[-1]
    return [*found, [(last.last or today).isoformat(), _seen(name, last)]]


def _on(name: str, versions: list[Version], day: str) -> Any:
    """The value of the version that begins on a day, as a number for a table."""
    return next((Decimal(_seen(name, one)) for one in versions
                 if (one.first.isoformat() if one.first else translate("unknown")) == day), None)  # fmt: skip


def _seen(name: str, version: Version) -> str:
    assert version.value is not None, "versions without a value are left out"
    return str(Parameters.known[name].seen(version.value))
