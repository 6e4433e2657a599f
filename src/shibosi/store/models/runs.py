"""Runs of the batch over what is stored: who asked for them, as of which day, what came of them."""

from django.db import models

from shibosi.store.models.access import public_name
from shibosi.store.models.jobs import Job


class Run(models.Model):
    """A run. Its folder lies in the server's home, below `runs/`, under its public name.

    `counts` are the outcomes ("held", "broken", …), `changed` what differs from the stored findings of its moment, by
    "came", "went" and "changed"; both empty until it is finished.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    as_of = models.DateField()
    overlay = models.TextField(blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    dossiers = models.BigIntegerField(default=0)
    findings = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    @property
    def state(self) -> str:
        """How far it is: "done", or the state of its job; "failed" where there is no job any more."""
        if self.finished_at is not None:
            return "done"
        return "failed" if self.job is None else str(self.job.state)
