"""What stands where, at a glance: documents by kind and state, what waits and how long, what customs holds, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shibosi.methods.messages.answers import ERROR, UNREAD
from shibosi.methods.messages.states import SENT, STATES, WAIT, Board, Standing

REJECTED = ("rejected", ERROR, "retry", UNREAD)
"""States in which somebody has to do something about the document itself."""
HELD = ("held", "closed")
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

    `minutes` are those from sending to release of each released list, sorted.
    """

    now: datetime
    counts: dict[tuple[str, str], int]
    waiting: tuple[Placed, ...]
    held: tuple[Placed, ...]
    wrong: tuple[Placed, ...]
    late: int
    reasons: tuple[tuple[str, str, int], ...]
    minutes: tuple[int, ...]

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


def overview(board: Board, now: datetime, late: timedelta) -> Overview:
    """A board at a moment of Beijing; a document that waits longer than `late` is late."""
    counts: Counter[tuple[str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    waiting, held, wrong, minutes = [], [], [], []
    for one in board.standings():
        counts[one.key[0], one.state] += 1
        if one.state in HELD:
            held.append(_placed(one, now, late))
        elif one.state in REJECTED:
            wrong.append(_placed(one, now, late))
            said = one.last.said.reasons if one.last else ()
            reasons.update((reason.code, reason.meaning or reason.words) for reason in said)
        elif one.next_step == WAIT and one.state in (SENT, "pending", "accepted"):
            waiting.append(_placed(one, now, late))
        elif one.state in ("released", "cleared") and (taken := _released_after(one)) is not None:
            minutes.append(taken)
    return Overview(
        now, dict(counts), _first(waiting), _first(held), _first(wrong), sum(one.late for one in waiting),
        tuple((code, words, count) for (code, words), count in reasons.most_common(REASONS)), tuple(sorted(minutes)),
    )  # fmt: skip


def _placed(one: Standing, now: datetime, late: timedelta) -> Placed:
    since = one.changed_at
    lasts = None if since is None else max(now - since, timedelta(0))
    return Placed(one, since, lasts, lasts is not None and lasts > late)


def _first(found: list[Placed]) -> tuple[Placed, ...]:
    """Those that last longest."""
    return tuple(sorted(found, key=lambda one: -(one.lasts or timedelta(0)))[:SHOWN])


def _released_after(one: Standing) -> int | None:
    """Minutes from the first sending to the release; None where either time cannot be read."""
    released = next((answer.at for answer in one.answers if answer.said.state == "released"), None)
    if one.sent_at is None or released is None:
        return None
    return max(int((released - one.sent_at).total_seconds()) // 60, 0)
