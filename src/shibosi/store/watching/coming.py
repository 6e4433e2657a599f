"""The job that tells of what begins or ends in the tables of law: once a day, each change once."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from shibosi.standard.law.book import Change
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.upcoming import upcoming
from shibosi.store import jobs
from shibosi.store.models import Announced
from shibosi.store.watching.telling import SUBJECT, told
from shibosi.store.zones import HOUSE

JOB = "law.announce"
TOPICS = {
    "rates": "tax", "thresholds": "tariff", "requirements": "product", "dangerous_goods": "transport",
    "carriage": "transport",
    "culture": "advertising",
}  # fmt: skip
"""Table of law to the topic under which its changes are told."""
OF_ROWS = {
    "tax": "tax", "low-value-vat": "tax", "marketplace": "tax", "customs": "tariff", "low-value-duty": "tariff",
    "parcel-ids": "tariff", "logistics": "transport", "product-safety": "product", "environment": "product",
    "standards": "product", "units": "product", "label-languages": "product", "privacy": "data", "ai": "data",
    "privacy-law": "data", "privacy-transfer": "data", "advertising": "advertising", "finance": "finance",
    "ip": "property",
}  # fmt: skip
"""The same for rows of tables of several topics, by the topic of the row; the others are told under trade."""
WORDS = "{name} ({market}): another rule from {day} on. Source: {source}"
LONGEST = 200


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def announce(running: jobs.Running) -> dict[str, int]:
    """Tell of the changes of the next ninety days that were not told yet. Run twice, nothing is told twice."""
    now, count = running.clock(), 0
    for change in upcoming(now.astimezone(HOUSE).date()):
        try:
            with transaction.atomic():
                Announced.objects.create(series=change.series, day=change.day, at=now)
                count += _tell(change, running)
        except IntegrityError:  # it was told before, or another worker tells it at this moment
            continue
    return {"told": count}


def _tell(change: Change, running: jobs.Running) -> int:
    fact = change.after or change.before
    assert fact is not None, "a change has a side"
    facts = {
        "name": _named(fact), "market": " ".join(fact.places), "day": change.day.isoformat(),
        "source": fact.source[:LONGEST],
    }  # fmt: skip
    topic = TOPICS.get(fact.table) or OF_ROWS.get(str(fact.values.get("topic")), "trade")
    return told(fact.places, topic, WORDS, facts, running.clock(), subject=f"{SUBJECT}{change.series}"[:80])


def _named(fact: Fact) -> str:
    """What a row is called, in both languages where it has a name in both: a notice is read in either."""
    names = [fact.values.get(name) for name in ("title_zh", "title_en")]
    found = " / ".join(str(name) for name in names if name) or fact.title
    return found[:LONGEST]
