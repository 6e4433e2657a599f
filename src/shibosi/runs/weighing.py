"""Impacts over what is stored: other values are checked and asked for, and the job "impact" weighs them.

It works on a snapshot of the records it reads, so intake goes on beside it. The snapshot is gone afterwards, for
sensitive columns lie open in it; what stays has keys as they are stored.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction

from shibosi import settings
from shibosi.batch.impact.asking import with_written
from shibosi.batch.impact.doubling import affected, kinds_of
from shibosi.batch.impact.moved import Touching, moved
from shibosi.batch.impact.proposing import Proposal
from shibosi.batch.impact.weighing import ORDER, NothingDiffers, impact
from shibosi.domains import registry
from shibosi.kernel.dossiers import KNOWN
from shibosi.store import jobs, logbook
from shibosi.store.actions import impacts as verbs
from shibosi.store.impacts import JOB, file_of
from shibosi.store.intake.claiming import stored_key
from shibosi.store.models import Impact
from shibosi.store.snapshot import one_moment, snapshot
from shibosi.store.viewers import Viewer
from shibosi.telling.impact import as_data


def ask(
    viewer: Viewer, values: Sequence[Proposal], as_of: date | None = None, table: str = "", rows: str = ""
) -> Impact:  # fmt: skip
    """Ask what other values would change in everything that is stored; what cannot be asked is refused at once.

    `rows` (CSV with the header of the table) are put into the table of law `table`. Raises Forbidden, NoOtherValues,
    UnknownParameter, BadValue, ReversedDays, OverlappingDays, UnknownTable, OtherColumns, RegisterError,
    NothingDiffers, DerivedDiffers.
    """
    if values or table:
        before, after = registry.values(), with_written(tuple(values), table, rows)
        stretches = moved(before, after)
        if not stretches:
            raise NothingDiffers()
        affected(Touching(before, after, stretches))
    return verbs.ask(viewer, [_written(one) for one in values], as_of, table, rows)


@jobs.job(JOB, attempts=3)
def work(running: jobs.Running, impact: int) -> dict[str, Any]:
    """Weigh. A second time, what the first one finished is only told again."""
    row = Impact.objects.get(pk=impact)
    if row.finished_at is None:
        _weigh(row, running)
    return {"impact": row.public, "dossiers": row.told["dossiers"]}


def _weigh(row: Impact, running: jobs.Running) -> None:
    registry.load()
    before = registry.values()
    after = with_written(tuple(map(_proposal, row.values)), row.table, row.rows)
    kinds = kinds_of(affected(Touching(before, after, moved(before, after))))
    home = settings.home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".impact-", dir=home) as folder:
        running.progress(0, None, "Snapshot")
        with one_moment():
            sources = snapshot(Path(folder), kinds)
        found = impact(
            sources, before, after, row.as_of,
            progress=lambda what, number, of: running.progress(number, of, f"Judging: {what}"),
        )  # fmt: skip
    changes = _as_stored(found.changes)
    path = file_of(row)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(f".{running.row.attempts}.partial")
    changes.write_parquet(partial)
    partial.replace(path)
    row.told, row.finished_at = as_data(found, _as_stored(found.examples())), running.clock()
    facts = {"dossiers": found.dossiers, "judged": found.judged, "as_of": row.as_of.isoformat()}
    with transaction.atomic():
        row.save()
        logbook.append([logbook.Entry("impact found", f"impact:{row.public}", facts)], running.clock())


def _as_stored(changes: pl.DataFrame) -> pl.DataFrame:
    """The same with personal keys as tokens."""
    personal = {name for name, dossier in KNOWN.items() if dossier.personal_key}
    keys = [
        stored_key(KNOWN[dossier], key) if dossier in personal else key
        for dossier, key in changes.select("dossier", "key").iter_rows()
    ]
    return changes.with_columns(pl.Series("key", keys, dtype=pl.String)).sort(ORDER)


def _written(one: Proposal) -> dict[str, str | None]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(one).items()}


def _proposal(said: dict[str, Any]) -> Proposal:
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("first", "last")}
    return Proposal(said["parameter"], said["value"], said["place"], **days)
