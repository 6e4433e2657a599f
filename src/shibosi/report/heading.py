"""The head of a report: what was asked, how it ended, what was handed in, the numbers in short."""

import re
from collections.abc import Iterator
from typing import Any

from shibosi.kernel.dossiers import dossier
from shibosi.kernel.records import Record, record
from shibosi.kernel.runs import Run
from shibosi.report.html import Markup, Word, joined, led, said, tag
from shibosi.report.shown import share, whole
from shibosi.report.tallies import SEVERITIES, Tallies

FILES = 40
"""Files listed; the run folder lists all."""
KIB = 1024
VERDICTS = {
    0: ("good", "Nothing is broken and nothing is undetermined."),
    1: ("bad", "Something is broken."),
    2: ("bad", "Something that was handed in could not be read; everything else was checked."),
    3: ("open", "Nothing is broken, but something could not be decided."),
}
"""Exit status to style and words."""


MAKING = re.compile(r"\.(?P<name>.+)\.\d+\.[^.]*\.partial")
"""How a run folder is called while it is being made (kernel.runfolders.folder_for)."""


def head(tallies: Tallies) -> Markup:
    """Title, day, verdict."""
    about = tallies.run.about
    class_, words = VERDICTS[about["exit"]]
    facts = [
        (said("As of"), tag("b", about["as_of"])),
        (said("Run"), tag("code", run_name(tallies.run))),
        (said("Checked by"), joined(["Shibosi ", about["shibosi"]])),
        (said("Files handed in"), tag("a", whole(len(about["inputs"])), href="#inputs")),
        (said("Controls"), tag("a", whole(len(tallies.controls)), href="#controls")),
        (said("Exit status"), about["exit"]),
    ]
    return tag(
        "header",
        tag("p", said("Customs and trade compliance"), class_="kicker"),
        tag("h1", said("Compliance check report")),
        tag("dl", [tag("div", tag("dt", fact[0]), tag("dd", fact[1])) for fact in facts], class_="facts"),
        tag("p", tag("strong", said(words)), " ", _verdict(tallies), class_=f"verdict {class_}"),
        _absent(about["not_handed_in"]) if about["not_handed_in"] else "",
        _overlay(about),
        class_="report-head",
    )


def _verdict(tallies: Tallies) -> Markup:
    counts = tallies.run.about["outcomes"]
    if not counts["broken"] and not counts["undetermined"]:
        return Markup("")
    return said(
        "{broken} findings of something broken, {open} of something undetermined; {problems} places could not be read.",
        broken=whole(counts["broken"]), open=whole(_open(tallies)), problems=whole(tallies.run.about["problems"]),
    )  # fmt: skip


def _open(tallies: Tallies) -> int:
    return int(tallies.findings["outcome"].eq("undetermined").sum())


def _overlay(about: dict[str, Any]) -> Markup:
    if not about.get("overlay"):
        return Markup("")
    words = said("Some values were replaced for this run (what-if): this is not what the law in force says.")
    changed = ""
    if "differences" in about:
        changed = said("{count} findings differ because of it (differences.csv).", count=whole(about["differences"]))
    return tag("p", words, " ", tag("code", str(about["overlay"])), " ", changed, class_="verdict open")


def run_name(run: Run) -> str:
    """The name of a run, also while its folder is being made under another one."""
    making = MAKING.fullmatch(run.folder.name)
    return making["name"] if making else run.folder.resolve().name


def summary(tallies: Tallies) -> Markup:
    """The numbers in short, and by kind of dossier."""
    all_ = sum(count for _, count, _, _ in tallies.dossiers)
    broken = sum(count for _, _, count, _ in tallies.dossiers)
    grave = tallies.severities
    tiles = [
        (Word("Dossiers checked"), whole(all_), said("{count} kinds", count=len(tallies.dossiers)), ""),
        (Word("Dossiers with something broken"), whole(broken), share(broken, all_), "bad" if broken else ""),
        *(
            (
                Word("Broken: {severity}", severity=Word(severity)),
                whole(grave[severity]),
                said("findings"),
                severity if grave[severity] else "",
            )
            for severity in SEVERITIES
        ),
        (Word("Undetermined"), whole(_open(tallies)), said("findings"), ""),
    ]
    return joined([
        tag("ul", [
            tag("li", tag("span", label), tag("b", number, class_=class_ or None), tag("small", note))
            for label, number, note, class_ in tiles
        ], class_="tiles"),
        _dossiers(tallies),
    ])  # fmt: skip


def _dossiers(tallies: Tallies) -> Markup:
    headings = ("Dossier", "Checked", "Something broken", "Share", "Undetermined only")
    rows = [
        tag("tr", tag("th", said(dossier(name).label), scope="row"),
            [tag("td", cell) for cell in (whole(count), whole(bad), share(bad, count), whole(open_))])
        for name, count, bad, open_ in tallies.dossiers
    ]  # fmt: skip
    head_ = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    caption = tag("caption", said("Dossiers: records that belong together"))
    return tag("div", tag("table", caption, tag("thead", head_), tag("tbody", rows), class_="numbers"), class_="wide")


def handed_in(tallies: Tallies) -> Markup:
    """The files by digest, the kinds that were not handed in."""
    about = tallies.run.about
    rows = [
        tag(
            "tr", tag("th", tag("code", file["path"]), scope="row"), tag("td", _rows(file["rows"])),
            tag("td", _size(file["size"]), class_="number"), tag("td", tag("code", file["sha256"], class_="hash")),
        )
        for file in about["inputs"][:FILES]
    ]  # fmt: skip
    more = len(about["inputs"]) - FILES
    if more > 0:
        rows.append(tag("tr", tag("td", said("{count} more files stand in run.json", count=whole(more)), colspan=4)))
    headings = ("File", "Rows", "Size", "SHA-256")
    head_ = tag("tr", [tag("th", said(word), scope="col") for word in headings])
    caption = tag("caption", said("Files handed in: {count}", count=whole(len(about["inputs"]))))
    table = tag("div", tag("table", caption, tag("thead", head_), tag("tbody", rows), class_="files"), class_="wide")
    return joined([table, _absent(about["not_handed_in"]), *_empty(about.get("columns_not_handed_in", {}))])


def _rows(rows: dict[str, int]) -> Markup:
    return joined([joined([said(_label(kind)), " ", tag("b", whole(count))]) for kind, count in rows.items()], by=", ")


def _label(kind: str) -> str:
    found = Record.known.get(kind)
    return found.label if found else kind


def _absent(kinds: list[str]) -> Markup:
    if not kinds:
        return tag("p", said("Every kind of record that the controls read was handed in."), class_="quiet")
    names = joined([said(_label(kind)) for kind in kinds], by=", ")
    words = led("Not handed in, so that nothing was concluded from their absence:")
    return tag("p", words, tag("b", names), class_="notice")


def _empty(columns: dict[str, list[str]]) -> Iterator[Markup]:
    """Columns in which nothing was said, a line for each kind of record."""
    for kind, names in columns.items():
        labels = record(kind).columns
        words = led("Nothing was said in these columns, which controls that could not decide ask for:")
        named = joined([said(labels[name].label) for name in names], by=", ")
        yield tag("p", words, said(_label(kind)), ": ", tag("b", named), class_="notice")


def _size(size: int) -> str:
    for power, unit in enumerate(("B", "KiB", "MiB")):
        if size < KIB ** (power + 1):
            return f"{size / KIB**power:.0f} {unit}"
    return f"{size / KIB**3:.1f} GiB"
