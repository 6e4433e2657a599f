"""Holding listings against recalls: once a day, when a list was taken over, and when listings came in.

New listings are held against every recall, those there were against new recalls only. A listing that is certainly meant
goes off sale at once, its past orders are found, seller and officers are told; a doubtful one waits for people.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from shibosi.domains.catalogue.records import Listing, RecallMatch
from shibosi.domains.catalogue.records import Recall as Stored
from shibosi.domains.catalogue.records.listings import HIDDEN, LIVE
from shibosi.methods.recalls.matching import CERTAIN, Goods, Match, Recalls
from shibosi.methods.recalls.notices import Recall
from shibosi.store import jobs
from shibosi.store.cases.notices import To, tell
from shibosi.store.firms import folded
from shibosi.store.goods.lists import kept, rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Role, stored
from shibosi.store.portions import portions

JOB = "goods.recalls"
HOUSE_ITSELF = HandedIn("recalls", "")
SAME = "same"
AT_ONCE = 500
MEANT = "Your listing {number} is recalled and off sale now: {title}. The buyers of its past orders are to be told."
DOUBTED = "A recall may mean your listing {number}, which people decide: {title}"


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def work(running: jobs.Running) -> dict[str, int]:
    """Hold what is new against what is there. Run twice, the second time finds nothing new."""
    before = jobs.last_result(JOB)
    return hold(running.clock(), before.get("recall", 0), before.get("listing", 0))


def hold(now: datetime, recall: int = 0, listing: int = 0) -> dict[str, int]:
    """Hold listings against recalls; both that came in with documents up to these were held against each other."""
    reached = {"recall": _last(Stored), "listing": _last(Listing)}
    known = {_pair(row) for _, row in rows_of(RecallMatch)}
    every, fresh = Recalls(kept()), Recalls(kept(after=recall))
    looked, found = 0, []
    for document, row in rows_of(Listing, **({} if fresh else {"filed_id__gt": listing})):
        against = every if document > listing else fresh
        looked += bool(against)
        found += [
            (_match(row, one, now), row, one.recall) for one in (against.matches(Goods.of(row)) if against else ())
            if (row["seller_code"], row["number"], row["market"], one.recall.authority, one.recall.number) not in known
        ]  # fmt: skip
    follow(found, HOUSE_ITSELF, now)
    return {**reached, "looked": looked, "found": len(found)}


def follow(found: Iterable[tuple[Row, Row, Recall]], how: HandedIn, now: datetime) -> None:
    """Do what matches ask for: the match, its listing, the recall. What is meant goes off sale, orders are found."""
    every, rows = list(found), []
    for match, listing, recall in every:
        meant = SAME == match.get("decision", SAME if match["grade"] == CERTAIN else "")
        if meant:
            rows += [("recalled_order", row) for row in past_orders(match, recall, now)]
            if listing.get("state") == LIVE:
                rows.append((Listing.kind(), {**listing, "state": HIDDEN}))
        rows.append((RecallMatch.kind(), {**match, "off_sale_at": now} if meant else match))
        to = [To(who=folded(match["seller_code"])), To(role=Role.OFFICER)]
        facts = {"number": match["listing_number"], "title": recall.title[:200]}
        tell(to, MEANT if meant else DOUBTED, facts, now, subject=f"recall:{recall.authority}/{recall.number}"[:80])
    hand_in(rows, how, now)


def past_orders(match: Row, recall: Recall, now: datetime) -> Iterator[Row]:
    """Orders of the seller with a line of the listing, or of an item number of the recall."""
    codes = {one.lstrip("0") for one in recall.gtins} | set(recall.gtins) | {one[1:] for one in recall.gtins}
    lines: Any = stored("order_line")._default_manager.filter(standing=True)
    named = lines.filter(item_number=match["listing_number"]) | lines.filter(barcode__in=codes)
    for some in portions(sorted(set(named.values_list("order_number", flat=True))), AT_ONCE):
        own: Any = stored("order")._default_manager.filter(
            standing=True, merchant_code=match["seller_code"], number__in=some
        )
        for number in sorted(set(own.values_list("number", flat=True))):
            yield {
                "seller_code": match["seller_code"], "listing_number": match["listing_number"],
                "authority": recall.authority, "recall_number": recall.number, "order_number": number, "found_at": now,
            }  # fmt: skip


def _match(listing: Row, one: Match, now: datetime) -> Row:
    return {
        "seller_code": listing["seller_code"], "listing_number": listing["number"], "market": listing["market"],
        "authority": one.recall.authority, "recall_number": one.recall.number, "grade": one.grade,
        "because": one.kept, "found_at": now,
    }  # fmt: skip


def _pair(match: Row) -> tuple[Any, ...]:
    return tuple(match.get(name) for name in ("seller_code", "listing_number", "market", "authority", "recall_number"))


def _last(made: Any) -> int:
    found: int | None = stored(made.kind())._default_manager.aggregate(last=Max("filed_id"))["last"]
    return found or 0
