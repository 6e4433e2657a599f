"""Papers at a glance: how each stands today, when they end, what is missing for what a firm does.

All of it within the scope of who asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shibosi.domains.papers import papers
from shibosi.methods.permits.asking import Allowed
from shibosi.methods.permits.standing import ENDED, ENDING, FORGED, OPEN, REVOKED, SUSPENDED, standing
from shibosi.store.papers.files import shared
from shibosi.store.papers.lookups import with_answers
from shibosi.store.reading.inforce import DOCUMENT, Row, rows
from shibosi.store.reading.permits import Question, may, terms
from shibosi.store.viewers import Viewer

URGENT = (FORGED, REVOKED, SUSPENDED, ENDED, OPEN, ENDING)
"""States that want somebody's work, the worst first."""


@dataclass
class Shown:
    """A paper as it stands today: one line for all its rows; `rank`: what wants work most has the least.

    `shared`: another firm handed in the same file, whose SHA-256 is `digest`.
    """

    holder: str
    kind: str
    name: str
    number: str
    parts: tuple[str, ...]
    about: tuple[str, ...]
    market: str
    state: str
    last: date | None
    verified: date | None
    shared: bool
    document: int | None
    rank: int
    digest: str


@dataclass(frozen=True)
class Doing:
    """An activity of a firm, and what its papers say of it."""

    firm: str
    number: str
    activity: str
    market: str
    found: Allowed


def all_papers(viewer: Viewer, today: date, holder: str = "") -> list[Shown]:
    """Papers that are seen, what wants work first, then by the day they end."""
    every = of_holder(viewer, holder)
    again = shared(row["digest"] for row in every if row["digest"])
    holders: dict[str, set[str]] = defaultdict(set)
    for row in every:
        if row["digest"] and row["holder_code"]:
            holders[row["digest"]].add(row["holder_code"])
    together: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in every:
        together[row["holder_code"] or "", row["paper_kind"] or "", row["number"] or ""].append(row)
    found = [_shown(key, some, holders, again, today) for key, some in together.items()]
    return sorted(found, key=lambda one: (one.rank, one.last or date.max, one.holder, one.kind))


def doings(viewer: Viewer, today: date, firm: str = "") -> list[Doing]:
    """Activities going on, each with what papers say of it; those that are not allowed first."""
    held = defaultdict(list)
    for row in of_holder(viewer, firm):
        held[row["holder_code"]].append(papers.held(row))
    found = []
    for row in _of(viewer, "activity", "party_code", firm):
        going_on = row["ended_on"] is None or row["ended_on"] >= today
        if going_on and row["activity"] in papers.activities():
            question = Question(row["activity"], row["market"], row["category"], today)
            answer = may(held[row["party_code"]], [row], question)
            found.append(Doing(row["party_code"], row["number"], row["activity"], row["market"] or "", answer))
    return sorted(found, key=lambda one: (one.found.allows is not False, one.found.allows is True, one.firm))


def asked(viewer: Viewer, firm: str, question: Question) -> Allowed:
    """Whether a firm may, as far as its papers are seen. Raises UnknownActivity."""
    held = [papers.held(row) for row in of_holder(viewer, firm)]
    return may(held, _of(viewer, "activity", "party_code", firm), question)


def by_month(shown: Iterable[Shown], today: date, months: int) -> dict[str, int]:
    """How many papers end in each of the months to come, this one first."""
    first = today.year * 12 + today.month - 1
    names = [f"{(first + at) // 12}-{(first + at) % 12 + 1:02}" for at in range(months)]
    counts = dict.fromkeys(names, 0)
    for one in shown:
        if one.last is not None and one.last >= today and (name := f"{one.last:%Y-%m}") in counts:
            counts[name] += 1
    return counts


def _shown(
    key: tuple[str, str, str], some: list[Row], holders: Mapping[str, set[str]], again: set[str], today: date
) -> Shown:  # fmt: skip
    """A paper from its rows: the state of the row that wants work most."""
    holder, name, number = key
    kind = papers.kinds().get(name)
    term = terms(today).of(kind) if kind is not None else None
    stands = [standing(papers.held(row), term, today) for row in some] if term is not None else []
    worst = min(stands, key=lambda one: (_rank(one.state), one.last or date.max), default=None)
    state = worst.state if worst is not None else OPEN
    return Shown(
        holder=holder, kind=name, name=kind.name if kind is not None else name, number=number,
        parts=tuple(dict.fromkeys(row["part"] for row in some if row["part"])),
        about=tuple(dict.fromkeys(row["about"] for row in some if row["about"])),
        market=next((row["market"] for row in some if row["market"]), ""),
        state=state, last=worst.last if worst is not None else None,
        verified=min((row["verified_on"] for row in some if row["verified_on"]), default=None),
        shared=any(row["digest"] in again or len(holders[row["digest"]]) > 1 for row in some if row["digest"]),
        document=some[0][DOCUMENT], rank=_rank(state),
        digest=next((row["digest"] for row in some if row["digest"]), ""),
    )  # fmt: skip


def _rank(state: str) -> int:
    return URGENT.index(state) if state in URGENT else len(URGENT)


def of_holder(viewer: Viewer, holder: str = "") -> list[Row]:
    """Rows of papers that are seen, as they stand after issuers were asked; of one holder where it is named."""
    return with_answers(viewer, _of(viewer, "paper", "holder_code", holder), holder)


def _of(viewer: Viewer, kind: str, column: str, firm: str) -> list[Row]:
    """The rows in force of a kind; of one firm where it is named."""
    return rows(viewer, kind, **{column: firm} if firm else {})
