"""Names asked by hand, and hits with what became of them. Allowed and noted: who is screened is personal data."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.names.matching import CUT, Bearer
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.screening import Found, Party
from shibosi.store import jobs, logbook, scope
from shibosi.store.allowing import allowed
from shibosi.store.cases.written import read_facts
from shibosi.store.models import Case, CaseEvent, Job
from shibosi.store.reading.access import named
from shibosi.store.screening.due import JOB
from shibosi.store.screening.lists import Versions, kept, ready
from shibosi.store.seeing import note
from shibosi.store.viewers import Viewer

MOST = 100
"""Bearers that are asked at once; our choice."""
READ, START = "screening.read", "screening.start"
FINAL = tuple(one.name for one in SCREENING_HIT.states.values() if one.final)
EXPORTED = ["case", "opened", "name", "listed name", "entry", "probability", "for and against", "state", "decided at",
            "decided by", "reason", "second person", "second reason"]  # fmt: skip
"""What is exported of a hit."""
FACTS = ("name", "listed_name", "entry", "score", "reasons")


class NobodyAsked(ShibosiError):
    """A question without names, or with more than are taken at once."""

    code = "nobody-asked"
    message = "Name somebody to be screened: at least one, at most {most}, each with a name."


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked, and the listed ones they may be, the surest first, each with its entry and list."""

    bearer: Bearer
    hits: list[tuple[Found, Entry, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What was asked against which versions of which lists."""

    versions: Versions
    entries: int
    asked: list[Asked]


def ask(viewer: Viewer, bearers: Sequence[Bearer], door: str, cut: float = CUT) -> Answer:
    """Hold bearers against everything in force; nothing is kept but that it was asked. Raises Forbidden, NobodyAsked.

    `cut`: how probable a hit has to be, 0 to 1.
    """
    allowed(viewer, READ)
    if not 1 <= len(bearers) <= MOST or not all(any(map(str.strip, one.names)) for one in bearers):
        raise NobodyAsked(most=MOST)
    lists = ready()
    found = lists.screener.screen([Party(str(n), one) for n, one in enumerate(bearers)], cut).found
    note(viewer, "screened", f"names:{len(bearers)}", door)
    return Answer(lists.versions, len(lists.entries), [
        Asked(one, [(hit, lists.entries[hit.hit.listed], lists.sources[hit.hit.listed]) for hit in found[str(number)]])
        for number, one in enumerate(bearers)
    ])  # fmt: skip


def start(viewer: Viewer) -> Job:
    """Have everybody screened who is due. Raises Forbidden."""
    allowed(viewer, START)
    with transaction.atomic():
        job = jobs.ask(JOB, viewer.now, viewer.by, only_one=JOB)
        logbook.append([logbook.Entry("screening asked for", f"job:{job.pk}", {"by": viewer.by})], viewer.now)
    return job


class Compared(NamedTuple):
    """Two versions of a list, and the entries of which they say something else, with "added", "removed", "changed"."""

    before: str
    after: str
    changes: list[tuple[str, str]]


def compared(viewer: Viewer, name: str, before: str = "", after: str = "") -> Compared:
    """What two versions of a list differ in: that in force and the one before it, unless they are named.

    The first version there is differs from a list without entries. Raises Forbidden, UnknownList.
    """
    allowed(viewer, READ)
    known = [one.version for one in kept().history(name)]
    after = after or known[0]
    place = known.index(after) + 1 if after in known else len(known)
    before = before or (known[place] if place < len(known) else "")
    found = kept().difference(name, before, after)
    return Compared(before, after, sorted((one, word) for word, ids in asdict(found).items() for one in ids))


def hits(viewer: Viewer, state: str = "") -> QuerySet[Case]:
    """Cases of possible matches, without order; of one state, or "open" for those that are not decided."""
    query = scope.cases(viewer).filter(flow=SCREENING_HIT.name)
    if state == "open":
        return query.filter(closed_at__isnull=True)
    return query.filter(state=state) if state else query


def exported(cases: Iterable[Case]) -> Iterator[list[str]]:
    """For inspectors: each hit with what was decided, when, by whom and why, as `EXPORTED` names it."""
    people: dict[str, str] = {}
    for case in cases:
        facts = case_facts(case)
        moves = list(CaseEvent.objects.filter(case=case).order_by("-number")[:2]) if case.state in FINAL else []
        both = [*moves[:1], *(moves[1:] if moves and moves[0].move == "confirm" else ())]
        unknown = {one.person for one in both} - people.keys()
        people |= {one: one for one in unknown} | named(unknown)
        told = [text for one in both for text in (people[one.person], one.reason or "")]
        yield [
            case.public, case.opened_at.isoformat(), *(str(facts.get(name, "")) for name in FACTS), case.state,
            both[0].at.isoformat() if both else "", *told, *[""] * (4 - len(told)),
        ]  # fmt: skip


def case_facts(case: Case) -> dict[str, Any]:
    """What a case of a hit was opened with."""
    return dict(read_facts(SCREENING_HIT.fields(), case.facts))


def names_in(name: str, version: str, ids: Collection[str]) -> dict[str, str]:
    """The first name of entries in a version of a list; "" for one without. Raises UnknownList."""
    if not version:
        return {}
    return {one.id: one.names[0] if one.names else "" for one in kept().entries(name, version) if one.id in ids}
