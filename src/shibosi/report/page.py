"""The page: one file with everything in it, in both languages, asking nothing of the outside."""

import base64
import hashlib
from pathlib import Path

from shibosi.kernel.engines.plan import Question
from shibosi.kernel.runs import Run
from shibosi.kernel.sources import Sources
from shibosi.kernel.words import language as spoken_language
from shibosi.methods.formats.atomic import atomic
from shibosi.report import causes, charts, heading, listing, undecided
from shibosi.report.examples import Budget, Examples
from shibosi.report.html import TAGS, Markup, Word, joined, said, spoken, tag
from shibosi.report.shown import whole
from shibosi.report.tallies import BROKEN, UNDETERMINED, Cause, Tallies

HERE = Path(__file__).parent
NAME = "report.html"
EXAMPLES = 5
ROOM = 2_000_000
"""Bytes of examples; the rest of the page is bounded by the number of controls."""
UNDECIDED_EXAMPLES = 2
SHORT = {
    "summary": "Summary", "plots": "At a glance", "broken": "Broken", "undetermined": "Undetermined",
    "problems": "Unreadable", "controls": "All controls", "inputs": "Files", "verify": "Verify",
}  # fmt: skip
"""Sections as the contents call them."""


def write_report(
    folder: Path, run: Run, sources: Sources, question: Question, examples: int = EXAMPLES, language: str | None = None
) -> Path:
    """Write `report.html` of a run into a folder and return its path.

    `sources` and `question` are those the run was made of. The page opens in `language` ("zh" or "en"; by default the
    one in use) and can be switched. Raises OSError where it cannot be written.
    """
    page = report(run, sources, question, examples, language or spoken_language())
    path = folder / NAME
    with atomic(path) as draft:
        draft.write_text(page, encoding="utf-8", newline="\n")
    return path


def report(run: Run, sources: Sources, question: Question, examples: int, language: str) -> str:
    """The page as text."""
    tallies = Tallies(run, max(examples, 1))
    broken = tallies.causes(BROKEN)
    opened = Tallies.shortened(tallies.causes(UNDETERMINED), UNDECIDED_EXAMPLES)
    chosen = Examples.of(tallies, [*broken, *opened], sources, question)
    budget = Budget(ROOM)
    sections = [
        ("summary", "Summary", heading.summary(tallies)),
        ("plots", "At a glance", _plots(tallies, broken)),
        ("broken", "What is broken", joined([
            causes.overview(broken), causes.detailed(tallies, broken, chosen, budget)])),
        ("undetermined", "What could not be decided", undecided.undetermined(opened, chosen, budget)),
        ("problems", "What could not be read", undecided.problems(tallies)),
        ("controls", "All controls", listing.controls(tallies)),
        ("inputs", "What was handed in", heading.handed_in(tallies)),
        ("verify", "How to verify this report", listing.verifying(tallies)),
    ]  # fmt: skip
    counts = {"broken": len(broken), "undetermined": len(opened), "problems": run.about["problems"],
              "controls": len(tallies.controls)}  # fmt: skip
    body = joined([
        tag("a", said("To the contents"), href="#content", class_="skip"),
        _bar(counts),
        tag("main", heading.head(tallies), [
            tag("section", tag("h2", tag("span", number, class_="no"), " ", said(title)), inside, id=name)
            for number, (name, title, inside) in enumerate(sections, start=1)
        ], id="content"),
        tag("footer", said("Shibosi {version}. Made from a run folder; as of {day}.",
                           version=run.about["shibosi"], day=run.about["as_of"])),
    ])  # fmt: skip
    return _document(body, run.about["as_of"], language)


def _plots(tallies: Tallies, broken: list[Cause]) -> Markup:
    if not broken:
        return tag("p", said("Nothing is broken."), class_="quiet")
    uneven = [
        (name, tallies.controls[name]["sentence"], counts) for name, counts in tallies.by_control.items()
        if counts["broken"] or counts["undetermined"]
    ]  # fmt: skip
    uneven.sort(key=lambda found: (-found[2]["broken"], -found[2]["undetermined"], found[0]))
    return tag(
        "div", charts.causes(broken), charts.over_time(tallies.periods()), charts.clauses(tallies.clauses()),
        charts.compositions(uneven, len(uneven)), class_="plots",
    )  # fmt: skip


def _bar(counts: dict[str, int]) -> Markup:
    links = [
        tag("a", said(short), tag("small", whole(counts[name])) if name in counts else "", href=f"#{name}")
        for name, short in SHORT.items()
    ]
    switches = [
        tag("button", "中文", type="button", data_language="zh", lang=TAGS["zh"]),
        tag("button", "English", type="button", data_language="en", lang="en"),
        tag("button", said("Light / dark"), type="button", data_theme_switch=True),
        tag("button", said("Print"), type="button", data_print=True),
    ]
    return tag(
        "div",
        tag("p", "市舶司 ", tag("span", "Shibosi"), class_="brand"),
        tag("nav", links, aria_label=Word("Contents")),
        tag("div", switches, class_="switches js"),
        class_="bar",
    )


def _document(body: Markup, day: str, language: str) -> str:
    style = (HERE / "style.css").read_text(encoding="utf-8")
    script = (HERE / "script.js").read_text(encoding="utf-8")
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    title = f"{spoken(Word('Compliance check report'))} {day}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    root = tag(
        "html", head, tag("body", body, tag("script", Markup(script))), lang=TAGS[language], data_language=language
    )  # fmt: skip
    return f"<!doctype html>\n{root}\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
