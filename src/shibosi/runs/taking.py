"""Runs taken away: the folder as a zip."""

import zipfile
from tempfile import TemporaryFile
from typing import IO

from shibosi.store.models import Run
from shibosi.store.runs import opened


def zipped(run: Run) -> IO[bytes]:
    """Findings, counts, controls, values, log and report of a run; the key of its log stays here. Raises RunGone."""
    folder = opened(run).folder
    out = TemporaryFile()  # noqa: SIM115
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as zip_:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] != "keys" and not name.name.startswith("."):
                zip_.write(path, name.as_posix())
    out.seek(0)
    return out


def file_name(run: Run) -> str:
    """What the zip is called."""
    return f"run-{run.as_of}-{run.public}.zip"
