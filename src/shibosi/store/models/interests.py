"""Interests: who wants to be told of changes of law, of which market and topic."""

from django.db import models

from shibosi.store.models.access import Account, Party

EVERY = "all"
"""Instead of a market or a topic: of all of them."""


class Interest(models.Model):
    """A party, or a person of the platform, that wants to be told of changes in a market about a topic."""

    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="interests")
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="interests")
    market = models.CharField(max_length=40, default=EVERY)
    topic = models.CharField(max_length=20, default=EVERY)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "market", "topic"], name="interest_of_party_once"),
            models.UniqueConstraint(fields=["account", "market", "topic"], name="interest_of_account_once"),
        ]


class Announced(models.Model):
    """A change of the tables of law that was told: the value, its day; told once, whoever asks again."""

    series = models.CharField(max_length=120)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="announced_once")]
