"""What was decided: the state of every dossier, and its findings."""

from django.db import models

from shibosi.kernel.decisions import Verdict
from shibosi.store.fields import SealedField
from shibosi.store.models.documents import Document


class DossierState(models.Model):
    """A dossier as it was judged last. `wakes_on` is the first day that can change its verdict by itself.

    `key` is the key as findings write it, or a token of it where the key is personal; `shown` is the key for people.
    `ruled`: people ruled on it (`models.cases.Ruling`), so that not all that was found counts.
    `stopped_by` names the measures of a party that took part in the verdict: {"measure", "kind", "effect"} each.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=500)
    shown = SealedField(null=True)
    verdict = models.SmallIntegerField(choices=[(item.value, item.name.lower()) for item in Verdict])
    judged_at = models.DateTimeField()
    judged_on = models.DateField()
    wakes_on = models.DateField(null=True)
    ruled = models.BooleanField(default=False)
    stopped_by = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="dossier_once")]
        indexes = [
            models.Index(fields=["wakes_on"], condition=models.Q(wakes_on__isnull=False), name="dossiers_that_wait"),
            models.Index(fields=["verdict", "judged_at"], name="dossiers_by_verdict"),
            models.Index(fields=["kind", "id"], name="dossiers_by_kind"),
            models.Index(fields=["judged_at", "id"], name="dossiers_by_age"),
        ]


OPEN = models.Q(resolved_at__isnull=True)
RESOLVED = models.Q(resolved_at__isnull=False)


class Finding(models.Model):
    """What a control found in a dossier, from when it was first seen until it was resolved.

    `waived_until`: the last day on which it counts for nothing in the decision. `about`: which case of its firm it is
    part of, by what that is about; null where it is part of none.
    """

    dossier = models.ForeignKey(DossierState, models.CASCADE, related_name="findings", db_index=False)
    control = models.CharField(max_length=120)
    outcome = models.CharField(max_length=12, choices=[("broken", "broken"), ("undetermined", "undetermined")])
    severity = models.SmallIntegerField()
    blocks = models.CharField(max_length=20, blank=True)
    day = models.DateField(null=True)
    place = models.CharField(max_length=20, null=True)
    facts = SealedField()
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    waived_until = models.DateField(null=True)
    about = models.CharField(max_length=120, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "control", "outcome"], condition=OPEN,
                name="open_finding_once",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["dossier", "control", "outcome", "severity", "first_seen", "resolved_at"],
                name="findings_of_dossiers",
            ),  # all that the first page of a firm counts
            models.Index(fields=["outcome", "-first_seen", "-id"], name="findings_by_outcome"),
            models.Index(fields=["control", "id"], name="findings_by_control"),
            models.Index(fields=["-first_seen", "-id", "severity"], name="findings_by_age"),
            models.Index(fields=["-severity", "-id"], name="findings_by_severity"),
            models.Index(fields=["resolved_at"], condition=RESOLVED, name="findings_resolved"),
            models.Index(
                fields=["control", "outcome", "severity", "first_seen", "dossier"], condition=OPEN, name="open_by_cause"
            ),
            models.Index(
                fields=["control", "outcome", "severity", "first_seen"], condition=RESOLVED, name="resolved_by_cause"
            ),
            models.Index(
                fields=["about", "id"], condition=OPEN & models.Q(about__isnull=False), name="open_findings_of_cases"
            ),
        ]  # fmt: skip


class Stake(models.Model):
    """What an order in force is worth whose dossier is held or refused; an order that is let through has none.

    `amount` is counted in 10^-5 of the currency (a number of GB/T 12406, "" where the order says none).
    """

    dossier = models.ForeignKey(DossierState, models.CASCADE, related_name="stakes")
    document = models.ForeignKey(Document, models.CASCADE, related_name="stakes")
    currency = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["currency", "amount"], name="stakes_by_currency")]


class SilentFeed(models.Model):
    """A kind of record that is not reported here at all: its absence says nothing."""

    kind = models.CharField(max_length=40, primary_key=True)
    since = models.DateTimeField()
