"""The back of a report: every control with every outcome, and how to verify what is written here."""

from shibosi.report.causes import pill
from shibosi.report.charts import composition
from shibosi.report.heading import run_name
from shibosi.report.html import Markup, joined, said, tag
from shibosi.report.shown import whole
from shibosi.report.tallies import SEVERITIES, Tallies

OUTCOMES = ("held", "broken", "undetermined", "folded", "out_of_scope")
HEADINGS = {
    "held": "Held", "broken": "Broken", "undetermined": "Undetermined", "folded": "of these folded",
    "out_of_scope": "Out of scope",
}  # fmt: skip
STEPS = {
    "shibosi log verify {folder}": "Computes the log again and compares every finding with its entry.",
    "shibosi replay {folder}": "Judges the same files by the same values and compares the findings byte for byte.",
    "shibosi explain NAME": "Tells a clause or a control in full: words, values, what it reads.",
    "shibosi log bundle {folder}": "Makes one file that proves chosen entries to somebody who has nothing else.",
}


def controls(tallies: Tallies) -> Markup:
    """Every control that was asked."""
    rows = [_control(tallies, name, counts) for name, counts in sorted(tallies.by_control.items())]
    headings = ["Severity", "What must be true", "Rule", "Outcomes", *HEADINGS.values()]
    head = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    totals = [sum(counts[name] for counts in tallies.by_control.values()) for name in OUTCOMES]
    foot = tag("tr", tag("th", said("All controls"), colspan=4, scope="row"),
               [tag("td", whole(number), class_="number") for number in totals])  # fmt: skip
    caption = tag("caption", said("Controls asked: {count}", count=len(rows)))
    table = tag(
        "table", caption, tag("thead", head), tag("tbody", rows), tag("tfoot", foot), class_="sortable controls"
    )
    return joined([tag("div", table, class_="wide"), _notes()])


def _control(tallies: Tallies, name: str, counts: dict[str, int]) -> Markup:
    about = tallies.controls[name]
    sided = tag("small", said("one-sided: {reason}", reason=said(about["one_sided"]))) if about["one_sided"] else ""
    return tag(
        "tr",
        tag("td", pill(about["severity"]), data_v=SEVERITIES.index(about["severity"])),
        tag("th", said(about["sentence"]), tag("small", tag("code", name)), sided, scope="row"),
        tag("td", about["rule"] or "–", class_="rule"),
        tag("td", composition(counts)),
        [
            tag("td", whole(counts[part]), class_=f"number {part if counts[part] else 'zero'}", data_v=counts[part])
            for part in OUTCOMES
        ],
        id=f"all-{name}",
    )


def _notes() -> Markup:
    notes = (
        "Folded: undetermined only for want of a document that another control reports; counted, but no finding.",
        "One-sided: own data can break the control, never hold it; what it leaves open changes no exit status.",
        "Out of scope: the sentence does not speak of this dossier.",
    )
    return tag("ul", [tag("li", said(note)) for note in notes], class_="note")


def verifying(tallies: Tallies) -> Markup:
    """The digests, the log, and the commands that check them."""
    about = tallies.run.about
    log = about.get("log", {})
    facts = [
        ("Findings, SHA-256", about["findings"]["sha256"]),
        ("Values, SHA-256", about["values"]),
        ("Controls, SHA-256", about["controls"]),
        ("Entries in the log", whole(log["size"]) if log else "–"),
        ("Root of the log", log.get("root", "–")),
    ]
    folder = run_name(tallies.run)
    listed = [tag("div", tag("dt", said(word)), tag("dd", tag("code", fact, class_="hash"))) for word, fact in facts]
    steps = [
        tag("li", tag("code", command.format(folder=folder)), tag("span", said(words)))
        for command, words in STEPS.items()
    ]
    return joined([
        tag("p", said("Every finding is an entry of a Merkle log: no change, addition or removal stays unnoticed.")),
        tag("dl", listed, class_="facts digests"),
        tag("ol", steps, class_="steps"),
        tag("p", said("Personal data are masked here; the documents themselves were not changed."), class_="note"),
    ])  # fmt: skip
