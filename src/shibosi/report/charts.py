"""Plots, drawn as inline SVG: bars stretch with the page, words beside them are text and wrap."""

from collections.abc import Mapping, Sequence
from typing import Any

from shibosi.report.html import Markup, Word, joined, said, tag
from shibosi.report.shown import share, whole
from shibosi.report.tallies import SEVERITIES, Cause, Period, Times

CAUSES, CLAUSES, COMPOSED = 12, 12, 15
"""Bars of each plot; the tables have all."""
PARTS = ("held", "broken", "undetermined")
HEIGHT = 100


def bars(rows: Sequence[tuple[Any, int, str]], largest: int) -> Markup:
    """Horizontal bars: label, number, style class."""
    return tag("ol", [_bar(label, number, class_, largest) for label, number, class_ in rows], class_="bars")


def _bar(label: Any, number: int, class_: str, largest: int) -> Markup:
    wide = max(1000 * number / max(largest, 1), 3)
    drawn = tag("rect", width=f"{wide:.0f}", height=10, class_=class_)
    return tag(
        "li",
        tag("span", label, class_="label"),
        tag("svg", drawn, viewBox="0 0 1000 10", preserveAspectRatio="none", aria_hidden="true"),
        tag("b", whole(number)),
    )


def causes(found: Sequence[Cause]) -> Markup:
    """Broken findings by control, most first."""
    most = sorted(found, key=lambda cause: (-cause.count, cause.rank))[:CAUSES]
    rows = [
        (tag("a", said(cause.about["sentence"]), href=f"#{cause.control}"), cause.count, cause.severity)
        for cause in most
    ]
    caption = said("Broken findings by cause")
    note = said(
        "Each bar names the requirement that was not met; the {shown} most frequent of {count} causes.",
        shown=len(most),
        count=len(found),
    )
    return figure(caption, [_legend(SEVERITIES), bars(rows, max((cause.count for cause in most), default=1))], note)


def clauses(found: Sequence[tuple[str, int]]) -> Markup:
    """Broken findings by clause."""
    most = found[:CLAUSES]
    rows = [(number, count, "plain") for number, count in most]
    note = said("A finding counts for every clause its control answers; {count} clauses in all.", count=len(found))
    return figure(said("Broken findings by clause"), bars(rows, most[0][1] if most else 1), note)


def composition(counts: Mapping[str, int]) -> Markup:
    """The outcomes of one control on the dossiers in its scope, as shares of one bar."""
    all_ = sum(counts[name] for name in PARTS)
    at = 0.0
    drawn: list[Markup] = []
    for name in PARTS:
        wide = 1000 * counts[name] / max(all_, 1)
        if counts[name]:
            wide = max(wide, 4)
            drawn.append(tag("rect", x=f"{min(at, 1000 - wide):.1f}", width=f"{wide:.1f}", height=10, class_=name))
        at += wide
    label = Word(
        "{held} held, {broken} broken, {undetermined} undetermined", **{name: whole(counts[name]) for name in PARTS}
    )
    return tag(
        "svg", drawn, viewBox="0 0 1000 10", preserveAspectRatio="none", role="img", aria_label=label, class_="mix"
    )


def compositions(found: Sequence[tuple[str, str, Mapping[str, int]]], count: int) -> Markup:
    """Outcomes of the controls that did not hold everywhere."""
    rows = [
        tag(
            "li",
            tag("span", tag("a", said(sentence), href=f"#all-{name}"), class_="label"),
            composition(counts),
            tag("b", share(counts["held"], sum(counts[part] for part in PARTS))),
        )
        for name, sentence, counts in found[:COMPOSED]
    ]
    note = said(
        "Of the dossiers in scope; beside the bar the share that held. "
        "{shown} of {count} controls that did not hold everywhere.",
        shown=min(len(found), COMPOSED), count=count,
    )  # fmt: skip
    return figure(said("Outcomes by control"), [_legend(PARTS), tag("ol", rows, class_="bars")], note)


def over_time(times: Times) -> Markup:
    """Broken findings over time, stacked by severity."""
    titles = {
        "day": "Broken findings by day", "month": "Broken findings by month", "year": "Broken findings by year",
    }  # fmt: skip
    periods = times.periods
    caption = said(titles[times.unit])
    note = said(
        "By the day each control counts from; {earlier} findings are earlier, {undated} have no day.",
        earlier=whole(times.earlier), undated=whole(times.undated),
    )  # fmt: skip
    if not periods:
        return figure(caption, tag("p", said("No broken finding has a day."), class_="quiet"), note)
    top = _rounded(max(sum(period.counts.values()) for period in periods))
    wide = 1000 / len(periods)
    drawn: list[Markup] = [
        tag("line", x1=0, x2=1000, y1=y, y2=y, class_="grid") for y in (0, HEIGHT / 2, HEIGHT)
    ]  # fmt: skip
    for at, period in enumerate(periods):
        y = float(HEIGHT)
        for severity in SEVERITIES:
            number = period.counts.get(severity, 0)
            high = HEIGHT * number / top
            if number:
                high = max(high, 0.8)
                y -= high
                drawn.append(
                    tag("rect", x=f"{at * wide + wide * 0.14:.1f}", y=f"{y:.2f}", width=f"{wide * 0.72:.1f}",
                        height=f"{high:.2f}", class_=severity)
                )  # fmt: skip
    plot = tag("svg", drawn, viewBox=f"0 0 1000 {HEIGHT}", preserveAspectRatio="none", aria_hidden="true")
    axis = tag("div", [tag("span", whole(number)) for number in (top, top // 2, 0)], class_="axis y")
    ends = list(dict.fromkeys([periods[0].name, periods[len(periods) // 2].name, periods[-1].name]))
    below = tag("div", [tag("span", name) for name in ends], class_="axis x")
    return figure(
        caption,
        [_legend(SEVERITIES), tag("div", axis, plot, below, class_="time"), _numbers(times.unit, periods)],
        note,
    )


def _numbers(unit: str, periods: Sequence[Period]) -> Markup:
    rows = [
        tag("tr", tag("th", period.name, scope="row"), [
            tag("td", whole(period.counts.get(name, 0))) for name in SEVERITIES
        ])
        for period in periods if period.counts
    ]  # fmt: skip
    head = tag("tr", [tag("th", said(word), scope="col") for word in (unit, *SEVERITIES)])
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="numbers")
    return tag("details", tag("summary", said("The numbers")), table, class_="screen")


def _rounded(number: int) -> int:
    """The next number a scale may end with: 2, 4, 6, 10, 20, 40, …"""
    power = 1
    while True:
        for step in (2, 4, 6, 10):
            if step * power >= number:
                return step * power
        power *= 10


def _legend(names: Sequence[str]) -> Markup:
    return tag("p", [tag("span", tag("i", class_=name), said(name)) for name in names], class_="legend")


def figure(caption: Any, inside: Any, note: Any) -> Markup:
    """A plot with its title and what has to be said about it."""
    return tag("figure", tag("figcaption", caption), joined(inside if isinstance(inside, list) else [inside]),
               tag("p", note, class_="note"))  # fmt: skip
