"""How much of everything there is, for whoever watches the server."""

from datetime import datetime

from shibosi.store import logbook
from shibosi.store.jobs import TO_DO
from shibosi.store.models import Delivery, Finding, Job, JobState


def gauges(now: datetime) -> dict[str, float]:
    """Open findings, jobs that wait, that are late and that failed, deliveries that wait, the length of the log."""
    waiting = Job.objects.filter(TO_DO)
    oldest = waiting.filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first()
    return {
        "open_findings": Finding.objects.filter(resolved_at__isnull=True).count(),
        "jobs_to_do": waiting.count(),
        "jobs_failed": Job.objects.filter(state=JobState.FAILED).count(),
        "oldest_job_seconds": (now - oldest).total_seconds() if oldest else 0,
        "deliveries_waiting": Delivery.objects.filter(delivered_at__isnull=True).count(),
        "log_entries": logbook.size(),
    }
