"""The job "run": everything stored is judged by the batch, as of a day, with other values where these are given.

It works on a snapshot, so intake goes on beside it. The snapshot is gone afterwards, for sensitive columns lie open in
it; the run folder stays under the server's home.
"""

import tempfile
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from shibosi import settings
from shibosi.batch.check import Asked, check
from shibosi.kernel import runs
from shibosi.runs.comparing import STOOD, compared, summary
from shibosi.store import jobs, logbook
from shibosi.store.actions.runs import written
from shibosi.store.models import Run
from shibosi.store.runs import JOB, findings_now, folder_of
from shibosi.store.snapshot import one_moment, snapshot

STEPS = {"read": "Reading", "judge": "Judging", "annotate": "Annotating"}


@jobs.job(JOB, attempts=3)
def work(running: jobs.Running, run: int) -> dict[str, Any]:
    """Run. A second time, what the first one finished is only told again."""
    row = Run.objects.get(pk=run)
    folder = folder_of(row)
    if not folder.exists():
        _run(row, folder, running)
    _put_down(row, runs.open_run(folder), running)
    return {"run": row.public, "findings": row.findings, **row.changed}


def _run(row: Run, folder: Path, running: jobs.Running) -> None:
    home = settings.home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".run-", dir=home) as work:
        records = Path(work) / "records"
        records.mkdir()
        running.progress(0, None, "Snapshot")
        with one_moment():
            stored = findings_now()
            snapshot(records)
        overlay = written(row.overlay, Path(work)) if row.overlay else None
        made = Path(work) / "run"
        asked = Asked((records,), made, row.as_of, overlay=overlay, annotate=False, state=False)
        check(asked, lambda step, what, number, of: running.progress(number, of, f"{STEPS[step]}: {what}"))
        stored.write_parquet(made / STOOD)
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.chmod(0o700)
        made.rename(folder)


def _put_down(row: Run, folder: runs.Run, running: jobs.Running) -> None:
    about = folder.about
    changed = compared(pl.read_parquet(folder.folder / STOOD), folder)
    row.dossiers, row.findings = sum(about["dossiers"].values()), folder.findings().height
    row.counts, row.changed = dict(about["outcomes"]), summary(changed)
    row.digest, row.finished_at = about["findings"]["sha256"], running.clock()
    facts = {"digest": row.digest, "findings": row.findings, "as_of": row.as_of.isoformat()}
    with transaction.atomic():
        row.save()
        logbook.append([logbook.Entry("run finished", f"run:{row.public}", facts)], running.clock())
