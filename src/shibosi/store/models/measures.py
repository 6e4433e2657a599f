"""What happens to a party: events that are only ever added, what tiers ask for, what is published and shown."""

from enum import StrEnum
from typing import Any

from django.db import models

from shibosi.kernel.measures.events import KINDS
from shibosi.store.fields import SealedField
from shibosi.store.models.access import Party, public_name
from shibosi.store.models.findings import DossierState


class EventKind(StrEnum):
    """The kinds of events, as `kernel.measures.events` has them."""

    VIOLATION = "violation"
    ORDERS = "orders"
    MEASURE = "measure"
    CONTEST = "contest"
    SUSPENSION = "suspension"
    RULING = "ruling"
    LIFT = "lift"


MEASURES = [(name, name) for name in KINDS]


class MeasureEvent(models.Model):
    """One event. It is never changed and never deleted: what undoes it is another event.

    `day` is the day it counts from where the party is, `recorded_by` the person or "system". `what` is the kind of a
    measure, `finding` the number of the finding it rests on.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    party = models.ForeignKey(Party, models.PROTECT, related_name="measure_events")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EventKind])
    day = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    thing = models.CharField(max_length=120, blank=True)
    clauses = models.JSONField(default=list)
    control = models.CharField(max_length=120, blank=True)
    finding = models.BigIntegerField(null=True)
    case = models.CharField(max_length=64, blank=True)
    text = SealedField(null=True)
    severity = models.SmallIntegerField(null=True)
    count = models.PositiveIntegerField(null=True)
    what = models.CharField(max_length=20, choices=MEASURES, blank=True)
    last = models.DateField(null=True)
    appeal_by = models.DateField(null=True)
    because = models.JSONField(default=list)
    pack = models.CharField(max_length=40, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    automatic = models.BooleanField(default=False)
    overturned = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["party", "recorded_at"], name="measure_events_of_party"),
            models.Index(fields=["kind", "-day"], name="measure_events_by_day"),
        ]

    def save(self, *arguments: Any, **more: Any) -> None:
        """Add the event. Raises TypeError for one that is there already."""
        if not self._state.adding:
            raise TypeError("an event is never changed")
        super().save(*arguments, **more)

    def delete(self, *arguments: Any, **more: Any) -> Any:
        """Raises TypeError: events stay."""
        raise TypeError("an event is never deleted")


class ProposalState(StrEnum):
    """How far a proposal is. A lapsed one is no longer asked for: what it rested on is gone."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Proposal(models.Model):
    """A measure somebody has to decide: asked for by a tier ("system") or by an officer.

    `first_by` is the first of two people where the measure needs two. `review`: a value without source took part.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    party = models.ForeignKey(Party, models.PROTECT, related_name="proposals")
    what = models.CharField(max_length=20, choices=MEASURES)
    day = models.DateField()
    last = models.DateField(null=True)
    thing = models.CharField(max_length=120, blank=True)
    clauses = models.JSONField(default=list)
    finding = models.BigIntegerField(null=True)
    case = models.CharField(max_length=64, blank=True)
    text = SealedField(null=True)
    because = models.JSONField(default=list)
    pack = models.CharField(max_length=40, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True)
    review = models.BooleanField(default=False)
    four_eyes = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    first_by = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=ProposalState.OPEN.value,
                             choices=[(one.value, one.value) for one in ProposalState])  # fmt: skip
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = SealedField(null=True)
    measure = models.ForeignKey(MeasureEvent, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "-asked_at"], name="proposals_by_state")]


class DossierMeasure(models.Model):
    """A dossier that came in, on a day where the party is, while a measure stopped orders of the party."""

    dossier = models.ForeignKey(DossierState, models.CASCADE, related_name="measures")
    measure = models.ForeignKey(MeasureEvent, models.PROTECT, related_name="dossiers")
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "measure"], name="dossier_measure_once")]


class Publication(models.Model):
    """A measure in the public register, from `since` on; after `leaves_on` it is no longer shown."""

    measure = models.OneToOneField(MeasureEvent, models.PROTECT, related_name="publication")
    party = models.ForeignKey(Party, models.PROTECT, related_name="publications")
    what = models.CharField(max_length=20, choices=MEASURES)
    since = models.DateField()
    last = models.DateField(null=True)
    leaves_on = models.DateField(null=True)
    in_force = models.BooleanField()
    appealed = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["-since"], name="publications_by_day")]


class PartyStanding(models.Model):
    """How a party stood when it was looked at last, for lists. Nothing decides by it: see `store.measures.standing`."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="standing")
    pack = models.CharField(max_length=40)
    points = models.IntegerField(null=True)
    tiers = models.JSONField(default=list)
    effects = models.JSONField(default=list)
    in_force = models.PositiveIntegerField(default=0)
    violations = models.PositiveIntegerField(default=0)
    review = models.BooleanField(default=False)
    looked_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-points"], name="standings_by_points"),
                   models.Index(fields=["looked_on"], name="standings_by_day")]  # fmt: skip
