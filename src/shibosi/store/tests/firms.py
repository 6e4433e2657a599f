"""A small world of firms: parties with codes, accounts, and documents they report. No control judges here."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.records import record
from shibosi.store.firms import note_documents, note_dossiers
from shibosi.store.intake.touching import rows_of, touched
from shibosi.store.models import (
    Account,
    CourseAttempt,
    Document,
    DossierState,
    Finding,
    Level,
    Membership,
    PaperFile,
    PaperLookup,
    Party,
    PartyCode,
    Receipt,
    Role,
    stored,
)
from shibosi.store.viewers import Viewer, of_account

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def a_party(code: str) -> Party:
    """A firm with one code."""
    party = Party.objects.create(name=code, place="CN", public=code.lower())
    PartyCode.objects.create(party=party, register="customs", code=code)
    return party


def a_member(party: Party, level: Level = Level.WORKER) -> Account:
    """An account that belongs to a party."""
    account = Account.objects.create_account(f"{level}@{party.public}.example")
    Membership.objects.create(account=account, party=party, level=level)
    return account


def staff(role: Role) -> Account:
    """An account with a role on the platform."""
    return Account.objects.create_account(f"{role}@platform.example", role=role.value)


def as_member(party: Party, level: Level = Level.WORKER) -> Viewer:
    """A member of a party, at noon."""
    return of_account(a_member(party, level), NOON)


@dataclass
class Reported:
    """A document as it was stored, with its rows and the dossiers it belongs to."""

    document: Document
    rows: dict[str, list[list[Any]]]
    states: list[DossierState] = field(default_factory=list)


def report(party: Party, kind: str, **values: Any) -> Reported:
    """A document of one row is reported: stored, its dossiers noted, each with a finding."""
    row = record(kind)(**values).values
    rows = {kind: [row]}
    count = Document.objects.count()
    receipt = Receipt.objects.create(
        public=f"r{count}", handed_in_by="test", party=party.public, request_digest="", received_at=NOON,
        verdict=Verdict.ACCEPT, answer={},
    )  # fmt: skip
    document = Document.objects.create(
        kind=kind, number=str(count), digest=str(count), receipt=receipt, reporter=party.public
    )
    stored(kind)._default_manager.create(filed=document, **dict(zip(record(kind).columns, row, strict=True)))
    note_documents([(document, rows)], party.public)
    return Reported(document, rows, judge(rows, party.public))


def judge(rows: dict[str, list[list[Any]]], reporter: str = "") -> list[DossierState]:
    """What intake does to the dossiers some rows belong to, without a control."""
    judged = []
    for name, keys in touched(rows).items():
        for key, found in rows_of(KNOWN[name], keys).items():
            state, new = DossierState.objects.get_or_create(
                kind=name, key="/".join(map(str, key)),
                defaults={"verdict": Verdict.ACCEPT, "judged_at": NOON, "judged_on": NOON.date()},
            )  # fmt: skip
            if new:
                Finding.objects.create(
                    dossier=state, control="test", outcome="broken", severity=1, facts="{}", first_seen=NOON,
                    last_seen=NOON,
                )  # fmt: skip
            judged.append((state, found, reporter))
    note_dossiers(judged)
    return [state for state, _, _ in judged]


def papers_of(party: Party) -> None:
    """A file of a paper that a party handed in, what an issuer said of a paper of it, a test of a course."""
    PaperFile.objects.create(digest="a" * 64, reporter=party.public, kind="pdf", size=1, pages=1, by="test", at=NOON)
    CourseAttempt.objects.create(
        course="privacy", reporter=party.public, firm=party.name, person="E-1", asked="[]", count=0, by="test",
        began_at=NOON,
    )  # fmt: skip
    PaperLookup.objects.create(
        holder=party.name, paper_kind="business-licence", number="N-1", result="genuine", asked_on=NOON.date(),
        asked_where="x", by="test", at=NOON,
    )  # fmt: skip
