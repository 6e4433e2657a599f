"""Files that were handed in, and what became of each of their rows."""

from django.db import models

from shibosi.store.fields import SealedField
from shibosi.store.models.jobs import Job


class HandedFile(models.Model):
    """A file that somebody handed in for a party (`party`, its public name; "" for the platform).

    Its bytes lie sealed on disk as long as the parameter `handed_files.days` says, so that it can be given back with
    the answers in it. `ended_at` is when the last row was answered; `told` are counts and what is wrong with the whole.
    """

    public = models.CharField(max_length=32, unique=True)
    name = SealedField()
    kind = models.CharField(max_length=8)
    party = models.CharField(max_length=64, db_index=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="files")
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)


class RowAnswer(models.Model):
    """What became of a row: of the document it belongs to. `row` is the number a person sees in the file; of a message
    that of the line on which the document begins.

    `reason` is what is filtered by: the first control that keeps the document, or the code of its first problem. `said`
    has all of them as JSON: problems in each language, controls with outcome and the kinds of document waited for.
    """

    file = models.ForeignKey(HandedFile, models.CASCADE, related_name="answers")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=400, blank=True)
    decision = models.CharField(max_length=8)
    known = models.BooleanField(default=False)
    reason = models.CharField(max_length=120, blank=True)
    said = SealedField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "place"], name="row_answered_once")]
        indexes = [
            models.Index(fields=["file", "decision", "place"], name="rows_by_decision"),
            models.Index(fields=["file", "reason", "place"], name="rows_by_reason"),
        ]
