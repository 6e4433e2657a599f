"""The tables of the store."""

from shibosi.store.models.documents import Document, Receipt
from shibosi.store.models.findings import DossierState, Finding, SilentFeed
from shibosi.store.models.jobs import Job, JobState, Schedule
from shibosi.store.models.log import LogEntry, LogHead, LogNode
from shibosi.store.models.records import Row, stored

__all__ = [
    "Document",
    "DossierState",
    "Finding",
    "Job",
    "JobState",
    "LogEntry",
    "LogHead",
    "LogNode",
    "Receipt",
    "Row",
    "Schedule",
    "SilentFeed",
    "stored",
]
