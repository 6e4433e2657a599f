"""Plots: what the drawing library is told, with the same numbers as a table for those who do not see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

COLOURS = {
    "critical": "bar-critical", "major": "bar-major", "minor": "bar-minor", "broken": "bar-critical",
    "undetermined": "bar-open", "accept": "bar-good", "wait": "bar-plain", "hold": "bar-major",
    "refuse": "bar-critical",
}  # fmt: skip
"""What severities, outcomes and decisions are drawn with: names of colours of the style sheet."""


@dataclass(frozen=True)
class Plot:
    """A plot for `pages/parts/plot.html`: `option` is told to ECharts, `heads` and `rows` are its table."""

    id: str
    title: str
    option: dict[str, Any]
    heads: list[str]
    rows: list[list[Any]]
    note: str = ""
    open: bool = False
    tall: bool = False


@dataclass
class Series:
    """Numbers drawn alike: a label, the name of a colour, a number for each place on the axis."""

    label: str
    colour: str
    numbers: Sequence[int | float]
    more: Mapping[str, Any] = field(default_factory=dict)


def stacked(id: str, title: str, axis: str, names: Sequence[str], series: Sequence[Series], note: str = "") -> Plot:
    """Bars over an axis (days, months), their parts on each other."""
    option = {
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "category", "data": list(names)},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {"type": "bar", "stack": "all", "name": one.label, "colour": one.colour, "data": list(one.numbers),
             "barMaxWidth": 28, **one.more}
            for one in series
        ],
    }  # fmt: skip
    rows = [[name, *(one.numbers[at] for one in series)] for at, name in enumerate(names)]
    return Plot(id, title, option, [axis, *(one.label for one in series)], rows, note)


def sideways(plot: Plot) -> Plot:
    """Bars with long names: one under the other, the first on top."""
    bars, numbers = plot.option["xAxis"], plot.option["yAxis"]
    labels = {"interval": 0, "width": 220, "overflow": "truncate", "fontSize": 11}
    return replace(
        plot, option=plot.option | {"xAxis": numbers, "yAxis": {**bars, "inverse": True, "axisLabel": labels}}
    )


def lines(id: str, title: str, axis: str, names: Sequence[str], series: Sequence[Series], note: str = "") -> Plot:
    """Lines over an axis."""
    option = {
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(names), "boundaryGap": False},
        "yAxis": {"type": "value"},
        "series": [
            {"type": "line", "name": one.label, "colour": one.colour, "data": list(one.numbers), "symbolSize": 5,
             **one.more}
            for one in series
        ],
    }  # fmt: skip
    rows = [[name, *(one.numbers[at] for one in series)] for at, name in enumerate(names)]
    return Plot(id, title, option, [axis, *(one.label for one in series)], rows, note)
