"""The tables of the store."""

from shibosi.store.models.access import (
    AccessEntry,
    Account,
    DocumentParty,
    DossierParty,
    Level,
    Mandate,
    Membership,
    Party,
    PartyCode,
    Register,
    Role,
    Token,
)
from shibosi.store.models.cache import Cached
from shibosi.store.models.cases import Awaited, Case, CaseEvent, CaseParty, Notice, NoticeRead, Ruled, Ruling, SavedView
from shibosi.store.models.courses import CourseAttempt
from shibosi.store.models.documents import Document, Documents, Receipt
from shibosi.store.models.findings import DossierState, Finding, SilentFeed, Stake
from shibosi.store.models.handed import HandedFile, RowAnswer
from shibosi.store.models.impacts import Impact
from shibosi.store.models.interests import Announced, Interest
from shibosi.store.models.jobs import Job, JobState, Schedule
from shibosi.store.models.log import LogEntry, LogHead, LogNode
from shibosi.store.models.measures import (
    DossierMeasure,
    EventKind,
    MeasureEvent,
    PartyStanding,
    Proposal,
    ProposalState,
    Publication,
)
from shibosi.store.models.papers import PaperFile, PaperLookup, PaperReminder
from shibosi.store.models.records import Row, stored
from shibosi.store.models.runs import Run
from shibosi.store.models.screening import ScreenedName, Screening
from shibosi.store.models.webhooks import Delivery, Subscription

__all__ = [
    "AccessEntry",
    "Account",
    "Announced",
    "Awaited",
    "Cached",
    "Case",
    "CaseEvent",
    "CaseParty",
    "CourseAttempt",
    "Delivery",
    "Document",
    "DocumentParty",
    "Documents",
    "DossierMeasure",
    "DossierParty",
    "DossierState",
    "EventKind",
    "Finding",
    "HandedFile",
    "Impact",
    "Interest",
    "Job",
    "JobState",
    "Level",
    "LogEntry",
    "LogHead",
    "LogNode",
    "Mandate",
    "MeasureEvent",
    "Membership",
    "Notice",
    "NoticeRead",
    "PaperFile",
    "PaperLookup",
    "PaperReminder",
    "Party",
    "PartyCode",
    "PartyStanding",
    "Proposal",
    "ProposalState",
    "Publication",
    "Receipt",
    "Register",
    "Role",
    "Row",
    "RowAnswer",
    "Ruled",
    "Ruling",
    "Run",
    "SavedView",
    "Schedule",
    "ScreenedName",
    "Screening",
    "SilentFeed",
    "Stake",
    "Subscription",
    "Token",
    "stored",
]
