"""Plots of the law: a value through time, norms by year and topic, zones as they became more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shibosi.kernel.words import translate
from shibosi.pages.plots import Plot
from shibosi.portal.reading.leading import address
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.norms import Norm
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.telling.searched import called

STATES = {
    "in-force": "in force", "coming": "not yet in force", "ended": "no longer in force",
    "undated": "used, first day not known",
}  # fmt: skip
"""The states of a norm in words."""
DOUBTFUL = "cited wrongly or unclearly"
COLOURS = {
    STATES["in-force"]: "bar-good", STATES["coming"]: "bar-plain", STATES["ended"]: "bar-open",
    STATES["undated"]: "bar-minor", DOUBTFUL: "bar-critical",
}  # fmt: skip
"""What a norm is drawn with."""


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


def graph(found: Sequence[Norm], every: Sequence[Norm]) -> Plot | None:
    """Norms by first day and topic, larger the more cite them, with lines to what replaces them; None without any."""
    dated = {one: one.fact.start for one in found if one.fact.start}
    if not dated:
        return None
    topics = sorted({str(one.fact["topic"]) for one in dated})
    points: dict[str, list[dict[str, Any]]] = {}
    for one, day in dated.items():
        points.setdefault(_word(one), []).append({
            "value": [day.isoformat(), topics.index(str(one.fact["topic"]))], "name": one.fact.title,
            "symbolSize": 8 + 2 * min(len(one.cited_by), 4), "address": address("norm", norm_id(one)),
        })  # fmt: skip
    series: list[dict[str, Any]] = [
        {"type": "scatter", "name": translate(word), "colour": colour, "data": points[word],
         "itemStyle": {"opacity": 0.8}}
        for word, colour in COLOURS.items() if word in points
    ]  # fmt: skip
    option = {
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "legend": {"type": "scroll", "data": [one["name"] for one in series]},
        "xAxis": {"type": "time", "axisLabel": {"hideOverlap": True}, "splitLine": {"show": True}},
        "yAxis": {"type": "category", "data": [labelled(topic) for topic in topics],
                  "axisLabel": {"interval": 0, "width": 110, "overflow": "truncate", "fontSize": 11}},
        "series": [*series, *_succession(dated, {norm_id(one): one for one in every}, topics)],
    }  # fmt: skip
    counts = Counter((str(one.fact["topic"]), _word(one)) for one in dated)
    heads = [translate("Topic"), *map(translate, COLOURS)]
    rows = [[labelled(topic), *(counts[topic, word] for word in COLOURS)] for topic in topics]
    note = translate(
        "Each dot is a norm, larger the more clauses cite it; a line leads to what replaced it. "
        "Norms whose first day is unknown ({count}) are only in the list."
    ).format(count=len(found) - len(dated))
    return Plot("norms-graph", translate("Norms by first day and topic"), option, heads, rows, note, tall=True)


def _word(norm: Norm) -> str:
    """What a norm is drawn as: how it is cited where that is doubtful, or else its state."""
    return DOUBTFUL if norm.slips else STATES[norm.state]


def _succession(found: Iterable[Norm], every: Mapping[str, Norm], topics: list[str]) -> Iterator[dict[str, Any]]:
    """A line from each norm to each that replaces it, as far as both are drawn."""
    for one in found:
        for name in one.replaced_by:
            pair = (one.fact, every[name].fact)
            if all(fact.start and str(fact["topic"]) in topics for fact in pair):
                ends = [[str(fact.start), topics.index(str(fact["topic"]))] for fact in pair]
                yield {
                    "type": "line", "name": f"{pair[0].title} → {pair[1].title}", "data": ends, "colour": "soft",
                    "symbol": "none", "lineStyle": {"width": 1.5, "type": "dashed"},
                }  # fmt: skip


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
