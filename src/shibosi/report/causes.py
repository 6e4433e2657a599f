"""What is broken, grouped by cause: the control, its law, its remedy, the values in force, examples."""

from collections.abc import Sequence
from typing import Any

from shibosi.kernel.parameters import Parameters
from shibosi.report.examples import Budget, Examples
from shibosi.report.html import Both, Markup, Word, joined, led, said, spoken, tag
from shibosi.report.shown import parameter_value, share, whole
from shibosi.report.tallies import BROKEN, Cause, InForce, Tallies
from shibosi.standard import register
from shibosi.standard.errors import UnknownClause
from shibosi.standard.vocabulary import CONFIDENCES

WEAK = frozenset({"general-knowledge", "low"})
"""Confidences that ask for a review of the value."""
VERSIONS = 12
BLOCKS = {"release": "declaration or release of the goods", "": "nothing (a warning)"}


def pill(word: str) -> Markup:
    """A severity or outcome as a label."""
    return tag("span", said(word), class_=f"pill {word}")


def overview(found: Sequence[Cause]) -> Markup:
    """All causes in one table that sorts and filters."""
    if not found:
        return tag("p", said("Nothing is broken."), class_="quiet")
    rows = [
        tag(
            "tr",
            tag("td", pill(cause.severity), data_v=cause.rank[0]),
            tag("th", tag("a", said(cause.about["sentence"]), href=f"#{cause.control}"), scope="row"),
            tag("td", cause.about["rule"] or "–", class_="rule"),
            tag("td", whole(cause.count), class_="number", data_v=cause.count),
            tag("td", share(cause.count, cause.in_scope), class_="number", data_v=cause.count / max(cause.in_scope, 1)),
            tag("td", _blocked(cause)),
            data_cause=cause.control, data_severity=cause.severity, data_find=_searched(cause),
        )
        for cause in found
    ]  # fmt: skip
    headings = ("Severity", "What must be true", "Rule", "Dossiers", "Share in scope", "Blocks")
    head = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    caption = tag("caption", said("Causes, gravest and most frequent first"))
    table = tag("table", caption, tag("thead", head), tag("tbody", rows), class_="sortable overview", id="causes")
    return joined([_filters(), tag("div", table, class_="wide")])


def _blocked(cause: Cause) -> Any:
    blocks = cause.about["blocks"]
    return said(BLOCKS[blocks]) if blocks in BLOCKS else blocks


def _filters() -> Markup:
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", checked=True, value=severity, data_filter="severity"),
            " ",
            said(severity),
        )
        for severity in ("critical", "major", "minor")
    ]
    field = tag("input", type="search", data_filter="text", aria_label=Word("Filter causes"))
    return tag(
        "div", tag("label", said("Filter causes"), " ", field), boxes, tag("output", data_filter="count"),
        class_="filters js",
    )  # fmt: skip


def _searched(cause: Cause) -> str:
    words = [spoken(Word(cause.about["sentence"])), cause.control, cause.about["rule"], *cause.about["clauses"]]
    return " ".join(words).lower()


def detailed(tallies: Tallies, found: Sequence[Cause], examples: Examples, budget: Budget) -> Markup:
    """Every cause in full."""
    return joined([_cause(tallies, cause, examples, budget) for cause in found])


def _cause(tallies: Tallies, cause: Cause, examples: Examples, budget: Budget) -> Markup:
    about = cause.about
    versions = tallies.in_force(cause, BROKEN, examples.question.values)
    facts = [
        ("Rule", tag("code", about["rule"] or "–")),
        ("Control", tag("code", cause.control)),
        ("Clauses", clause_list(about["clauses"])),
        ("Blocks", _blocked(cause)),
        ("Dossiers", joined([tag("b", whole(cause.count)), " ", said(
            "of {scope} in scope ({share})", scope=whole(cause.in_scope), share=share(cause.count, cause.in_scope))])),
    ]  # fmt: skip
    return tag(
        "article",
        tag(
            "div",
            tag("h3", tag("span", said("Requirement that was not met"), class_="eyebrow"), pill(cause.severity), " ",
                said(about["sentence"])),
            tag("dl", [tag("div", tag("dt", said(word)), tag("dd", fact)) for word, fact in facts],
                class_="facts cause"),
            tag("p", tag("strong", said("Remedy")), " ", said(about["remedy"]), class_="remedy"),
            class_="cause-head",
        ),
        tag("p", led("One-sided:"), said(about["one_sided"]), class_="quiet") if about["one_sided"] else "",
        _values(versions),
        example_list(cause, examples, budget),
        id=cause.control, class_=f"cause {cause.severity}", data_cause=cause.control,
    )  # fmt: skip


def clause_list(numbers: Sequence[str]) -> Markup:
    """Clauses with what they ask for, in our words."""
    return tag("ul", [tag("li", tag("b", number), " ", gist(number)) for number in numbers], class_="clauses")


def gist(number: str) -> Markup:
    """What a clause asks for; of a heading what its first item asks for."""
    try:
        items = register.resolve(number)
    except UnknownClause:
        return said("not in the register")
    first = items[0]
    more = said("and {count} more items", count=len(items) - 1) if len(items) > 1 else ""
    return joined([Both(first.gist_en, first.gist_zh), more], by=" ")


def _values(versions: Sequence[InForce]) -> Markup:
    if not versions:
        return Markup("")
    headings = ("Value", "In force", "From", "Place", "Findings", "Source", "Confidence")
    head = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    body = [_value(found) for found in versions[:VERSIONS]]
    caption = tag("caption", said("Values in force for these findings"))
    return tag("div", tag("table", caption, tag("thead", head), tag("tbody", body), class_="values"), class_="wide")


def _value(found: InForce) -> Markup:
    meaning = tag(
        "th", said(Parameters.known[found.parameter].meaning), tag("small", tag("code", found.parameter)), scope="row"
    )
    version = found.version
    if version is None:
        return tag("tr", meaning, tag("td", said("no value in force"), colspan=3, class_="flag"),
                   tag("td", whole(found.count), class_="number"), tag("td", colspan=2))  # fmt: skip
    weak = version.confidence in WEAK
    first = version.first.isoformat() if version.first else said("first day unknown")
    return tag(
        "tr", meaning,
        tag("td", tag("b", parameter_value(found.parameter, version))),
        tag("td", first, class_=None if version.first else "flag"),
        tag("td", said("all places") if version.place == "all" else version.place),
        tag("td", whole(found.count), class_="number"),
        tag("td", version.source),
        tag("td", said(version.confidence), tag("small", said("have this value reviewed")) if weak else
            tag("small", said(CONFIDENCES.get(version.confidence, ""))), class_="flag" if weak else None),
    )  # fmt: skip


def example_list(cause: Cause, examples: Examples, budget: Budget) -> Markup:
    """The first example in full, the others folded; where there is no room only their keys."""
    shown: list[Markup] = []
    for explanation, rows in examples.explained(cause):
        found = examples.shown(explanation, rows)
        if not budget.take(found):
            break
        shown.append(found)
    keys = examples.keys(cause)
    listed = tag("p", led("Dossiers:"), joined([tag("code", key) for key in keys], by=", "), class_="keys")
    if cause.count > len(keys):
        listed = joined([listed, tag("p", said("The first {count} by key; findings.parquet has all.", count=len(keys)),
                                     class_="note")])  # fmt: skip
    if not shown:
        return joined([listed, tag("p", said("The documents are not shown here; they would make the page too large."),
                                   class_="note")])  # fmt: skip
    rest = shown[1:]
    more = tag("details", tag("summary", said("{count} more examples", count=len(rest))), rest) if rest else ""
    return joined([tag("h4", said("Example")), shown[0], more, listed])
