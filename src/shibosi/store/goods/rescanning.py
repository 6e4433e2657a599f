"""Looking at listings again 复扫: all of them once a week, each day those that a changed term or row of law concerns.

What was looked at by which terms and rows stands in the result of the job. A changed paper needs no rescan: intake
judges its listing at once.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from shibosi.domains.catalogue.records import Listing, ListingText
from shibosi.methods.words.lexicons import Term, terms
from shibosi.methods.words.screening import Screen
from shibosi.standard.law.needs import rules
from shibosi.store import jobs
from shibosi.store.goods.lists import rows_of
from shibosi.store.models import DossierState
from shibosi.store.portions import portions
from shibosi.store.waking import judge_portion

JOB = "goods.rescan"
KINDS = ("listing", "offer", "promotion", "recall", "picture", "item")
"""Kinds of dossier that are about listings."""
EVERYTHING_EVERY = timedelta(days=7)
AT_ONCE = 2000
BY_KEY = 300
TEXTS = ((Listing, "number", ("title", "description")), (ListingText, "listing_number", ("text",)))
"""Where texts of listings stand: record, column of the listing's number, columns of texts."""
Key = tuple[str, str, str]


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def work(running: jobs.Running) -> dict[str, Any]:
    """Judge again what is due. Run twice, the second time finds nothing changed."""
    return rescan(running.clock(), jobs.last_result(JOB))


def rescan(now: datetime, before: dict[str, Any]) -> dict[str, Any]:
    """Judge listings again: all of them, or those that depend on what is not as it was `before`."""
    lines, law = sorted(_line(one) for one in terms()), _rows()
    today = {"terms": lines, "rows": law}
    whole = before.get("whole")
    if whole is None or datetime.fromisoformat(whole) <= now - EVERYTHING_EVERY:
        states = DossierState.objects.filter(kind__in=KINDS)
        return {**today, "whole": now.isoformat(), "judged": _judge(states, now), "everything": True}
    keys = set(_with_terms(set(before["terms"]) ^ set(lines)))
    keys |= set(_in_markets(before["rows"], law))
    judged = sum(
        _judge(DossierState.objects.filter(kind="listing", key__in=["/".join(key) for key in some]), now)
        for some in portions(sorted(keys), BY_KEY)
    )
    return {**today, "whole": whole, "judged": judged, "everything": False}


def _judge(states: Any, now: datetime) -> int:
    done = last = 0
    while (some := judge_portion(states.filter(pk__gt=last), now)) is not None:
        done, last = done + some.dossiers, some.last
    return done


def _with_terms(lines: Iterable[str]) -> Iterator[Key]:
    """Listings in a text of which a term stands that is new, gone or other."""
    changed = [Term(one.partition("\t")[0], "", "", frozenset(["all"]), "", "", "", ()) for one in sorted(lines)]
    if not changed:
        return
    screen = Screen(changed)
    for keys, texts in _texts():
        for number, hits in screen.sweep(texts).items():
            if any(hit.topic == "" for hit in hits):
                yield keys[number]


def _texts() -> Iterator[tuple[list[Key], list[str]]]:
    """The texts of listings in force, some thousand at a time, each with its listing."""
    keys: list[Key] = []
    texts: list[str] = []
    for made, named, columns in TEXTS:
        for _, row in rows_of(made):
            said = [str(row[name]) for name in columns if row.get(name)]
            keys += [(row.get("seller_code", ""), row.get(named, ""), row.get("market", ""))] * len(said)
            texts += said
            if len(texts) >= AT_ONCE:
                yield keys, texts
                keys, texts = [], []
    if texts:
        yield keys, texts


def _in_markets(before: dict[str, str], today: dict[str, str]) -> Iterator[Key]:
    """Listings in markets of which a row of law is new, gone or other."""
    changed = {id_ for id_ in before.keys() | today.keys() if before.get(id_) != today.get(id_)}
    if not changed:
        return
    known = {one.id: one.markets for one in rules()}
    markets = {market for id_ in changed for market in known.get(id_, ())}
    everywhere = any(id_ not in known for id_ in changed)
    for _, row in rows_of(Listing):
        if everywhere or row.get("market") in markets:
            yield row.get("seller_code", ""), row.get("number", ""), row.get("market", "")


def _line(one: Term) -> str:
    """A term with all that is said of it, in one line."""
    told = (one.topic, one.severity, one.confidence, " ".join(sorted(one.markets)), "|".join(one.unless))
    return "\t".join((one.term, *told))


def _rows() -> dict[str, str]:
    """Every row of law about goods with a digest of what it says, of all its days."""
    said: dict[str, str] = {}
    for one in rules():
        told = (said.get(one.id, ""), sorted(one.markets), one.first, one.last, one.fact.values, one.firm)
        said[one.id] = sha256(repr(told).encode()).hexdigest()[:16]
    return said
