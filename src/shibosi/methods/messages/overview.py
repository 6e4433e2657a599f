"""What stands where, at a glance: documents by kind and state, what waits and how long, what customs holds, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappush, heappushpop
from typing import Any

from shibosi.methods.messages.answers import ERROR, UNREAD
from shibosi.methods.messages.states import SENT, STATES, WAIT, Standing

REJECTED = ("rejected", ERROR, "retry", UNREAD)
"""States in which somebody has to do something about the document itself."""
HELD = ("held", "closed")
WAITING, HOLDING, WRONG = "waiting", "held", "wrong"
BOUNDS = (1, 4, 24, 72)
"""Hours at which waiting is parted."""
SHOWN = 200
"""Documents of a list that are shown, those first that want it most."""
REASONS = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """A document in a list: since when it stands so, how long, and whether that is too long."""

    standing: Standing
    since: datetime | None
    lasts: timedelta | None
    late: bool

    @property
    def number(self) -> str:
        """The document as a person names it."""
        return " ".join(filter(None, self.standing.key[1]))

    @property
    def says(self) -> str:
        """What customs says, in the language in use."""
        last = self.standing.last
        if last is None:
            return ""
        reasons = "; ".join(f"{one.code} {one.meaning or one.words}" for one in last.said.reasons)
        return reasons or last.said.rest or last.said.meaning

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        hours = None if self.lasts is None else round(self.lasts.total_seconds() / 3600, 1)
        return self.standing.as_data() | {"hours": hours, "late": self.late, "says": self.says}


@dataclass(frozen=True, slots=True)
class Overview:
    """A board at a moment. Lists hold the first `SHOWN`; `counts` every document by message and state.

    `minutes` are those from sending to release of each released list, sorted; `lasting` counts what waits or is held by
    `BOUNDS`.
    """

    now: datetime
    counts: dict[tuple[str, str], int]
    waiting: tuple[Placed, ...]
    held: tuple[Placed, ...]
    wrong: tuple[Placed, ...]
    late: int
    reasons: tuple[tuple[str, str, int], ...]
    minutes: tuple[int, ...]
    lasting: tuple[int, ...]

    def count(self, states: Iterable[str]) -> int:
        """How many documents stand in one of these states."""
        wanted = set(states)
        return sum(count for (_, state), count in self.counts.items() if state in wanted)

    @property
    def messages(self) -> list[str]:
        """The kinds of message there are, by number."""
        return sorted({number for number, _ in self.counts})

    @property
    def states(self) -> list[str]:
        """The states there are, in the order of `STATES`."""
        found = {state for _, state in self.counts}
        return [state for state in STATES if state in found]

    def share(self, percent: int) -> int | None:
        """In how many minutes so many of a hundred released lists were released; None where none was."""
        return self.minutes[(len(self.minutes) - 1) * percent // 100] if self.minutes else None


def overview(standings: Iterable[Standing], now: datetime, late: timedelta) -> Overview:
    """How documents stand at a moment of Beijing; one that waits longer than `late` is late. They are looked at once,
    one after the other: of however many, only those that are shown are kept."""
    counts: Counter[tuple[str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    lasting: Counter[int] = Counter()
    lists = {WAITING: Longest(), HOLDING: Longest(), WRONG: Longest()}
    minutes = []
    stuck = 0
    for one in standings:
        counts[one.key[0], one.state] += 1
        kind = listed(one)
        if kind:
            placed = lists[kind].add(placed_at(one, now, late))
            stuck += kind == WAITING and placed.late
            if kind != WRONG and placed.lasts is not None:
                lasting[_span(placed.lasts)] += 1
        if kind == WRONG and one.last is not None:
            reasons.update((reason.code, reason.meaning or reason.words) for reason in one.last.said.reasons)
        if one.state in ("released", "cleared") and (taken := _released_after(one)) is not None:
            minutes.append(taken)
    return Overview(
        now, dict(counts), lists[WAITING].found, lists[HOLDING].found, lists[WRONG].found, stuck,
        tuple((code, words, count) for (code, words), count in reasons.most_common(REASONS)), tuple(sorted(minutes)),
        tuple(lasting[at] for at in range(len(BOUNDS) + 1)),
    )  # fmt: skip


def listed(one: Standing) -> str:
    """The list a document stands in: held, wrong, waiting; empty where nobody has to look at it."""
    if one.state in HELD:
        return HOLDING
    if one.state in REJECTED:
        return WRONG
    return WAITING if one.next_step == WAIT and one.state in (SENT, "pending", "accepted") else ""


@dataclass(slots=True)
class Longest:
    """The documents of a list that last longest, as many as are shown, of however many."""

    heap: list[tuple[timedelta, int, Placed]] = field(default_factory=list)
    count: int = 0

    def add(self, one: Placed) -> Placed:
        """Take in a document."""
        self.count += 1
        entry = one.lasts or timedelta(0), -self.count, one
        if len(self.heap) < SHOWN:
            heappush(self.heap, entry)
        else:
            heappushpop(self.heap, entry)
        return one

    @property
    def found(self) -> tuple[Placed, ...]:
        """Those, the longest first."""
        return tuple(one for *_, one in sorted(self.heap, key=lambda entry: entry[:2], reverse=True))


def placed_at(one: Standing, now: datetime, late: timedelta) -> Placed:
    """A document as a list shows it at a moment of Beijing."""
    since = one.changed_at
    lasts = None if since is None else max(now - since, timedelta(0))
    return Placed(one, since, lasts, lasts is not None and lasts > late)


def _span(lasts: timedelta) -> int:
    """Between which of `BOUNDS` it lies."""
    return sum(lasts >= timedelta(hours=bound) for bound in BOUNDS)


def _released_after(one: Standing) -> int | None:
    """Minutes from the first sending to the release; None where either time cannot be read."""
    released = next((answer.at for answer in one.answers if answer.said.state == "released"), None)
    if one.sent_at is None or released is None:
        return None
    return max(int((released - one.sent_at).total_seconds()) // 60, 0)
