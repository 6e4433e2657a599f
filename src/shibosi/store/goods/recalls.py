"""Recalls on the server: lists taken over, matches decided by people, buyers told. Allowed, by the one door, logged."""

from typing import Any, NamedTuple

from shibosi.domains.catalogue.records import Listing, RecalledOrder, RecallMatch
from shibosi.domains.catalogue.records import Recall as Stored
from shibosi.methods.recalls.reading import ReadList, parse_recalls
from shibosi.store import jobs
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.goods.holding import JOB, SAME, follow
from shibosi.store.goods.lists import kept, recall_of, row_of, rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import Viewer

READ, TAKE, DECIDE, TELL = "goods.read", "goods.lists", "goods.decide", "documents.report"
MOST = 16 << 20
"""Bytes of a list that comes in over the web."""
OTHER = "other"


class Taken(NamedTuple):
    """What became of a list: recalls in it, of these new or changed, and rows that could not be read."""

    recalls: int
    fresh: int
    read: ReadList


def take(viewer: Viewer, name: str, contents: bytes, authority: str = "", market: str = "") -> Taken:
    """Take a list over, and have listings held against what is new in it. Raises Forbidden, UnreadableRecalls."""
    allowed(viewer, TAKE)
    read = parse_recalls(contents, name, authority, market)
    known = {(one.authority, one.number): _plain(row_of(one)) for one in kept()}
    wanted = {(one.authority, one.number): row_of(one) for one in read.recalls}
    fresh = [row for key, row in wanted.items() if known.get(key) != _plain(row)]
    hand_in(((Stored.kind(), row) for row in fresh), HandedIn(viewer.by, ""), viewer.now)
    if fresh:
        jobs.ask(JOB, viewer.now, viewer.by, only_one=JOB)
    return Taken(len(wanted), len(fresh), read)


def matches(viewer: Viewer) -> list[dict[str, Any]]:
    """Listings that a recall may mean, as far as the viewer sees them, the newest first. Raises Forbidden."""
    allowed(viewer, READ)
    return rows(viewer, RecallMatch.kind())


def orders(viewer: Viewer, authority: str = "", number: str = "") -> list[dict[str, Any]]:
    """Past orders whose buyers are to be told, of one recall or of all. Raises Forbidden."""
    allowed(viewer, READ)
    return rows(viewer, RecalledOrder.kind(), **({"authority": authority, "recall_number": number} if number else {}))


def decide(viewer: Viewer, match: int, same: bool) -> None:
    """Say whether a match, by the number of its document, means the goods. Raises Forbidden, NotThere."""
    allowed(viewer, DECIDE)
    row = _one(RecallMatch, filed_id=match) | {"decision": SAME if same else OTHER, "decided_at": viewer.now}
    how = HandedIn(viewer.by, "")
    if not same:
        hand_in([(RecallMatch.kind(), row)], how, viewer.now)
        return
    recall = _one(Stored, authority=row["authority"], number=row["recall_number"])
    by = {"seller_code": row["seller_code"], "number": row["listing_number"], "market": row["market"]}
    follow([(row, _one(Listing, **by), recall_of(recall))], how, viewer.now)


def tell_buyers(viewer: Viewer, authority: str, number: str) -> int:
    """Put down that the buyers of past orders of a recall were told, of those seen; answers how many.

    Raises Forbidden.
    """
    allowed(viewer, TELL)
    waiting = [one for one in orders(viewer, authority, number) if not one["told_at"]]
    own = ({name: value for name, value in one.items() if name in RecalledOrder.columns} for one in waiting)
    how = HandedIn(viewer.by, viewer.reporter or "")
    hand_in(((RecalledOrder.kind(), {**row, "told_at": viewer.now}) for row in own), how, viewer.now)
    return len(waiting)


def _one(made: Any, **by: Any) -> dict[str, Any]:
    """A row in force. Raises NotThere."""
    found = next((row for _, row in rows_of(made, **by)), None)
    if found is None:
        raise NotThere()
    return found


def _plain(row: Row) -> dict[str, str]:
    """A row as texts, cut as its columns are, to be compared."""
    longest = {name: column.longest for name, column in Stored.columns.items()}
    return {name: str(value)[: longest[name]] for name, value in row.items() if value not in (None, "")}
