"""Cases: what people work out along a flow, what happened in each, who is told; and what was ruled on dossiers."""

import secrets
from datetime import UTC, datetime
from enum import StrEnum

from django.db import models

from shibosi.store.fields import SealedField
from shibosi.store.models.access import Account
from shibosi.store.models.documents import Document
from shibosi.store.models.findings import DossierState, Finding

NEVER = datetime(9998, 12, 31, tzinfo=UTC)
"""When a case lapses that does not: so that all of them stand in one order."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a number: none that is taken for another when it is read aloud (Crockford)."""
OPEN = models.Q(closed_at__isnull=True)


def case_number() -> str:
    """A number to be said aloud, which tells nothing of how many cases there are: "7QK2M-4X9TB"."""
    text = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{text[:5]}-{text[5:]}"


class Case(models.Model):
    """A case 案件 of a flow. `facts` is what it was opened with; what moves add stands in its events.

    `state`, `entered_at` and `closed_at` say where its events led. `due_at` is when the next deadline ends, or ended
    where that led it here and none runs on; `deadline` is which one. `look_at` is when the clock looks at it next,
    sooner where a deadline cannot be counted yet. `counted_by` tells the values of parameters by which they were
    counted from others. `about` is what there is one open case of at a time.
    """

    public = models.CharField(max_length=16, unique=True, default=case_number)
    flow = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    place = models.CharField(max_length=20)
    zone = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=NEVER)
    deadline = models.CharField(max_length=40, blank=True)
    look_at = models.DateTimeField(default=NEVER)
    counted_by = models.CharField(max_length=16, blank=True)
    facts = SealedField()
    about = models.CharField(max_length=160, null=True)
    dossier = models.ForeignKey(DossierState, models.PROTECT, null=True, related_name="cases")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="cases")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="cases")
    control = models.CharField(max_length=120, blank=True)
    assignee = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="cases")
    priority = models.SmallIntegerField(default=1)
    repeat_key = models.CharField(max_length=128, null=True)
    repeat_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about"], condition=OPEN, name="one_open_case"),
            models.UniqueConstraint(fields=["opened_by", "repeat_key"], name="case_opened_once"),
        ]
        indexes = [
            models.Index(fields=["look_at"], condition=OPEN, name="cases_to_look_at"),
            models.Index(fields=["flow", "counted_by"], condition=OPEN, name="cases_by_values"),
            models.Index(fields=["due_at", "id"], condition=OPEN, name="cases_by_day"),
            models.Index(fields=["flow", "state", "due_at"], condition=OPEN, name="cases_by_state"),
            models.Index(fields=["assignee", "due_at"], condition=OPEN, name="cases_of_assignee"),
            models.Index(fields=["-priority", "-id"], condition=OPEN, name="cases_by_priority"),
        ]

    @property
    def due(self) -> datetime | None:
        """When the next deadline ends; None where none does."""
        return None if self.due_at == NEVER else self.due_at


class CaseParty(models.Model):
    """Which party is what in a case: a firm by its code, or "@" and the public name of who reported."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=20)
    who = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "role"], name="case_party_once")]
        indexes = [models.Index(fields=["who", "case"], name="cases_of_party")]


class Awaited(models.Model):
    """A document that was refused and is awaited anew: its case ends when all it waits for have come.

    `place` says where it stood in what was handed in, `said` why it was refused, as JSON in each language.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="awaited")
    party = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=400)
    place = models.TextField(blank=True)
    said = SealedField()
    at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["number", "party"], condition=models.Q(arrived_at__isnull=True), name="documents_awaited"
            )
        ]


class CaseEvent(models.Model):
    """A move that was made, the how-many-eth of its case. Never changed, never taken away."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    person = models.CharField(max_length=64)
    role = models.CharField(max_length=40)
    reason = SealedField(blank=True)
    given = SealedField()
    effects = models.JSONField(default=list)
    deadline = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=300, blank=True)
    repeat_key = models.CharField(max_length=128, null=True)
    repeat_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_event_once"),
            models.UniqueConstraint(fields=["case", "person", "repeat_key"], name="case_moved_once"),
        ]


class Notice(models.Model):
    """What somebody is told: an account, a party by its mark, or everybody of a role. `words` have places for facts."""

    to_account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="notices")
    to_who = models.CharField(max_length=64, blank=True)
    to_role = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    words = models.CharField(max_length=300)
    facts = SealedField()
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="notices")
    subject = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_who", "-id"], name="notices_to_party"),
            models.Index(fields=["to_role", "-id"], name="notices_to_role"),
        ]


class NoticeRead(models.Model):
    """That somebody read a notice. Whom else it is addressed to has it unread still."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reads")
    person = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="notice_read_once")]


class SavedView(models.Model):
    """A question to the queue that somebody keeps under a name."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    query = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="view_named_once")]


class Ruled(StrEnum):
    """What people can rule on a dossier, against what controls say."""

    WAIVED = "waived"
    RELEASED = "released"
    REFUSED = "refused"


class Ruling(models.Model):
    """What was ruled on a dossier by a case, until its last day or until it was ended.

    WAIVED and RELEASED: the control no longer counts in the decision. REFUSED: the dossier is refused whatever stands
    in it.
    """

    dossier = models.ForeignKey(DossierState, models.PROTECT, related_name="rulings")
    kind = models.CharField(max_length=10, choices=[(one.value, one.name.lower()) for one in Ruled])
    control = models.CharField(max_length=120, blank=True)
    until = models.DateField(null=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="rulings")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "control"], name="ruled_once"),
        ]
