"""Impacts: what other values would change in what is stored, as somebody asked; what came of it."""

from django.db import models

from shibosi.store.models.access import public_name
from shibosi.store.models.jobs import Job


class Impact(models.Model):
    """A question about other values. `values` are those: parameter, value, place, first and last day of each;
    `rows` are rows (CSV) that are put into the table of law `table`.

    `told` is the answer in counts and examples (`shibosi.telling.impact`), empty until it is finished; keys of dossiers
    are as they are stored. Every change by itself lies in the server's home, below `impacts/`, under the public name.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    as_of = models.DateField()
    values = models.JSONField()
    table = models.CharField(max_length=60, blank=True)
    rows = models.TextField(blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)

    @property
    def state(self) -> str:
        """How far it is: "done", or the state of its job; "failed" where there is no job any more."""
        if self.finished_at is not None:
            return "done"
        return "failed" if self.job is None else str(self.job.state)
