"""Who wants to be told what happens, and what was told."""

from django.db import models

from shibosi.store.fields import SealedField
from shibosi.store.models.access import Party, public_name


class Subscription(models.Model):
    """An address that is told of events: of one party's dossiers, or of all where `party` is empty.

    `secret` signs what is sent; while a new one is taken up, `previous` signs too, until `previous_until`.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=500)
    label = models.CharField(max_length=100, blank=True)
    events = models.JSONField(default=list)
    secret = SealedField()
    previous = SealedField(null=True)
    previous_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)


class Delivery(models.Model):
    """Events told to an address in one request, until it answered that it has them."""

    public = models.CharField(max_length=32, unique=True, default=public_name)
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    events = models.JSONField()
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True)
