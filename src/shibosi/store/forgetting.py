"""Forgetting: who saw what is kept for the days the settings say, and no longer."""

from datetime import timedelta

from django.db import transaction

from shibosi import settings
from shibosi.store import jobs, logbook
from shibosi.store.models import AccessEntry

JOB = "access.forget"
AT_ONCE = 5_000


@jobs.job(JOB, attempts=5, every=timedelta(days=1))
def forget(running: jobs.Running) -> dict[str, int]:
    """Delete what is older, some at a time; how much that was stands in the log."""
    before = running.clock() - timedelta(days=settings.access_days())
    old = AccessEntry.objects.filter(at__lt=before).order_by("pk")
    gone = 0
    while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            AccessEntry.objects.filter(pk__in=some).delete()
            told = logbook.Entry("access forgotten", "access", {"entries": len(some), "before": before.isoformat()})
            logbook.append([told], running.clock())
        gone += len(some)
        running.progress(gone)
    return {"forgotten": gone}
