"""Files of papers, what issuers said of papers when they were asked, and what holders were reminded of."""

from django.db import models

from shibosi.store.fields import SealedField


class PaperFile(models.Model):
    """A file that a party handed in (`reporter`, its public name; "" for the platform). Its bytes lie sealed on disk.

    `reason` is why it is set apart, a key of `scans.seen.REASONS`, "" for a file that serves; `released_by` is who let
    one serve that was set apart. `text` is what stands in it, as far as it could be read; `machine` says that a machine
    read it in a picture, `looked_for` when one last tried.
    """

    digest = models.CharField(max_length=64)
    reporter = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    turned = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, blank=True)
    released_by = models.CharField(max_length=64, blank=True)
    name = SealedField(blank=True)
    text = SealedField(blank=True)
    machine = models.BooleanField(default=False)
    looked_for = models.DateTimeField(null=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "reporter"], name="paper_file_once")]

    @property
    def serves(self) -> bool:
        """Whether it may prove anything."""
        return not self.reason or bool(self.released_by)


class PaperLookup(models.Model):
    """What the issuer or its register said of a paper when somebody of the platform asked; the newest counts."""

    holder = models.CharField(max_length=64)
    paper_kind = models.CharField(max_length=60)
    number = models.CharField(max_length=80)
    result = models.CharField(max_length=10)
    asked_on = models.DateField()
    asked_where = SealedField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["holder", "paper_kind"], name="lookups_of_paper")]


class PaperReminder(models.Model):
    """That a holder was told so many days before a paper ends; told once."""

    holder = models.CharField(max_length=64)
    paper_kind = models.CharField(max_length=60)
    number = models.CharField(max_length=80)
    ends_on = models.DateField()
    days = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "paper_kind", "number", "ends_on", "days"], name="paper_reminded_once"
            )
        ]
