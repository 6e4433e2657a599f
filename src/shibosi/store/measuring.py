"""How much of everything there is, for whoever watches the server."""

import shutil
from datetime import datetime

from shibosi import settings
from shibosi.store import logbook
from shibosi.store.jobs import TO_DO
from shibosi.store.models import Case, Delivery, DossierState, Finding, Job, JobState
from shibosi.store.zones import HOUSE


def gauges(now: datetime) -> dict[str, float]:
    """Open findings, open and late cases, jobs that wait, that are late or failed, deliveries and dossiers that wait,
    room on disk, the log.
    """
    today = now.astimezone(HOUSE).date()
    cases = Case.objects.filter(closed_at__isnull=True)
    waiting = Job.objects.filter(TO_DO)
    oldest = waiting.filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first()
    return {
        "open_findings": Finding.objects.filter(resolved_at__isnull=True).count(),
        "open_cases": cases.count(),
        "late_cases": cases.filter(due_at__lte=now).count(),
        "jobs_to_do": waiting.count(),
        "jobs_failed": Job.objects.filter(state=JobState.FAILED).count(),
        "oldest_job_seconds": (now - oldest).total_seconds() if oldest else 0,
        "deliveries_waiting": Delivery.objects.filter(delivered_at__isnull=True).count(),
        "dossiers_to_judge_again": DossierState.objects.filter(wakes_on__lte=today, judged_on__lt=today).count(),
        "disk_free_bytes": shutil.disk_usage(settings.home()).free,
        "log_entries": logbook.size(),
    }
