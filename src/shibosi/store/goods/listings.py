"""Listings on a server: a version saved as a draft, looked at with reasons and the lightest repair, offered, reviewed.

A seller saves drafts and offers them; what stops a draft keeps it back. What passes waits for people of the market
(`reviewing`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains.catalogue.records import Listing, ListingAttribute, ListingPaper, Picture
from shibosi.domains.catalogue.records.listings import CHECKING, DRAFT, HELD, HIDDEN, LIVE, REMOVED, WITH_SELLER
from shibosi.kernel.controls import RELEASE
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.goods.access import Goods
from shibosi.methods.goods.categories import categories
from shibosi.methods.goods.fixes import TERM, Draft, Fix, smallest
from shibosi.methods.pictures import measured
from shibosi.standard.law.traits import MEASURES
from shibosi.store import logbook
from shibosi.store.allowing import NotThere, allowed, may_report
from shibosi.store.goods import reviewing
from shibosi.store.goods.keys import Key, named
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Finding
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import Viewer

SAVE, READ = "documents.report", "goods.read"
STATES = {
    DRAFT: "draft", CHECKING: "being reviewed", HELD: "kept back", LIVE: "live", HIDDEN: "hidden",
    REMOVED: "removed",
}  # fmt: skip
BROKEN, CATEGORY = "broken", "category"


class KeptBack(ShibosiError):
    """A listing that something stops."""

    code = "listing-kept-back"
    message = "The listing cannot be offered yet; {count} things stop it or are not answered."


@dataclass(frozen=True)
class Looked:
    """A listing as it stands: what is said of it, the lightest repair, controls that are broken and stop it."""

    listing: Row
    goods: Goods
    facts: Mapping[str, bool]
    fix: Fix
    broken: tuple[str, ...]

    @property
    def stops(self) -> int:
        """How much stops it or is not answered."""
        return len(self.fix.faults) + len(self.fix.questions) + len(self.broken)


def save(viewer: Viewer, key: Key, said: Mapping[str, Any], facts: Mapping[str, bool], picture: bytes = b"") -> None:
    """Save the next version of a listing as a draft. Raises Forbidden, ReportsForOthers, UnreadablePicture."""
    before = _row(viewer, key)
    version = int(before.get("version") or 0) + 1
    fixed = {"version": version, "state": DRAFT, "subject": "goods", "origin_shown": False}
    row = {**said, **named(key, "number"), **fixed}
    attributes = ({**named(key), "attribute": name, "holds": holds} for name, holds in facts.items())
    every: list[tuple[str, Row]] = [(Listing.kind(), row), *((ListingAttribute.kind(), one) for one in attributes)]
    if picture:
        found = measured(picture)
        every.append((Picture.kind(), {
            **named(key), "position": 1, "digest": found.digest, "width": found.width, "height": found.height,
            "category": said.get("category"),
        }))  # fmt: skip
    _take(viewer, every)


def look(viewer: Viewer, key: Key) -> Looked:
    """A listing as it stands today. Raises Forbidden, NotThere, UnknownCategory, UnknownMarket."""
    allowed(viewer, READ)
    row = _row(viewer, key)
    if not row:
        raise NotThere()
    own, today = named(key), viewer.today
    stated = rows(viewer, ListingAttribute.kind(), **own)
    facts = {one["attribute"]: one["holds"] for one in stated if one["holds"] is not None}
    papers = frozenset(one["requirement"] for one in rows(viewer, ListingPaper.kind(), **own) if good(one, today))
    measures = {
        one["attribute"]: Decimal(one["number"])
        for one in stated if one["attribute"] in MEASURES and one.get("number") is not None
    }  # fmt: skip
    goods = Goods(row.get("category", ""), facts, row.get("age_to"), measures)
    if goods.category not in categories():
        return Looked(row, goods, facts, Fix(None, (CATEGORY,)), _broken(key))
    texts = tuple(str(row[name]) for name in ("title", "description") if row.get(name))
    operator = row["operator_country"] if row.get("operator_name") and row.get("operator_country") else ""
    fix = smallest(Draft(goods, papers, operator, texts), key.market, today)
    return Looked(row, goods, facts, fix, _broken(key))


def repair(viewer: Viewer, key: Key, papers: Iterable[tuple[str, str, date]], operator: tuple[str, str] | None) -> None:
    """Make the changes of the lightest repair: terms leave the texts, papers are linked, an operator is named.

    `papers`: row of law, number, last day. Raises Forbidden, NotThere.
    """
    found = look(viewer, key)
    row = {**found.listing, "version": int(found.listing.get("version") or 0) + 1, "state": DRAFT}
    for change in found.fix.changes or ():
        if change.kind == TERM:
            row |= {name: _without(str(row[name]), change.about) for name in ("title", "description") if row.get(name)}
    if operator is not None:
        row["operator_name"], row["operator_country"] = operator
    today = viewer.today
    linked = [
        (ListingPaper.kind(), {
            **named(key), "requirement": requirement, "number": number, "model": row.get("model"), "status": "valid",
            "valid_from": today, "valid_until": until,
        })
        for requirement, number, until in papers
    ]  # fmt: skip
    _take(viewer, [(Listing.kind(), row), *linked])


def offer(viewer: Viewer, key: Key) -> None:
    """Have a draft reviewed by people of the market; what something stops is held.

    Raises Forbidden, NotThere, KeptBack.
    """
    found = look(viewer, key)
    if found.fix.passes is not True or found.broken:
        _take(viewer, [(Listing.kind(), {**found.listing, "state": HELD})])
        raise KeptBack(count=found.stops)
    with logbook.at_its_end():
        _take(viewer, [(Listing.kind(), {**found.listing, "state": CHECKING})])
        reviewing.ask(key, found.listing, viewer.now)


def every(viewer: Viewer) -> list[dict[str, Any]]:
    """The listings that are seen, the newest 5,000. Raises Forbidden."""
    allowed(viewer, READ)
    return rows(viewer, Listing.kind())


def shown_papers(number: str, today: date) -> list[dict[str, Any]]:
    """Papers of a number that listings show to buyers, each with its listing and whether it is good on a day.

    What is shown on a page of goods is public.
    """
    found = []
    for _, paper in rows_of(ListingPaper, number=number, shown=True):
        by = {"seller_code": paper["seller_code"], "number": paper["listing_number"], "market": paper["market"]}
        title = next((row.get("title", "") for _, row in rows_of(Listing, **by)), "")
        found.append({**paper, "title": title, "good": good(paper, today)})
    return found


def _take(viewer: Viewer, every: list[tuple[str, Row]]) -> None:
    codes = {str(row["seller_code"]) for _, row in every}
    may_report(viewer, [{Listing.kind(): [Listing(seller_code=code).values]} for code in codes])
    hand_in(every, HandedIn(viewer.by, viewer.reporter or ""), viewer.now)
    for row in (row for kind, row in every if kind == Listing.kind() and row["state"] in WITH_SELLER):
        reviewing.drop(Key(row["seller_code"], row["number"], row["market"]), viewer.now)


def _row(viewer: Viewer, key: Key) -> Row:
    """What was said of a listing last; nothing where there is none that is seen."""
    found = rows(viewer, Listing.kind(), seller_code=key.seller, number=key.number, market=key.market)
    return _own(Listing, found[0]) if found else {}


def _own(made: Any, row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name in made.columns and value is not None}


def _broken(key: Key) -> tuple[str, ...]:
    """Controls that are broken and stop the listing."""
    found = Finding.objects.filter(
        dossier__kind="listing", dossier__key="/".join(key), outcome=BROKEN, resolved_at__isnull=True, blocks=RELEASE
    )
    return tuple(sorted(set(found.values_list("control", flat=True))))


def good(paper: Mapping[str, Any], today: date) -> bool:
    """Whether a paper of a listing is good on a day."""
    until = paper.get("valid_until")
    return paper.get("status") == "valid" and (
        paper.get("open_ended") is True or (until is not None and until >= today)
    )


def _without(text: str, term: str) -> str:
    return " ".join(text.replace(term, " ").split())
