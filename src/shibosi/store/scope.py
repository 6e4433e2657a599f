"""Row scope: the one place that says which stored rows a viewer may see.

Every function gives a query over what is seen, never more. The platform's staff see all; a party sees what it reported
and what names it; a mandate shows what its principal sees, as far as its scopes go; nobody sees nothing. A scope that a
token or mandate lacks empties the query. What is seen of a row is said in `store.seeing`.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from shibosi.kernel import controls
from shibosi.kernel.dossiers import KNOWN
from shibosi.store import concerned
from shibosi.store.firms import reporter_mark
from shibosi.store.models import (
    AccessEntry,
    Account,
    Awaited,
    Case,
    CaseParty,
    CourseAttempt,
    Delivery,
    Document,
    Documents,
    DossierState,
    Finding,
    HandedFile,
    Impact,
    Interest,
    Job,
    Level,
    LogEntry,
    Mandate,
    MeasureEvent,
    Membership,
    Notice,
    PaperFile,
    PaperLookup,
    Party,
    PartyCode,
    PartyStanding,
    Proposal,
    Publication,
    Receipt,
    Row,
    RowAnswer,
    Run,
    SavedView,
    Screening,
    Stake,
    Subscription,
    Token,
    stored,
)
from shibosi.store.models.records import kind_of
from shibosi.store.permissions import ADMINISTRATORS, OVERSEERS
from shibosi.store.viewers import Viewer

NOTHING = Q(pk__in=[])


def documents(viewer: Viewer, counted: bool = False) -> Documents:
    """Documents the party reported, and those that name it; `counted`: all are wanted, to count them."""
    return _seen(viewer, Document, "documents:read", concerned.documents(viewer.names, "pk", _walked(viewer, counted)))


def rows(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """Rows of a kind of record: those of the documents seen. Derived rows are seen by the platform only.

    They are shown through `seeing.rows_seen`, and searched by a column that is masked only where they are seen whole.
    """
    table = stored(kind)
    own = concerned.documents(viewer.names, "filed", _walked(viewer)) if issubclass(table, Row) else NOTHING
    return _seen(viewer, table, "documents:read", own)


def own_rows(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """Rows of a kind that the viewer sees whole: those the party reported."""
    table = stored(kind)
    marks = [reporter_mark(viewer.reporter)]
    own = concerned.documents(marks, "filed") if issubclass(table, Row) else NOTHING
    return _seen(viewer, table, "documents:read", own)


def paper_files(viewer: Viewer) -> QuerySet[PaperFile]:
    """Files of papers that the party handed in."""
    return _seen(viewer, PaperFile, "documents:read", Q(reporter=viewer.reporter))


def paper_lookups(viewer: Viewer) -> QuerySet[PaperLookup]:
    """What issuers said of papers of the party."""
    return _seen(viewer, PaperLookup, "documents:read", Q(holder__in=viewer.names))


def attempts(viewer: Viewer) -> QuerySet[CourseAttempt]:
    """Attempts at courses of people of the party."""
    return _seen(viewer, CourseAttempt, "documents:read", Q(reporter=viewer.reporter))


def receipts(viewer: Viewer) -> QuerySet[Receipt]:
    """What was handed in for the party."""
    return _seen(viewer, Receipt, "documents:read", Q(party=viewer.reporter))


def handed_files(viewer: Viewer) -> QuerySet[HandedFile]:
    """Files that were handed in for the party."""
    return _seen(viewer, HandedFile, "documents:read", Q(party=viewer.reporter))


def row_answers(viewer: Viewer) -> QuerySet[RowAnswer]:
    """What became of the rows of these files."""
    return _seen(viewer, RowAnswer, "documents:read", Q(file__party=viewer.reporter))


def dossiers(viewer: Viewer, counted: bool = False) -> QuerySet[DossierState]:
    """Dossiers in which the party is named or of which it reported a document. A person's year is no party's.

    `counted`: all are wanted, to count them.
    """
    own = concerned.dossiers(viewer.names, "pk", _walked(viewer, counted)) & ~Q(kind__in=_personal())
    return _seen(viewer, DossierState, "findings:read", own)


def findings(viewer: Viewer, counted: bool = False) -> QuerySet[Finding]:
    """Findings in the dossiers seen; `counted`: all are wanted, to count them."""
    own = concerned.dossiers(viewer.names, "dossier", _walked(viewer, counted)) & ~Q(control__in=_of_persons())
    return _seen(viewer, Finding, "findings:read", own)


def stakes(viewer: Viewer) -> QuerySet[Stake]:
    """What stopped orders are worth: of those whose documents are seen."""
    return _seen(viewer, Stake, "documents:read", concerned.documents(viewer.names, "document"))


def cases(viewer: Viewer) -> QuerySet[Case]:
    """Cases the party is a party of."""
    own = CaseParty.objects.filter(who__in=viewer.names).values("case")
    return _seen(viewer, Case, "cases:read", Q(pk__in=own))


def awaited(viewer: Viewer) -> QuerySet[Awaited]:
    """Refused documents that cases of the party wait for."""
    own = CaseParty.objects.filter(who__in=viewer.names).values("case")
    return _seen(viewer, Awaited, "cases:read", Q(case__in=own))


def notices(viewer: Viewer) -> QuerySet[Notice]:
    """Notices to the party; to an officer those to itself and to its role, to overseers all."""
    query = _seen(viewer, Notice, "cases:read", Q(to_who__in=viewer.names))
    own = Q(to_account=viewer.account) | Q(to_role=viewer.role)
    return query.filter(own) if viewer.platform and viewer.role not in OVERSEERS else query


def views(viewer: Viewer) -> QuerySet[SavedView]:
    """Views of the queue that the account itself keeps."""
    own = Q(account=viewer.account)
    return _seen(viewer, SavedView, "cases:read", own).filter(own)


def jobs(viewer: Viewer) -> QuerySet[Job]:
    """Jobs the viewer itself asked for."""
    return _seen(viewer, Job, "jobs:read", Q(asked_by=viewer.by))


def runs(viewer: Viewer) -> QuerySet[Run]:
    """Runs: the platform's, for they are over what all firms reported."""
    return _seen(viewer, Run, "jobs:read", NOTHING)


def impacts(viewer: Viewer) -> QuerySet[Impact]:
    """What other values would change: the platform's, as runs are."""
    return _seen(viewer, Impact, "jobs:read", NOTHING)


def screenings(viewer: Viewer) -> QuerySet[Screening]:
    """Runs of screening: the platform's."""
    return _seen(viewer, Screening, "cases:read", NOTHING)


def interests(viewer: Viewer) -> QuerySet[Interest]:
    """Of which changes of law the party wants to be told; to the platform those of its people."""
    query = _seen(viewer, Interest, "cases:read", Q(party=viewer.party, party__isnull=False))
    return query.filter(account=viewer.account) if viewer.platform else query


def log(viewer: Viewer) -> QuerySet[LogEntry]:
    """The log: the platform's. What it proves to others goes out in bundles."""
    return _seen(viewer, LogEntry, "log:read", NOTHING)


def access_log(viewer: Viewer) -> QuerySet[AccessEntry]:
    """Who looked at what: administrators and auditors all of it, an officer what it did itself."""
    query = _seen(viewer, AccessEntry, "log:read", NOTHING)
    return query.filter(by=viewer.by) if viewer.platform and viewer.role not in OVERSEERS else query


def parties(viewer: Viewer) -> QuerySet[Party]:
    """The party acted for."""
    return _seen(viewer, Party, "parties:read", Q(pk=viewer.party))


def codes(viewer: Viewer) -> QuerySet[PartyCode]:
    """The codes of the party acted for."""
    return _seen(viewer, PartyCode, "parties:read", Q(party=viewer.party))


def members(viewer: Viewer) -> QuerySet[Membership]:
    """The members of the own party; an agent does not see those of its principal."""
    own = NOTHING if viewer.mandate else Q(party=viewer.party)
    return _seen(viewer, Membership, "parties:read", own)


def accounts(viewer: Viewer) -> QuerySet[Account]:
    """The own account, and to a manager those of its members."""
    own = Q(pk=viewer.account)
    if viewer.level == Level.MANAGER:
        own |= Q(memberships__party=viewer.party, memberships__ended_at__isnull=True)
    return _seen(viewer, Account, "parties:read", own).distinct()


def tokens(viewer: Viewer) -> QuerySet[Token]:
    """Tokens of the own account, to a manager those of its party, to an administrator all."""
    own = Q(account=viewer.account)
    if viewer.level == Level.MANAGER:
        own |= Q(party=viewer.party)
    query = _seen(viewer, Token, "access:write", own)
    return query.filter(own) if viewer.platform and viewer.role not in ADMINISTRATORS else query


def mandates(viewer: Viewer) -> QuerySet[Mandate]:
    """Mandates the own party gave or holds; under a mandate, those by which the viewer acts."""
    own = Q(principal=viewer.party) | Q(agent=viewer.party)
    if viewer.mandate:
        own = Q(pk=viewer.mandate)
    return _seen(viewer, Mandate, "parties:read", own)


def subscriptions(viewer: Viewer) -> QuerySet[Subscription]:
    """Addresses that are told what happens: those of the own party, to the platform those it set up itself."""
    own = NOTHING if viewer.mandate else Q(party=viewer.party)
    query = _seen(viewer, Subscription, "webhooks:write", own)
    return query.filter(party__isnull=True) if viewer.platform else query


def deliveries(viewer: Viewer) -> QuerySet[Delivery]:
    """What was told to these addresses."""
    return Delivery.objects.filter(subscription__in=subscriptions(viewer))


def measure_events(viewer: Viewer) -> QuerySet[MeasureEvent]:
    """What happened to the party: violations, measures, appeals, rulings."""
    return _seen(viewer, MeasureEvent, "cases:read", Q(party=viewer.party))


def standings(viewer: Viewer) -> QuerySet[PartyStanding]:
    """How the party stood when it was looked at last."""
    return _seen(viewer, PartyStanding, "cases:read", Q(party=viewer.party))


def proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """Measures to be decided: the platform decides; a party is told of what was decided."""
    return _seen(viewer, Proposal, "cases:read", NOTHING)


def publications(viewer: Viewer) -> QuerySet[Publication]:
    """What of the party stands in the public register, unmasked."""
    return _seen(viewer, Publication, "cases:read", Q(party=viewer.party))


QUERIES: dict[type[Model], Callable[[Viewer], QuerySet[Any]]] = {
    Document: documents, PaperFile: paper_files, PaperLookup: paper_lookups, Receipt: receipts, CourseAttempt: attempts,
    HandedFile: handed_files, RowAnswer: row_answers,
    DossierState: dossiers, Finding: findings, Stake: stakes, Job: jobs,
    Run: runs, Impact: impacts, Screening: screenings, Interest: interests, LogEntry: log, Case: cases,
    Awaited: awaited,
    Notice: notices, SavedView: views,
    AccessEntry: access_log, Party: parties, PartyCode: codes, Membership: members, Account: accounts, Token: tokens,
    Mandate: mandates, Subscription: subscriptions, Delivery: deliveries,
    MeasureEvent: measure_events, PartyStanding: standings, Proposal: proposals, Publication: publications,
}  # fmt: skip
"""What is asked for each table; rows of records have `rows`."""


def sees(viewer: Viewer, thing: Model) -> bool:
    """Whether one stored thing is among those the viewer sees."""
    table = type(thing)
    query = QUERIES[table](viewer) if table in QUERIES else rows(viewer, kind_of(table))
    return query.filter(pk=thing.pk).exists()


def _seen(viewer: Viewer, table: type[Model], scope: str, own: Q) -> QuerySet[Any]:
    every = table._default_manager.all()
    if not viewer.may(scope):
        return every.none()
    if viewer.platform:
        return every
    if viewer.party is None and (viewer.account is None or table not in (Account, Token)):
        return every.none()
    return every.filter(own)


def _walked(viewer: Viewer, counted: bool = False) -> bool:
    """Whether it is to be asked if much concerns a viewer: unless all are counted, and of a firm only."""
    return not counted and not viewer.platform


def _personal() -> list[str]:
    return [name for name, dossier in KNOWN.items() if dossier.personal_key]


def _of_persons() -> list[str]:
    """The controls that speak of personal dossiers: known without reading the dossier of every finding."""
    return [name for name, one in controls.KNOWN.items() if one.dossier.personal_key]
