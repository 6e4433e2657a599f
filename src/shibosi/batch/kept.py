"""Copies of the documents in the run folder (`--keep-documents`): a later run and a replay need no other file then.

A Parquet file of our own is copied as it is; rows of any other file are kept as they were read.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch.inputs import InputChanged
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import record
from shibosi.kernel.runs import file_digest
from shibosi.kernel.sources import Handed, Sources
from shibosi.methods.formats.owntables import as_stored
from shibosi.methods.formats.tables import scan_parquet

INDEX = "index.json"


def keep(sources: Sources, run: Path, layer: int) -> None:
    """Copy what was handed in into a run folder."""
    folder = _folder(run, layer)
    folder.mkdir(parents=True)
    digests = {file.path: file.sha256 for file in sources.files}
    frames: list[dict[str, Any]] = []
    for kind, parts in sources.frames.items():
        for number, frame in enumerate(parts):
            name = f"{kind}-{number}.parquet"
            original = sources.apart.get((kind, number))
            if original is None:
                frame.sink_parquet(folder / name, compression="lz4", statistics=False)
            else:
                _copy(original, folder / name, digests[original])
            frames.append({"kind": kind, "file": name, "as_it_was": original is not None})
    index = {
        "frames": frames, "rows": sources.rows, "files": [asdict(file) for file in sources.files],
        "problems": [asdict(problem) for problem in sources.problems],
    }  # fmt: skip
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, default=str), encoding="utf-8")


def carry(before: Path, run: Path, layer: int) -> None:
    """Take a layer over from an earlier run: linked where the disk can, else copied."""
    folder = _folder(run, layer)
    folder.mkdir(parents=True)
    for path in sorted(_folder(before, layer).iterdir()):
        link(path, folder / path.name)


def link(path: Path, target: Path) -> None:
    """The same file under a second name; a copy where links do not reach. Files of a run never change."""
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, target)


def kept(run: Path, layer: int) -> Sources | None:
    """What was handed in, from its copies; None where none were kept."""
    folder = _folder(run, layer)
    if not (folder / INDEX).is_file():
        return None
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    sources = Sources(
        files=[Handed(**file) for file in index["files"]],
        problems=[Problem(**problem) for problem in index["problems"]],
    )
    for found in index["frames"]:
        path, kind = folder / found["file"], found["kind"]
        frame = as_it_was(kind, path) if found["as_it_was"] else pl.scan_parquet(path, glob=False)
        sources.add(kind, frame, 0, apart=str(path))
    sources.rows = index["rows"]
    return sources


def _copy(original: str, target: Path, sha256: str) -> None:
    shutil.copyfile(original, target)
    if file_digest(target) != sha256:
        raise InputChanged(path=original)


def as_it_was(kind: str, path: Path, numbered: str = "") -> pl.LazyFrame:
    """The rows of a Parquet file of our own, numbered if asked for. Raises InputChanged where it is none."""
    scan = scan_parquet(path)
    frame = None if isinstance(scan, Problem) else as_stored(record(kind), scan, numbered)
    if frame is None:
        raise InputChanged(path=path)
    return frame


def _folder(run: Path, layer: int) -> Path:
    return run / "state" / "documents" / str(layer)
