"""Runs over what is stored, as they are read: their folders, and stored findings in the shape of a run's."""

from pathlib import Path

import polars as pl

from shibosi import settings
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.runs import ABOUT, open_run
from shibosi.kernel.runs import Run as Folder
from shibosi.store.intake.claiming import stored_key
from shibosi.store.models import Finding, Run

JOB = "run"
ROWS = 50_000
STORED = {"dossier": pl.String, "key": pl.String, "control": pl.String, "outcome": pl.String}


class RunGone(ShibosiError):
    """A run whose folder is not there: not finished, taken away, or not in the backup."""

    code = "run-gone"
    message = "The run {run} has no folder: it is not finished, or its folder was taken away."


def folder_of(run: Run) -> Path:
    """Where the folder of a run lies, or will lie."""
    return settings.home() / "runs" / run.public


def opened(run: Run) -> Folder:
    """The folder of a finished run. Raises RunGone."""
    if run.finished_at is None or not (folder_of(run) / ABOUT).exists():
        raise RunGone(run=run.public)
    return open_run(folder_of(run))


def findings_now() -> pl.DataFrame:
    """The findings that stand open: dossier, key as it is stored, control, outcome."""
    open_ = Finding.objects.filter(resolved_at__isnull=True).order_by("pk")
    rows = open_.values_list("dossier__kind", "dossier__key", "control", "outcome").iterator(ROWS)
    return pl.DataFrame(list(rows), schema=STORED, orient="row")


def findings_of(folder: Folder) -> pl.DataFrame:
    """The findings of a run in the same shape: a personal key as its token."""
    found = folder.findings().select(list(STORED)).cast(STORED)  # type: ignore[arg-type]
    parts = []
    for (name,), some in found.partition_by("dossier", as_dict=True, maintain_order=True).items():
        dossier = KNOWN[str(name)]
        if dossier.personal_key:
            keys = [stored_key(dossier, key) for key in some["key"]]
            some = some.with_columns(pl.Series("key", keys, dtype=pl.String))
        parts.append(some)
    return pl.concat(parts) if parts else found
