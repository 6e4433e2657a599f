"""What could not be decided, grouped by what is missing; and what could not be read at all."""

from collections.abc import Sequence
from typing import Any

from shibosi.kernel.records import Record, record
from shibosi.report.causes import clause_list, example_list, pill
from shibosi.report.examples import Budget, Examples, Lacking
from shibosi.report.html import SEMICOLON, Both, Markup, joined, led, said, tag
from shibosi.report.shown import share, whole
from shibosi.report.tallies import Cause, Tallies

PROBLEMS = 300
"""Problems listed; the run folder lists all."""
FIELDS = 6


def undetermined(found: Sequence[Cause], examples: Examples, budget: Budget) -> Markup:
    """Undetermined findings by what was not known, most frequent first."""
    if not found:
        return tag("p", said("Nothing is undetermined."), class_="quiet")
    groups: dict[tuple[str, Lacking], list[Cause]] = {}
    for cause in found:
        groups.setdefault((cause.about["dossier"], examples.lacking(cause)), []).append(cause)
    ordered = sorted(groups.items(), key=lambda item: (-max(cause.count for cause in item[1]), item[0]))
    intro = tag("p", said(
        "A missing fact never counts as held: supply what is missing and check again. "
        "Controls that lack the same stand together."
    ))  # fmt: skip
    return joined([intro, *(_group(lacking, causes, examples, budget) for (_, lacking), causes in ordered)])


def _group(lacking: Lacking, found: Sequence[Cause], examples: Examples, budget: Budget) -> Markup:
    rows = [
        tag(
            "tr", tag("td", pill(cause.severity)),
            tag("th", said(cause.about["sentence"]), tag("small", tag("code", cause.control)), scope="row"),
            tag("td", cause.about["rule"] or "–", class_="rule"),
            tag("td", whole(cause.count), class_="number"),
            tag("td", share(cause.count, cause.in_scope), class_="number"),
        )
        for cause in found
    ]  # fmt: skip
    headings = ("Severity", "What must be true", "Rule", "Dossiers", "Share in scope")
    head = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    caption = tag("caption", said("Controls that could not be decided: {count}", count=len(found)))
    clauses = list(dict.fromkeys(clause for cause in found for clause in cause.about["clauses"]))
    remedies = dict.fromkeys(cause.about["remedy"] for cause in found)
    return tag(
        "article",
        tag("h3", tag("span", said("Why it could not be decided"), class_="eyebrow"), _words(lacking)),
        tag("div", tag("table", caption, tag("thead", head), tag("tbody", rows), class_="open"), class_="wide"),
        tag("details", tag("summary", said("Clauses and remedies")), clause_list(clauses),
            tag("ul", [tag("li", said(remedy)) for remedy in remedies])),
        example_list(found[0], examples, budget),
        class_="cause undetermined",
    )  # fmt: skip


def _words(lacking: Lacking) -> Markup:
    if not lacking.fields:
        return said("Not decidable from what was handed in")
    fields = [
        joined([said(record(kind).label), " · ", _column(kind, column)]) for kind, column in lacking.fields[:FIELDS]
    ]
    left = len(lacking.fields) - FIELDS
    more = joined([" ", said("and {count} more", count=left)]) if left > 0 else ""
    lead = led("Missing:") if lacking.missing else led("Reported, but not enough to decide:")
    return joined([lead, joined(fields, by=SEMICOLON), more])


def _column(kind: str, column: str) -> Markup:
    return said("the document itself") if column == "#" else said(record(kind).columns[column].label)


def problems(tallies: Tallies) -> Markup:
    """What could not be read: file, place, what was expected."""
    found = tallies.run.problems()
    if not found:
        return tag("p", said("Everything that was handed in could be read."), class_="quiet")
    rows = [
        tag("tr", tag("th", tag("code", problem["file"]), scope="row"), tag("td", problem["place"]),
            tag("td", said(_label(problem["kind"])) if problem["kind"] else "–"), tag("td", _sentence(problem)))
        for problem in found[:PROBLEMS]
    ]  # fmt: skip
    if len(found) > PROBLEMS:
        more = said("{count} more stand in problems.jsonl", count=whole(len(found) - PROBLEMS))
        rows.append(tag("tr", tag("td", more, colspan=4, class_="more")))
    head = tag(
        "tr", [tag("th", said(word), scope="col") for word in ("File", "Place in the file", "Record", "What was found")]
    )
    caption = tag("caption", said("Not readable: {count}", count=whole(len(found))))
    return tag("div", tag("table", caption, tag("thead", head), tag("tbody", rows)), class_="wide")


def _sentence(problem: dict[str, Any]) -> Both:
    lead = f"{problem['file']}, {problem['place']}: "
    return Both(problem["sentence"].removeprefix(lead), problem["sentence_zh"].removeprefix(lead))


def _label(kind: str) -> str:
    found = Record.known.get(kind)
    return found.label if found else kind
