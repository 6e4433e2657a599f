"""The inputs of an earlier run, still what they were."""

from pathlib import Path

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.runs import Run, file_digest


class InputChanged(ShibosiError):
    """An input of a run is not what it was."""

    code = "input-changed"
    message = "{path} is not the file this run was made of; nothing can be built on it."


class InputGone(ShibosiError):
    """An input of a run is no longer there."""

    code = "input-gone"
    message = "{path} is gone; nothing can be built on the run."


def inputs(run: Run) -> list[Path]:
    """The files a run was made of, each still what it was."""
    paths = [Path(item["path"]) for item in run.about["inputs"]]
    for path, item in zip(paths, run.about["inputs"], strict=True):
        if not path.is_file():
            raise InputGone(path=path)
        if path.stat().st_size != item["size"] or file_digest(path) != item["sha256"]:
            raise InputChanged(path=path)
    return paths
