"""The job that deletes files of papers when they need be kept no longer: never before, never while a case is open.

A file stays so many days after the last paper it proves has ended (`domains/papers/retention.py`); as long as one of
its papers has no last day, or a case of its holder or of who handed it in is open, it stays. That it went stands in the
log. The rows go first; bytes of which no row is left go with the next look, so that a crash leaves no row without them.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.domains.papers.papers import kinds
from shibosi.domains.papers.records import Paper
from shibosi.domains.papers.retention import PaperFiles, period
from shibosi.store import jobs, logbook
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.models import CaseParty, PaperFile, stored
from shibosi.store.papers.files import folder
from shibosi.store.reading.figures import figure
from shibosi.store.zones import HOUSE

JOB = "papers.end"
COLUMNS = ("holder_code", "paper_kind", "valid_until", "open_ended")


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def end(running: jobs.Running) -> dict[str, int]:
    """Delete what is due. Run twice, the second time nothing is."""
    now, gone = running.clock(), 0
    today = now.astimezone(HOUSE).date()
    oldest = min(int(figure(one, today)) for one in
                 (PaperFiles.declarations, PaperFiles.advertising, PaperFiles.others, PaperFiles.unused))  # fmt: skip
    for file in PaperFile.objects.filter(at__lt=now - timedelta(days=oldest)).defer("text").order_by("pk").iterator():
        proven = _proven(file.digest)
        last = kept_until(proven, file.at.astimezone(HOUSE).date(), today)
        if last is not None and last < today and not _held(file, proven):
            gone += _delete(file, last, now)
            running.progress(gone)
    _sweep()
    return {"deleted": gone}


def kept_until(proven: Iterable[dict[str, Any]], handed_in: date, today: date) -> date | None:
    """The last day on which a file is kept; None where a paper that it proves has no last day, or none that is known.

    `proven`: rows of papers with its digest, those that were replaced too; columns `COLUMNS`.
    """
    known, days = kinds(), []
    for row in proven:
        if row["open_ended"] or row["valid_until"] is None:
            return None
        length = int(figure(period(known.get(row["paper_kind"] or "")), today))
        days.append(row["valid_until"] + timedelta(days=length))
    return max(days, default=handed_in + timedelta(days=int(figure(PaperFiles.unused, today))))


def _proven(digest: str) -> list[dict[str, Any]]:
    """The papers that a file proves, in force or replaced, as people read them."""
    rows = stored(Paper.kind())._default_manager.filter(digest=digest).values(*COLUMNS)
    return [{name: None if value is None else Paper.columns[name].seen(value) for name, value in row.items()}
            for row in rows]  # fmt: skip


def _held(file: PaperFile, proven: Iterable[dict[str, Any]]) -> bool:
    """Whether a case is open of whoever handed it in, or of the firms whose papers it proves."""
    marks = {reporter_mark(file.reporter), *(folded(row["holder_code"]) for row in proven if row["holder_code"])}
    return CaseParty.objects.filter(who__in=marks, case__closed_at__isnull=True).exists()


def _delete(file: PaperFile, last: date, now: datetime) -> int:
    with logbook.at_its_end():
        deleted, _ = PaperFile.objects.filter(pk=file.pk).delete()
        if deleted:
            facts = {"digest": file.digest, "kept_until": last.isoformat()}
            logbook.append([logbook.Entry("paper file deleted", f"paper-file:{file.pk}", facts)], now)
    return deleted


def _sweep() -> None:
    """Remove bytes of which no file is left. Whoever hands the same in at this moment writes them anew in its turn."""
    for path in folder().iterdir():
        if not path.name.startswith("."):
            with logbook.at_its_end():
                if not PaperFile.objects.filter(digest=path.name).exists():
                    path.unlink(missing_ok=True)
