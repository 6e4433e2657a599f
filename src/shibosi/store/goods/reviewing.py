"""Listings before people of their market: a case of the flow `market_review` for each version that is offered.

One person lets it go live, two where the model saw something in a picture; each says to the team of which market it
belongs. Reviewers see what the table of culture has about the market.
"""

from datetime import datetime, timedelta
from typing import Any

from shibosi.domains.catalogue.controls.culture import SUBJECTS
from shibosi.domains.catalogue.controls.information import SIDES, Review
from shibosi.domains.catalogue.flows import MARKET_REVIEW, ONE, TWO
from shibosi.domains.catalogue.records import Listing, ListingCheck, ListingPaper, Picture
from shibosi.domains.catalogue.records.listings import HELD, LIVE
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.engine import LONGEST
from shibosi.methods.goods.minded import minded
from shibosi.store import logbook, scope
from shibosi.store.actions import cases as actions
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening
from shibosi.store.cases.notices import To, tell
from shibosi.store.cases.written import facts_of, given_of
from shibosi.store.firms import folded
from shibosi.store.goods.keys import Key, named
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Case, CaseEvent
from shibosi.store.reading.figures import figure
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

REVIEW = "goods.decide"
RETURNED = "Your listing {number} was returned: {reason}"
WENT_LIVE = "Your listing {number} is live."
ASKED, LATE, LOOKED = "asked", "late", "looked"


class NotChecking(ShibosiError):
    """A listing that waits for no review."""

    code = "listing-not-in-review"
    message = "The listing waits for no review."


class OtherTeam(ShibosiError):
    """A reviewer of another market."""

    code = "other-team"
    message = "People of {market} look at this listing; you said that you belong to {team}."


class TwoPeople(ShibosiError):
    """One person where two are asked for."""

    code = "two-people-look"
    message = "The model saw something in a picture: two people look before it goes live."


def ask(key: Key, listing: Row, now: datetime) -> None:
    """Have people of the market look at a version that was offered, unless they are asked already."""
    pictures = [row for _, row in rows_of(Picture, **named(key))]
    two = any(row.get("flagged") or row.get("doubtful") for row in pictures)
    said = ", ".join(one.id for one in minded(key.market))
    facts = {
        "firm": key.seller, "number": key.number, "market": key.market, "version": int(listing.get("version") or 1),
        "people": TWO if two else ONE, "minded": said[:LONGEST] or "-",
    }  # fmt: skip
    parties = {"subject": folded(key.seller)}
    wanted = Opening(parties=parties, facts=facts, about=_about(key), priority=2 if two else 1)
    logbook.append(opening.by_machine([opening.Wanted(MARKET_REVIEW.name, wanted)], now), now)


def drop(key: Key, now: datetime) -> None:
    """Nobody looks any more at a version that another took the place of."""
    case = open_case(key)
    if case is not None:
        with logbook.at_its_end():
            moving.by_machine(case, "drop", now)


def open_case(key: Key) -> Case | None:
    """The case in which people of the market look at a listing; None where there is none."""
    return Case.objects.filter(about=_about(key), closed_at__isnull=True).first()


def review(viewer: Viewer, key: Key, passed: bool, reason: str, team: str = "") -> bool:
    """Approve a listing, or return it with a reason; answers whether that decided it: two may have to approve.

    `team`: the market to whose team the viewer belongs, else that of the listing.
    Raises Forbidden, NotThere, NotChecking, OtherTeam, Refusal.
    """
    allowed(viewer, REVIEW)
    case = open_case(key)
    if case is None:
        raise NotChecking() if _listing(key) else NotThere()
    move, given = "return", {}
    if passed:
        one = facts_of(case)["people"] == ONE
        move = "approve" if case.state == LOOKED else "pass" if one else "look"
        given = {"team": team or key.market}
    actions.move(viewer, case.public, actions.Decision(move, reason, given))
    return move != "look"


def waiting(viewer: Viewer, key: Key) -> Case | None:
    """The open case of a listing as the viewer sees it; None where there is none."""
    found: Case | None = scope.cases(viewer).filter(about=_about(key), closed_at__isnull=True).first()
    return found


def one_is_enough(case: Case) -> None:
    """Nothing, where one person is enough. Raises TwoPeople."""
    if facts_of(case)["people"] != ONE:
        raise TwoPeople()


def note_check(case: Case, event: CaseEvent, now: datetime) -> None:
    """Put down that somebody of the market passed a version on every side. Raises OtherTeam."""
    key, team = _key(case), str(given_of(case, event)["team"]).strip().upper()
    if team != key.market:
        raise OtherTeam(market=key.market, team=team)
    _hand_in([(ListingCheck.kind(), one) for one in _checks(case, event, True)], event, now)


def go_live(case: Case, event: CaseEvent, now: datetime) -> None:
    """The version goes live, its papers are approved and shown, and its seller is told."""
    key = _key(case)
    papers = ({**row, "approved_at": now, "shown": True} for _, row in rows_of(ListingPaper, **named(key)))
    state = {**_listing(key), "state": LIVE, "published_at": now}
    _hand_in([*((ListingPaper.kind(), one) for one in papers), (Listing.kind(), state)], event, now)
    _tell(key, WENT_LIVE, "", now)


def send_back(case: Case, event: CaseEvent, now: datetime) -> None:
    """The version is held, and its seller is told why and by when to correct it."""
    key = _key(case)
    checks = [(ListingCheck.kind(), one) for one in _checks(case, event, False)]
    _hand_in([*checks, (Listing.kind(), {**_listing(key), "state": HELD})], event, now)
    _tell(key, RETURNED, event.reason, now)


def _checks(case: Case, event: CaseEvent, passed: bool) -> list[dict[str, Any]]:
    facts, today = facts_of(case), event.at.astimezone(HOUSE).date()
    due = None if passed else today + timedelta(days=int(figure(Review.days, today)))
    said = {
        **named(_key(case)), "version": facts["version"], "reviewer": event.person, "due_on": due,
        "reviewer_market": facts["market"], "passed": passed, "reason": event.reason, "checked_at": event.at,
    }  # fmt: skip
    return [{**said, "subject": subject} for subject in (*SIDES, *SUBJECTS)]


def _hand_in(every: list[tuple[str, Row]], event: CaseEvent, now: datetime) -> None:
    hand_in(every, HandedIn(event.person, ""), now)


def _tell(key: Key, words: str, reason: str, now: datetime) -> None:
    facts = {"number": key.number, "reason": reason}
    tell([To(who=folded(key.seller))], words, facts, now, subject="listing")


def _key(case: Case) -> Key:
    facts = facts_of(case)
    return Key(str(facts["firm"]), str(facts["number"]), str(facts["market"]))


def _listing(key: Key) -> Row:
    return next((row for _, row in rows_of(Listing, **named(key, "number"))), {})


def _about(key: Key) -> str:
    return ":".join([MARKET_REVIEW.name, *key])
