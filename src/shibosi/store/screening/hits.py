"""Possible matches become cases of the flow `screening_hit`: each pair once, until either of the two says otherwise."""

import hashlib
from collections.abc import Container, Iterator
from datetime import datetime
from typing import NamedTuple

from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.kernel.flows.engine import LONGEST
from shibosi.methods.names.scoring import Reason
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.screening import Found, Screens
from shibosi.store import logbook
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening
from shibosi.store.firms import REPORTER
from shibosi.store.models import Case, Document
from shibosi.store.portions import portions
from shibosi.store.screening.lists import Ready
from shibosi.store.screening.names import Bearing, Named, bearings

PRIORITY = 3
AT_ONCE = 500


class Settled(NamedTuple):
    """What came of hits: how many there are, cases opened, cases of what is no match any more."""

    hits: int
    opened: int
    gone: int


def settle(found: Screens, people: dict[str, Named], lists: Ready, now: datetime, everybody: bool) -> Settled:
    """Open cases of pairs that never had one; where everybody was looked at, let those go that are no match now."""
    wanted = {about(one): one for one in found.open([])}
    known: set[str] = set()
    for some in portions(list(wanted), AT_ONCE):
        known |= set(Case.objects.filter(flow=SCREENING_HIT.name, about__in=some).values_list("about", flat=True))
    fresh = [
        _wanted(key, people[one.party], one, lists.entries[one.hit.listed], lists.sources[one.hit.listed])
        for key, one in wanted.items() if key not in known
    ]  # fmt: skip
    for portion in portions(fresh, AT_ONCE):
        with logbook.at_its_end():
            logbook.append(opening.by_machine(portion, now), now)
    return Settled(len(wanted), len(fresh), _let_go(wanted, now) if everybody else 0)


def matches(found: Screens, people: dict[str, Named], after: int) -> Iterator[tuple[Case, Bearing]]:
    """Cases of what was found, each with every order and customer that bears the name. `after`: as for `named`."""
    wanted = {key: {about(one) for one in several} for key, several in found.found.items() if several}
    every = {one: key for key, some in wanted.items() for one in some}
    cases: dict[str, list[Case]] = {}
    for some in portions(list(every), AT_ONCE):
        for case in Case.objects.filter(flow=SCREENING_HIT.name, about__in=some).order_by("pk"):
            cases.setdefault(every[str(case.about)], []).append(case)
    for mark, bearing in bearings([people[key].party for key in wanted], after):
        yield from ((case, bearing) for case in cases.get(mark, ()))


def about(found: Found) -> str:
    """What a case is about: this party as it is known, and this entry as it stands. Either changed is another pair."""
    return f"{SCREENING_HIT.name}:{hashlib.sha256(repr(found.pair()).encode()).hexdigest()[:32]}"


def _let_go(wanted: Container[str], now: datetime) -> int:
    gone = 0
    for case in Case.objects.filter(flow=SCREENING_HIT.name, closed_at__isnull=True).order_by("pk"):
        if case.about not in wanted:
            with logbook.at_its_end():
                gone += moving.by_machine(case, "lapse", now) is not None
    return gone


def _wanted(key: str, one: Named, found: Found, entry: Entry, of: str) -> opening.Wanted:
    """The case of a possible match; no firm is told of it."""
    reasons = "; ".join(f"{reason.points:+.1f} {reason.kind} {_told(reason)}".strip() for reason in found.hit.reasons)
    facts = {
        "name": one.party.bearer.names[0], "listed_name": found.hit.name, "entry": f"{of} {entry.id} ({entry.place})",
        "score": f"{found.hit.score:.3f}", "reasons": reasons or "-",
    }  # fmt: skip
    cut = {name: text[:LONGEST] for name, text in facts.items()}
    document = Document.objects.filter(pk=one.document).first() if one.document else None
    parties = {"subject": REPORTER}
    return opening.Wanted(SCREENING_HIT.name, Opening(parties, cut, about=key, document=document, priority=PRIORITY))


def _told(reason: Reason) -> str:
    """What a reason compares; numbers of identity papers are not repeated."""
    return "" if reason.kind == "identifier" else " = ".join(filter(None, (reason.left, reason.right)))
