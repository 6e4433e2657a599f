"""The inputs of an earlier run, still what they were."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.runs import Run, file_digest
from shibosi.methods.formats.mapping import Mapping_

Stamps = Mapping[str, tuple[int, int]]
"""Path to size in bytes and time of the last change in nanoseconds, as they were when the file was read."""


class InputChanged(ShibosiError):
    """An input of a run is not what it was."""

    code = "input-changed"
    message = "{path} is not the file this run was made of; nothing can be built on it."


class InputGone(ShibosiError):
    """An input of a run is no longer there."""

    code = "input-gone"
    message = "{path} is gone; nothing can be built on the run."


def inputs(run: Run, stamps: Stamps | None = None) -> list[Path]:
    """The files a run was made of, each still what it was. A file with its old stamp is not read."""
    for item in [*run.about["inputs"], *run.about.get("beside", [])]:
        path = Path(item["path"])
        if not path.is_file():
            raise InputGone(path=path)
        if stamps and stamp(path) == stamps.get(item["path"]):
            continue
        if path.stat().st_size != item["size"] or file_digest(path) != item["sha256"]:
            raise InputChanged(path=path)
    return [Path(item["path"]) for item in run.about["inputs"]]


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of the last change."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def beside(mapping: Mapping_ | None, overlay: Path | None) -> list[Path]:
    """The files that say how the documents are read: the map, the lists it looks things up in, the overlay."""
    found: list[Path] = []
    if mapping is not None:
        derived = [made for entry in mapping.entries for made in entry.derive.values()]
        found += [mapping.path, *(made.lookup.path for made in derived if made.lookup is not None)]
    return sorted({*found, *([overlay] if overlay is not None else [])})


def stated(path: Path) -> dict[str, Any]:
    """A file as a run names it: path, digest, size."""
    return {"path": str(path), "sha256": file_digest(path), "size": path.stat().st_size}
