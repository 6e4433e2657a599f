"""A check: files in, run folder out."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch.differences import differences
from shibosi.batch.incremental import run_since, with_changes
from shibosi.batch.inputs import beside, inputs, stated
from shibosi.domains import registry
from shibosi.kernel import runs
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question, Result
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.parameters import Values
from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.kernel.valuefiles import read
from shibosi.methods.formats.handing import NOTICES, hand_in
from shibosi.methods.formats.mapping import Mapping_, load_map
from shibosi.methods.formats.writing import write
from shibosi.standard import tables

Progress = Callable[[str, str, int, int], None]
"""Told at each step: "read" or "judge", what, number, of how many."""
LEFT_OUT = "not-annotated.jsonl"
"""The file of a run folder that says which spreadsheets could not be given back annotated."""
ENGINES = ("local", "spark")
FORMATS = ("parquet", "csv", "jsonl", "xlsx")


class NothingHandedIn(ShibosiError):
    """No record could be read from any file."""

    code = "nothing-handed-in"
    message = "No file of {paths} holds a record that could be read."


@dataclass(frozen=True)
class Asked:
    """What a user asks to be checked. `annotate` None gives spreadsheets back annotated where an xlsx was handed in."""

    paths: tuple[Path, ...]
    out: Path
    as_of: date
    mapping: Path | None = None
    overlay: Path | None = None
    since: Path | None = None
    only_changes: bool = False
    engine: str = "local"
    format: str = "parquet"
    report: bool = True
    annotate: bool | None = None


def check(asked: Asked, progress: Progress | None = None) -> runs.Run:
    """Read, judge, write the run folder. ShibosiError for what was asked wrongly, never for what a file holds."""
    registry.load()
    asked = _from_anywhere(asked)
    mapping = mapping_of(asked.mapping)
    values = registry.values()
    question = Question(overlaid(values, asked.overlay), asked.as_of)
    with runs.folder_for(asked.out) as folder, tempfile.TemporaryDirectory(dir=folder) as work:
        base = runs.open_run(asked.since) if asked.since is not None else None
        sources, result, full = _judged(asked, question, mapping, Path(work), base, progress)
        about: dict[str, Any] = {
            "engine": asked.engine,
            "map": str(asked.mapping) if asked.mapping else None,
            "overlay": str(asked.overlay) if asked.overlay else None,
            "since": str(asked.since) if asked.since else None,
            "full": full,
            "beside": [stated(path) for path in beside(mapping, asked.overlay)],
        }
        if asked.overlay is not None:
            before = engine_of(asked.engine)(sources, Question(values, asked.as_of), None)
            changed = differences(before.findings, result.findings)
            changed.write_csv(folder / "differences.csv")
            about["differences"] = changed.height
        made = runs.write_run(folder, sources, question, result, about, tuple(NOTICES))
        if asked.format != "parquet":
            write(result.findings, folder / f"findings.{asked.format}", asked.format)
        if asked.report:
            from shibosi.report import write_report

            write_report(folder, runs.Run(folder, made), sources, question)
        if _wants_annotation(asked, sources):
            from shibosi.report import annotate

            if progress is not None:
                progress("annotate", "", 1, 1)
            given = annotate(folder, runs.Run(folder, made), sources, question, mapping)
            runs.write_problems(folder / LEFT_OUT, given.left_out)
    return runs.open_run(asked.out)


def _from_anywhere(asked: Asked) -> Asked:
    """The same with whole paths, so that a replay finds the files from wherever it is asked for."""
    return replace(
        asked,
        paths=tuple(path.absolute() for path in asked.paths),
        mapping=asked.mapping and asked.mapping.absolute(),
        overlay=asked.overlay and asked.overlay.absolute(),
        since=asked.since and asked.since.absolute(),
    )


def not_given_back(run: runs.Run) -> list[dict[str, Any]]:
    """The files of a run that could not be given back annotated, each with the reason."""
    path = run.folder / LEFT_OUT
    return runs.read_problems(path) if path.exists() else []


def _wants_annotation(asked: Asked, sources: Sources) -> bool:
    if asked.annotate is not None:
        return asked.annotate
    return any(file.path.lower().endswith((".xlsx", ".xlsm")) for file in sources.files)


def _judged(
    asked: Asked,
    question: Question,
    mapping: Mapping_ | None,
    work: Path,
    base: runs.Run | None,
    progress: Progress | None,
) -> tuple[Sources, Result, bool]:
    """Read and judge; when a file turns out damaged in the middle, read again and leave it out.

    Against an earlier run only what changed is judged, where that gives the same answer; the last value says whether
    everything was judged.
    """
    for verify in (False, True):
        sources = hand_in(asked.paths, mapping, work, _reading(progress), verify)
        old = None
        if base is not None:
            old_map = mapping_of(Path(base.about["map"]) if base.about.get("map") else None)
            old = hand_in(inputs(base), old_map, work, verify=bool(base.about["problems"]))
            if asked.only_changes:
                sources = with_changes(old, sources)
        if not sources.frames and not sources.problems:
            raise NothingHandedIn(paths=", ".join(map(str, asked.paths)))
        try:
            if base is not None and old is not None:
                found = run_since(base, old, sources, question)
                if found is not None:
                    return sources, found, False
            return sources, engine_of(asked.engine)(sources, question, _judging(progress)), True
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            if verify:
                raise
    raise AssertionError("unreachable")


def engine_of(name: str) -> Callable[[Sources, Question, local.Progress | None], Result]:
    """The engine of that name, "local" or "spark"."""
    if name == "local":
        return local.run
    from shibosi.kernel.engines import spark

    return lambda sources, question, progress: spark.run(sources, question, progress, load=registry.load)


def _reading(progress: Progress | None) -> Callable[[str, int, int], None] | None:
    return None if progress is None else lambda what, number, of: progress("read", what, number, of)


def _judging(progress: Progress | None) -> Callable[[str, int, int], None] | None:
    return None if progress is None else lambda what, number, of: progress("judge", what, number, of)


def mapping_of(path: Path | None) -> Mapping_ | None:
    """The user's map, checked against the records that exist."""
    if path is None:
        return None
    records = {kind: list(made.columns) for kind, made in Record.known.items() if not made.internal}
    return load_map(path, records=records)


def overlaid(values: Values, overlay: Path | None) -> Values:
    """The values, with those of an overlay file in their place."""
    return values if overlay is None else values.overlay(read(overlay, lambda name: tables.table(name).rows))
