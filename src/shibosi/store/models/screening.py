"""Screening of stored names: what each run did, and which names were screened already."""

from django.db import models


class Screening(models.Model):
    """A run. `versions` are those of the lists it held names against, by name of the list.

    `everybody` whether all names were looked at, or only those of documents that came in since; `names` how many these
    were, `asked` how many of them could have a hit they had not before and were held against the lists. `document` is
    the last document whose names were looked at.
    """

    at = models.DateTimeField()
    versions = models.JSONField()
    everybody = models.BooleanField()
    names = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    document = models.BigIntegerField(default=0)


class ScreenedName(models.Model):
    """A name with what is known of its bearer, as a token; whether it had a hit when it was screened last."""

    mark = models.CharField(max_length=64, primary_key=True)
    hit = models.BooleanField()
