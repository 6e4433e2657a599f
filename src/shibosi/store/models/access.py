"""Who may come in: accounts, parties with their codes, members, machine tokens, mandates; and who looked at what."""

import secrets
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from shibosi.store.models.documents import Document
from shibosi.store.models.findings import DossierState


def _choices(kinds: type[Enum]) -> list[tuple[Any, str]]:
    return [(one.value, one.name.lower()) for one in kinds]


class Role(StrEnum):
    """What an account is to the whole platform. Without a role it sees what its parties see."""

    NONE = ""
    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    AUDITOR = "auditor"


class Level(IntEnum):
    """What a member may do in a party; each level may also do what is below it."""

    READER = 1
    WORKER = 2
    MANAGER = 3


class AccountManager(BaseUserManager):
    """Makes accounts; finds them by e-mail whatever its case."""

    def create_account(self, email: str, password: str | None = None, **more: Any) -> "Account":
        """An account. Without a password it is entered by a link sent by e-mail, or through a provider."""
        account: Account = self.model(email=email.strip().lower(), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of that e-mail. Raises Account.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who signs in, named by an e-mail address in small letters.

    `law_mailed_at`: until when changes of law that concern it were sent by mail; empty: none are sent.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, choices=[("zh-hans", "中文"), ("en", "English")], default="zh-hans")
    role = models.CharField(max_length=20, choices=_choices(Role), default=Role.NONE.value, blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True)
    law_mailed_at = models.DateTimeField(null=True)

    objects = AccountManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_small_letters")]

    @property
    def is_staff(self) -> bool:
        """Whether the account has a role on the platform."""
        return bool(self.role)


def public_name() -> str:
    """A name for addresses and records that tells nothing: 16 hexadecimal digits."""
    return secrets.token_hex(8)


class Party(models.Model):
    """A firm. `public` is what stands in documents it reported (`Document.reporter`).

    `zone` is the time zone whose days count for it; without one those of the house.
    """

    public = models.CharField(max_length=32, unique=True, default=public_name)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=2, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(null=True)


class Register(StrEnum):
    """Where a code was given: customs registration, unified social credit code, VAT, EORI. The first two name firms in
    records.
    """

    CUSTOMS = "customs"
    USCC = "uscc"
    VAT = "vat"
    EORI = "eori"
    OTHER = "other"


IN_RECORDS = (Register.CUSTOMS.value, Register.USCC.value)


HOLDS = models.Q(ended_at__isnull=True)


class PartyCode(models.Model):
    """A code of a party in a register, as `shibosi.store.firms.folded` writes it. In records a code is one party's.

    One that has ended is kept: it says whose the code was, from when until when, and shows nobody anything any more.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="codes")
    register = models.CharField(max_length=10, choices=_choices(Register))
    code = models.CharField(max_length=64)
    added_at = models.DateTimeField(null=True)
    added_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(code__startswith="@"), name="code_is_no_mark"),
            models.UniqueConstraint(fields=["register", "code"], condition=HOLDS, name="code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=HOLDS & models.Q(register__in=IN_RECORDS), name="code_in_records_once"
            ),
        ]

    @classmethod
    def in_force(cls) -> models.QuerySet["PartyCode"]:
        """Codes that have not ended."""
        return cls.objects.filter(HOLDS)


class Membership(models.Model):
    """An account in a party, until it ends."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    party = models.ForeignKey(Party, models.CASCADE, related_name="members")
    level = models.SmallIntegerField(choices=_choices(Level), default=Level.READER.value)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "party"], name="member_once")]


class Token(models.Model):
    """A machine's way in, for an account or for a party. Of the secret only an HMAC is kept."""

    public = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64)
    label = models.CharField(max_length=100)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="tokens")
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="tokens")
    made_by = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) ^ models.Q(party__isnull=True), name="token_of_one"
            )
        ]

    def in_force(self, now: datetime) -> bool:
        """Whether it lets in at a moment."""
        return self.revoked_at is None and self.made_at <= now < self.expires_at


class MandateQuery(models.QuerySet["Mandate"]):
    """Mandates."""

    def in_force(self, now: datetime) -> "MandateQuery":
        """Those that hold at a moment."""
        return self.filter(begins_at__lte=now, ends_at__gt=now, revoked_at__isnull=True)


class Mandate(models.Model):
    """A party acts for another: the agent for the principal, in some scopes, in some term, until it is revoked."""

    principal = models.ForeignKey(Party, models.CASCADE, related_name="mandates_given")
    agent = models.ForeignKey(Party, models.CASCADE, related_name="mandates_held")
    scopes = models.JSONField(default=list)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=64)

    objects = MandateQuery.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(principal=models.F("agent")), name="mandate_to_another"),
            models.CheckConstraint(condition=models.Q(begins_at__lt=models.F("ends_at")), name="mandate_has_term"),
        ]
        indexes = [models.Index(fields=["agent", "principal"], name="mandates_of_agent")]


class AccessEntry(models.Model):
    """Who saw or changed what, when, through which door, why. Names of columns, never what stands in them."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=64, db_index=True)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=10, choices=[("seen", "seen"), ("exported", "exported"), ("changed", "changed")])
    subject = models.CharField(max_length=80, db_index=True)
    dossier = models.ForeignKey(DossierState, models.SET_NULL, null=True, related_name="+")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    columns = models.JSONField(default=list)
    door = models.CharField(max_length=20)
    why = models.CharField(max_length=300, blank=True)


class DossierParty(models.Model):
    """Whom a dossier concerns: a firm its records name by code, or "@" and the public name of who reported for it."""

    dossier = models.ForeignKey(DossierState, models.CASCADE, related_name="parties")
    who = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "dossier"], name="dossier_party_once")]


class DocumentParty(models.Model):
    """Whom a document concerns, told as in DossierParty."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="parties")
    who = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "document"], name="document_party_once")]
