"""What came of a visit, read from its run folder for the page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.kernel.controls import KNOWN
from shibosi.kernel.runs import Run, open_run
from shibosi.kernel.words import language, translate
from shibosi.pages.plots import COLOURS, Plot, Series, stacked
from shibosi.portal.visits.rooms import Room

MOST_PROBLEMS = 50
REPORTS = {"report.html": "Report", "findings.csv": "Findings as CSV"}
SEVERITIES = ("critical", "major", "minor")


@dataclass(frozen=True)
class Cause:
    """A control that is broken or undetermined, how often, and what to do."""

    control: str
    sentence: str
    remedy: str
    severity: str
    clauses: list[str]
    broken: int
    undetermined: int


@dataclass(frozen=True)
class Result:
    """The result of a visit; `downloads` are names below the room with their labels."""

    about: dict[str, Any]
    dossiers: int
    undetermined: int
    causes: list[Cause]
    plots: list[Plot]
    problems: list[str]
    more_problems: int
    left_out: list[str]
    downloads: dict[str, str]

    @property
    def broken(self) -> int:
        """How many outcomes are broken."""
        return sum(one.broken for one in self.causes)

    @property
    def nothing(self) -> bool:
        """Whether nothing could be checked."""
        return not (self.dossiers or self.broken or self.undetermined)

    @property
    def given(self) -> dict[str, str]:
        """What is offered: where nothing was checked, only files that are given back, no report of nothing."""
        return {path: label for path, label in self.downloads.items() if not self.nothing or path not in REPORTS}


def result(room: Room) -> Result:
    """Read it."""
    from shibosi.batch.check import not_given_back

    run = open_run(room.run)
    causes = _causes(run)
    problems = [_said(one) for one in run.problems()]
    return Result(
        run.about, sum(run.about["dossiers"].values()), sum(one.undetermined for one in causes), causes,
        _plots(causes), problems[:MOST_PROBLEMS], max(len(problems) - MOST_PROBLEMS, 0),
        [_said(one) for one in not_given_back(run)], downloads(room),
    )  # fmt: skip


def downloads(room: Room) -> dict[str, str]:
    """The files a visitor may take away: path below the run folder to label."""
    given = sorted((room.run / "annotated").glob("*.xlsx")) if (room.run / "annotated").is_dir() else []
    found = {f"annotated/{path.name}": translate("{name}, annotated").format(name=path.name) for path in given}
    return found | {name: translate(label) for name, label in REPORTS.items() if (room.run / name).is_file()}


def file_of(room: Room, name: str) -> Path | None:
    """A file that may be taken away; None for any other name."""
    return room.run / name if name in downloads(room) else None


def _causes(run: Run) -> list[Cause]:
    known = run.controls()
    found = []
    counts = run.counts().with_columns(open=pl.col("undetermined") - pl.col("folded"))
    for row in counts.iter_rows(named=True):
        control, about = KNOWN.get(row["control"]), known[row["control"]]
        if control is None or not (row["broken"] or (row["open"] and not about["one_sided"])):
            continue
        found.append(Cause(
            control.name, translate(control.sentence), translate(control.remedy), control.severity.name.lower(),
            list(control.clauses), row["broken"], 0 if about["one_sided"] else row["open"],
        ))  # fmt: skip
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), -one.broken, -one.undetermined))


def _plots(causes: list[Cause]) -> list[Plot]:
    if not causes:
        return []
    names = [severity for severity in SEVERITIES if any(one.severity == severity for one in causes)]
    series = [
        Series(translate("broken"), COLOURS["broken"], [_sum(causes, name, "broken") for name in names]),
        Series(translate("undetermined"), COLOURS["undetermined"],
               [_sum(causes, name, "undetermined") for name in names]),
    ]  # fmt: skip
    plot = stacked("by-severity", translate("Findings by severity"), translate("Severity"),
                   [translate(name) for name in names], series)  # fmt: skip
    return [plot]


def _sum(causes: list[Cause], severity: str, outcome: str) -> int:
    return sum(getattr(one, outcome) for one in causes if one.severity == severity)


def _said(problem: dict[str, Any]) -> str:
    text: str = problem["sentence_zh"] if language() == "zh" else problem["sentence"]
    return text
