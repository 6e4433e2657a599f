"""Words for what works behind the pages: jobs, how often, how far; and for what the log's entries tell."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shibosi.console import saying
from shibosi.kernel.words import translate
from shibosi.pages.tags import ZONE
from shibosi.store.cases.written import flows

JOBS = {
    "access.forget": "Old entries of who saw what are erased", "rejudge": "Everything is judged again",
    "run": "Run over everything that is stored", "webhooks.deliver": "Webhooks are told",
    "hand in a file": "A file is taken in", "impact": "Weighs what other values would change",
    "law.announce": "Changes of law are told", "law.mail": "Changes of law are sent by mail",
    "screening": "Stored names are screened against watch-lists",
    "customs.payment-data": "Payment data customs asked for are uploaded",
    "goods.recalls": "Listings are held against recalls", "goods.rescan": "Listings are looked at again",
    "customs.filings": "Declared lines are held against filings with customs",
    "customs.filings.came": "Declared lines are held against filings that came in",
    "papers.read": "Photographs of papers are read",
    "papers.end": "Files of papers that are kept no longer are deleted",
    "goods.orders": "Orders are held against the rules of their destination",
    "files.forget": "Files that were handed in are deleted when they are kept no longer",
    "cases.move": "Cases are moved together", "cases.assign": "Cases are handed over together",
    "orders.partners": "Carriers and payment firms of orders are held against suppliers",
    "papers.remind": "Holders are reminded of papers that end",
    "pages.count": "What the first page of a firm shows is counted",
}  # fmt: skip
"""Jobs by what they do."""
FACTS = {
    "what": "What", "subject": "Of what", "at": "When", "about": "About", "flow": "Flow", "by": "By",
    "digest": "Digest", "receipt": "Receipt", "party": "Firm", "kind": "Kind", "as_of": "As of",
    "findings": "Findings", "overlay": "Other values", "entries": "Entries", "before": "Before", "name": "Name",
    "reason": "Reason for it", "state": "State", "outcome": "Outcome", "dossier": "Dossier",
    "control": "Control", "move": "Move", "day": "Day", "place": "Place", "role": "Role", "severity": "Severity",
    "document": "Document",
}  # fmt: skip
"""Facts that entries tell."""
ROW = frozenset({"what", "subject", "at"})
"""Facts that have a column of their own in the list."""
WORDS = frozenset({"outcome"})
"""Facts that are words of ours."""
STEP = ": "
UNITS = [(timedelta(days=1), "days"), (timedelta(hours=1), "hours"), (timedelta(minutes=1), "minutes"),
         (timedelta(seconds=1), "seconds")]  # fmt: skip
EVERY = {"days": "every {count} days", "hours": "every {count} hours", "minutes": "every {count} minutes",
         "seconds": "every {count} seconds"}  # fmt: skip


def job(name: str) -> str:
    """What a job does; its name where it is none of ours."""
    return translate(JOBS[name]) if name in JOBS else name


def interval(lasts: timedelta) -> str:
    """How often something is done, in the largest unit that goes into it."""
    unit, word = next(((unit, word) for unit, word in UNITS if lasts >= unit and not lasts % unit), UNITS[-1])
    return translate(EVERY[word]).format(count=lasts // unit)


def progress(said: str) -> str:
    """What a job said last: a step, and the kind of dossier or record it is at."""
    step, colon, at = said.partition(STEP)
    return translate(step) + (STEP + saying.document(saying.dossier(at)) if colon else "") if step else ""


def content(facts: Mapping[str, Any] | None) -> str:
    """What an entry of the log tells, in a line; moments in the server's zone."""
    return " · ".join(f"{fact(name)} {value(name, each)}" for name, each in (facts or {}).items() if name not in ROW)


def fact(name: str) -> str:
    """A fact of an entry; its name where it is none of ours."""
    return translate(FACTS[name]) if name in FACTS else name


def value(name: str, told: Any) -> str:
    """What a fact of an entry says."""
    if name == "control":
        return saying.sentence(str(told))
    if name == "flow" and told in flows():
        return translate(flows()[str(told)].label)
    if isinstance(told, bool):
        return translate("yes" if told else "no")
    if name in WORDS:
        return translate(str(told))
    return _local(told) if isinstance(told, str) else str(told)


def _local(text: str) -> str:
    """A moment as it is read here; any other text as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}" if at.tzinfo is not None else text
