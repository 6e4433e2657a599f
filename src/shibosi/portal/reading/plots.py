"""Plots of the law: a value through time, norms by year and topic, zones as they became more."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from shibosi.kernel.words import translate
from shibosi.pages.plots import Plot
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.norms import Norm
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.telling.searched import called

STATES = {
    "in-force": "in force", "coming": "not yet in force", "ended": "no longer in force",
    "undated": "used, first day not known",
}  # fmt: skip
"""The states of a norm in words."""
DOUBTFUL = "cited wrongly or unclearly"


def through_time(line: Sequence[Fact], today: date) -> Plot | None:
    """A number of law as steps; None where it is no number or never changed."""
    fields = [one for one in SCHEMAS[line[0].table].fields if one.kind in ("number", "whole") and not one.key]
    known = [fact for fact in line if (fields and fact.values[fields[0].name] is not None) or fact.repealed]
    if not fields or len(known) < 2:
        return None
    field = fields[0]
    points: list[list[Any]] = []
    for fact in known:
        value = None if fact.repealed else str(fact.values[field.name])
        if fact.start is not None:
            points.append([fact.start.isoformat(), value])
        points.append([(fact.end or max(today, fact.start or today)).isoformat(), value])
    unit = translate(known[-1].unit(field))
    title = called(line[0].series) + (f" · {unit}" if unit else "")
    option = {
        "tooltip": {"trigger": "axis"}, "legend": {"show": False}, "xAxis": {"type": "time"},
        "yAxis": {"type": "value"},
        "series": [{"type": "line", "name": title, "colour": "bar-plain", "symbolSize": 6, "data": points,
                    "lineStyle": {"width": 3}}],
    }  # fmt: skip
    heads = [translate("First day"), translate(field.label)]
    rows = [[fact.start or translate("unknown"), fact.values[field.name]] for fact in known]
    return Plot("value-through-time", title, option, heads, rows)


def norm_id(norm: Norm) -> str:
    """The id by which a norm is known, whatever corrected its row."""
    return norm.fact.series.removeprefix("norms/")


def zones(facts: Sequence[Fact], today: date) -> Plot:
    """How many pilot zones there were, from the first day of each batch on."""
    days = sorted({fact.start for fact in facts if fact.start and fact.start <= today})
    counts = [sum(fact.covers(day) for fact in facts) for day in days]
    points = [[day.isoformat(), count] for day, count in zip(days, counts, strict=True)]
    option = {
        "tooltip": {"trigger": "axis"}, "legend": {"show": False}, "xAxis": {"type": "time"},
        "yAxis": {"type": "value"},
        "series": [{"type": "line", "step": "end", "name": translate("Pilot zones"), "colour": "bar-plain",
                    "data": [*points, [today.isoformat(), counts[-1]]] if points else []}],
    }  # fmt: skip
    rows: list[list[Any]] = [[day, count] for day, count in zip(days, counts, strict=True)]
    return Plot("zones-through-time", translate("Pilot zones through time"), option,
                [translate("First day"), translate("Pilot zones")], rows)  # fmt: skip
