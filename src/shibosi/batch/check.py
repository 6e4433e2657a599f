"""A check: files in, run folder out."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch import kept
from shibosi.batch.differences import differences
from shibosi.batch.incremental import Since
from shibosi.batch.inputs import beside, stated
from shibosi.batch.keeping import Keeping, stamps_of
from shibosi.batch.layers import Layer, layers_of, mapping_of
from shibosi.batch.state import FOLDER
from shibosi.domains import registry
from shibosi.kernel import controls, runs
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question, Result
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.parameters import Values
from shibosi.kernel.runfolders import folder_for
from shibosi.kernel.sources import Sources
from shibosi.kernel.valuefiles import read
from shibosi.kernel.words import translate
from shibosi.methods.formats.handing import NOTICES, hand_in
from shibosi.methods.formats.mapping import Mapping_
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
    """What a user asks to be checked. `annotate` None gives spreadsheets back annotated where an xlsx was handed in.

    `state` leaves behind what a later run needs to judge only what changed, `keep_documents` copies of all documents.
    """

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
    state: bool = True
    keep_documents: bool = False


@dataclass(frozen=True)
class _Judged:
    """All documents, those handed in now, what was found; `because` says why everything was judged against a run."""

    sources: Sources
    handed: Sources
    result: Result
    since: Since | None
    because: str
    keeping: Keeping | None


def check(asked: Asked, progress: Progress | None = None) -> runs.Run:
    """Read, judge, write the run folder. ShibosiError for what was asked wrongly, never for what a file holds."""
    registry.load()
    asked = _from_anywhere(asked)
    started = time.time_ns()
    mapping = mapping_of(asked.mapping)
    values = registry.values()
    question = Question(overlaid(values, asked.overlay), asked.as_of)
    with folder_for(asked.out) as folder, tempfile.TemporaryDirectory(dir=folder) as work:
        base = runs.open_run(asked.since) if asked.since is not None else None
        found = _judged(asked, question, mapping, folder, Path(work), base, progress)
        sources, result = found.sources, found.result
        about: dict[str, Any] = {
            "engine": asked.engine,
            "map": str(asked.mapping) if asked.mapping else None,
            "overlay": str(asked.overlay) if asked.overlay else None,
            "since": str(asked.since) if asked.since else None,
            "full": found.since is None or bool(found.because),
            "because": found.because or None,
            **_made_of(asked, mapping, found, base),
        }
        if asked.overlay is not None:
            before = engine_of(asked.engine)(sources, Question(values, asked.as_of), None)
            changed = differences(before.findings, result.findings)
            changed.write_csv(folder / "differences.csv")
            about["differences"] = changed.height
        made = runs.write_run(folder, sources, question, result, about, tuple(NOTICES))
        if asked.state:
            _leave(asked, question, found, folder, base, started)
        if asked.format != "parquet":
            from shibosi.methods.formats.writing import write

            write(worded(result.findings), folder / f"findings.{asked.format}", asked.format)
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
    folder: Path,
    work: Path,
    base: runs.Run | None,
    progress: Progress | None,
) -> _Judged:
    """Read and judge; when a file turns out damaged in the middle, read again and leave it out.

    Against an earlier run only what changed is judged, where that gives the same answer.
    """
    for verify in (False, True):
        room = work / f"verify-{verify}"
        room.mkdir()
        handed = hand_in(asked.paths, mapping, room, _reading(progress), verify)
        since = None if base is None else Since(base, handed, asked.only_changes, room)
        sources = handed if since is None else since.sources
        if not sources.frames and not sources.problems:
            raise NothingHandedIn(paths=", ".join(map(str, asked.paths)))
        try:
            result = None if since is None else since.result(question, _judging(progress))
            if since is not None and result is not None:
                return _Judged(sources, handed, result, since, "", None)
            if asked.engine != "local" or not asked.state:
                found = engine_of(asked.engine)(sources, question, _judging(progress))
                return _Judged(sources, handed, found, since, since.because if since else "", None)
            keeping = Keeping(folder, sources, len(_layers(asked, handed, base)))
            found = local.run(sources, question, _judging(progress), keeping)
            return _Judged(sources, handed, found, since, since.because if since else "", keeping)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            shutil.rmtree(folder / FOLDER, ignore_errors=True)
            if verify:
                raise
    raise AssertionError("unreachable")


def _layers(asked: Asked, handed: Sources, base: runs.Run | None) -> list[Layer]:
    """The layers that the documents of the run lie in."""
    before = layers_of(base) if base is not None and asked.only_changes else []
    return [*before, Layer(len(handed.files), str(asked.mapping) if asked.mapping else None)]


def _made_of(asked: Asked, mapping: Mapping_ | None, found: _Judged, base: runs.Run | None) -> dict[str, Any]:
    """How the inputs are to be read: in which layers, and by which files beside them."""
    files = {str(path): stated(path) for path in beside(mapping, asked.overlay)}
    if base is not None and asked.only_changes:
        before = {item["path"]: item for item in base.about.get("beside", []) if item["path"] != base.about["overlay"]}
        files = {**before, **files}
    layers = [layer.described() for layer in _layers(asked, found.handed, base)]
    return {"layers": layers, "beside": [files[path] for path in sorted(files)]}


def _leave(asked: Asked, question: Question, found: _Judged, folder: Path, base: runs.Run | None, started: int) -> None:
    """Leave behind what a later run can go on from."""
    stamps = stamps_of(found.handed, started)
    if found.keeping is not None:
        found.keeping.finish(question, stamps)
    elif found.since is not None and not found.because:
        found.since.keep(folder, question, stamps)
    before = found.since.layers() if found.since is not None and asked.only_changes else []
    copied = [base is not None and kept.kept(base.folder, number) is not None for number in range(len(before))]
    if not asked.keep_documents and not (copied and all(copied)):
        return
    for number, layer in enumerate(before):
        if base is not None and copied[number]:
            kept.carry(base.folder, folder, number)
        else:
            kept.keep(layer, folder, number)
    kept.keep(found.handed, folder, len(before))


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


def worded(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings for people: at the end what each control says, in the language in use."""
    said = {name: translate(controls.named(name).sentence) for name in findings["control"].unique().to_list()}
    return findings.with_columns(pl.col("control").replace_strict(said, return_dtype=pl.String).alias("sentence"))


def overlaid(values: Values, overlay: Path | None) -> Values:
    """The values, with those of an overlay file in their place."""
    return values if overlay is None else values.overlay(read(overlay, lambda name: tables.table(name).rows))
