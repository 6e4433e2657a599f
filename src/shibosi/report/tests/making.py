"""Small runs for the tests: documents in, run folder and page out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html

from shibosi.domains import registry
from shibosi.domains.customs.tests.builders import a_retail_import
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.parameters import Values
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.runfolders import folder_for
from shibosi.kernel.runs import Run, open_run, write_run
from shibosi.kernel.sources import Handed, Sources
from shibosi.report import write_report

AS_OF = date(2026, 6, 1)
NUMBERS = ("number", "guid", "payment_number", "waybill_number", "customs_number", "company_number", "document")


@dataclass
class Made:
    """A run and what it was made of."""

    run: Run
    sources: Sources
    question: Question

    def page(self, examples: int = 5, language: str = "en") -> str:
        """The page as text."""
        return write_report(self.run.folder, self.run, self.sources, self.question, examples, language).read_text(
            "utf-8"
        )

    def parsed(self, **options: Any) -> Any:
        """The page as a tree."""
        return lxml.html.fromstring(self.page(**options))


def a_run(
    folder: Path,
    *dossiers: Sequence[Record],
    values: Values | None = None,
    problems: Sequence[Problem] = (),
    kinds: Sequence[str] = ("collection", "customs_return", "return_line", "answer"),
    about: dict[str, Any] | None = None,
) -> Made:
    """Judge these records as of 2026-06-01. `kinds` are handed in without rows where no record is of them."""
    registry.load()
    sources = Sources(problems=list(problems))
    rows = [found for dossier in dossiers for found in dossier]
    for kind in dict.fromkeys([*(found.kind() for found in rows), *kinds]):
        own = [found for found in rows if found.kind() == kind]
        sources.add(kind, record(kind).frame(own).lazy(), len(own))
        sources.files.append(Handed(f"{kind}.csv", "ab" * 32, 1234, {kind: len(own)}))
    return judged(folder, sources, values=values, about=about)


def judged(folder: Path, sources: Sources, values: Values | None = None, about: dict[str, Any] | None = None) -> Made:
    """Judge what was handed in and write the run."""
    registry.load()
    question = Question(values or registry.values(), AS_OF)
    result = local.run(sources, question)
    with folder_for(folder / "run") as work:
        write_run(work, sources, question, result, {"engine": "local", **(about or {})})
    return Made(open_run(folder / "run"), sources, question)


def numbered(records: Sequence[Record], number: int) -> list[Record]:
    """The same documents under other numbers: another order, payment, waybill and list."""
    made: list[Record] = []
    for found in records:
        changed = type(found)()
        changed.values = list(found.values)
        for name, column in found.columns.items():
            value = found.values[column.position]
            if value is not None and (name in NUMBERS or column.points_to):
                changed.values[column.position] = f"{value}-{number:05d}"
        made.append(changed)
    return made


def an_import(number: int = 1, **changes: Any) -> list[Record]:
    """A retail import nothing is wrong with, but what `changes` say."""
    return numbered(a_retail_import(**changes), number)


def with_confidence(values: Values, parameter: str, confidence: str) -> Values:
    """The values, but every version of one parameter of that confidence."""
    return values.overlay({parameter: [replace(version, confidence=confidence) for version in values[parameter]]})


def seen(element: Any, language: str = "en") -> str:
    """The text of an element as a reader of that language sees it, blanks joined."""
    tags = {"en": "en", "zh": "zh-Hans"}
    other = [tag for name, tag in tags.items() if name != language]

    def parts(node: Any) -> Any:
        if node.tag == "span" and node.get("lang") in other:
            return
        yield node.text or ""
        for child in node:
            yield from parts(child)
            yield child.tail or ""
        if node.tag in ("td", "th", "p", "li", "dd", "dt", "caption", "small", "b"):
            yield " "

    return " ".join("".join(parts(element)).split())
