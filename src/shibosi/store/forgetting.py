"""Forgetting: who saw what is kept for the days the parameter `access_log.days` says, and no longer."""

from datetime import datetime, timedelta

from django.db import transaction

from shibosi.domains import registry
from shibosi.domains.privacy.retention import AccessLog
from shibosi.kernel.parameters import EVERYWHERE, UnknownParameter
from shibosi.store import jobs, logbook
from shibosi.store.models import AccessEntry
from shibosi.store.zones import HOUSE

JOB = "access.forget"
AT_ONCE = 5_000


def kept_for(now: datetime) -> int:
    """For how many days it is kept, as it holds today. Raises UnknownParameter where no value is in force."""
    version = registry.values().in_force(AccessLog.days.id, now.astimezone(HOUSE).date(), EVERYWHERE)
    if version is None or version.value is None:
        raise UnknownParameter(parameter=AccessLog.days.id)
    return int(AccessLog.days.seen(version.value))


@jobs.job(JOB, attempts=5, every=timedelta(days=1))
def forget(running: jobs.Running) -> dict[str, int]:
    """Delete what is older, some at a time; how much that was stands in the log."""
    before = running.clock() - timedelta(days=kept_for(running.clock()))
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
