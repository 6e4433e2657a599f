"""The standing of a party on a day: points, tiers, measures in force. A pure fold over events, which anyone can repeat.

An overturned event leaves exactly the standing there would be without it. A value that is missing is named, and what
hangs on it is left open; where a value of confidence `general-knowledge` took part, the standing asks for review.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from shibosi.kernel.measures.events import Event, Lift, Measure, Orders, Remaining, Violation
from shibosi.kernel.measures.packs import SUSPENDS, Pack, Tier
from shibosi.kernel.measures.reading import Missing, Reader
from shibosi.kernel.measures.remaining import remaining
from shibosi.kernel.parameters import Values

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reached:
    """A tier that holds on the day: since when, until when (None: as long as the points say so), what it brings."""

    tier: str
    since: date | None
    until: date | None
    brings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party stands on a day. `points` None: a value is missing, see `missing`.

    `in_force` are the measures that hold, `effects` what they do together; `proposed` what the tiers ask for and no
    measure does yet; `stopped` what does not count while it is appealed or suspended. `used` are the values that
    decided: parameter, version, confidence.
    """

    party: str
    day: date
    points: int | None
    tiers: tuple[Reached, ...]
    in_force: tuple[Measure, ...]
    effects: frozenset[str]
    proposed: frozenset[str]
    stopped: frozenset[str]
    used: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]

    @property
    def review(self) -> bool:
        """Whether somebody has to look before anything follows: a value is missing or rests on general knowledge."""
        return bool(self.missing) or any(confidence == "general-knowledge" for _, _, confidence in self.used)


def standing(
    pack: Pack, events: Iterable[Event], party: str, day: date, values: Values, place: str,
    known: datetime | None = None, apart: Collection[str] = (),
) -> Standing:  # fmt: skip
    """The standing of a party on a day by a pack, from all that was known (by `known`, if given).

    A measure that another pack brought is not in it: whether its tier is still reached, that pack says. Violations of
    the rules `apart` do not count: another pack counts them.
    """
    reader = Reader(values, place)
    left = remaining(events, party, day, known)
    stopped = _stopped(left, reader, pack, day)
    ledger = _Ledger(pack, reader, left, stopped, apart)
    points = ledger.points(day)
    tiers = () if points is None else tuple(ledger.reached(day))
    own = [one for one in left.events if isinstance(one, Measure) and one.pack in ("", pack.name)]
    held = tuple(one for one in own if _holds(one, left, stopped, tiers, day))
    effects = frozenset(one.kind for one in held)
    asked = frozenset(kind for one in tiers for kind in one.brings)
    return Standing(
        party, day, points, tiers, held, effects, asked - effects, stopped,
        tuple(sorted(reader.used)), tuple(sorted(reader.missing)),
    )  # fmt: skip


def _stopped(left: Remaining, reader: Reader, pack: Pack, day: date) -> frozenset[str]:
    """What does not count while it is suspended or, if the pack says so, under appeal."""
    try:
        contested = left.contested if left.contested and reader.read(pack.on_appeal, day) == SUSPENDS else frozenset()
    except Missing:
        contested = frozenset()
    return left.suspended | contested


def _holds(one: Measure, left: Remaining, stopped: frozenset[str], tiers: tuple[Reached, ...], day: date) -> bool:
    """Whether a measure holds on the day: begun, not over, not stopped, and what it rests on stands."""
    lifted = any(isinstance(event, Lift) and event.about == one.id for event in left.events)
    over = one.last is not None and one.last < day
    rests = not one.because or any(id not in stopped for id in one.because)
    earned = not one.tier or any(found.tier == one.tier for found in tiers)
    return not (lifted or over or one.id in stopped) and rests and earned


class _Ledger:
    """Points by day, looked up in sums."""

    def __init__(
        self, pack: Pack, reader: Reader, left: Remaining, stopped: frozenset[str], apart: Collection[str]
    ) -> None:  # fmt: skip
        self.pack, self.reader = pack, reader
        found = [
            (one.day, weight) for one in left.events
            if isinstance(one, Violation) and one.id not in stopped and one.reason.rule not in apart
            and (weight := pack.weight(one)) is not None
        ]  # fmt: skip
        self.days = [day for day, _ in found]
        self.sums = list(accumulate((reader.try_whole(weight, day) for day, weight in found), initial=0))
        self.unweighed = bool(reader.missing)
        orders = [one for one in left.events if isinstance(one, Orders) and one.id not in stopped]
        self.order_days = [one.day for one in orders]
        self.order_sums = list(accumulate((one.count for one in orders), initial=0))

    def points(self, day: date, with_day: bool = True) -> int | None:
        """Points on a day, or with what happened before it only; None where a value they hang on is missing."""
        reader, score = self.reader, self.pack.score
        if self.unweighed:
            return None
        try:
            first = reader.window_start(self.pack.window, day)
            cut = bisect_right if with_day else bisect_left
            lost = self.sums[cut(self.days, day)] - self.sums[bisect_left(self.days, first)]
            if score is None:
                return lost
            orders = self.order_sums[bisect_right(self.order_days, day)]
            orders -= self.order_sums[bisect_left(self.order_days, first)]
            per = reader.whole(score.per, day)
            won = reader.whole(score.gain, day) * (orders // per) if per else 0
            found = reader.whole(score.start, day) + won - lost
            return max(reader.whole(score.lowest, day), min(reader.whole(score.highest, day), found))
        except Missing:
            return None

    def reached(self, day: date) -> Iterable[Reached]:
        """The tiers that hold on a day."""
        for tier in self.pack.tiers:
            try:
                yield from self._reached(tier, day)
            except Missing:
                continue

    def _reached(self, tier: Tier, day: date) -> Iterable[Reached]:
        crossed = next((one for one in self._violation_days(day) if self._crosses(tier, one)), None)
        lasts = None
        if tier.lasts is not None:
            if crossed is None:
                return
            lasts = crossed + timedelta(days=self.reader.whole(tier.lasts, crossed)) - ONE_DAY
            if lasts < day:
                return
        elif not self._beyond(tier, self.points(day), day):
            return
        brings = self.reader.read(tier.brings, crossed or day)
        yield Reached(tier.name, crossed, lasts, tuple(sorted(brings)))

    def _violation_days(self, day: date) -> list[date]:
        """The days of violations up to a day, the latest first."""
        return [one for one in dict.fromkeys(reversed(self.days)) if one <= day]

    def _crosses(self, tier: Tier, day: date) -> bool:
        """Whether what happened on a day brought the tier."""
        return self._beyond(tier, self.points(day), day) and not self._beyond(tier, self.points(day, False), day)

    def _beyond(self, tier: Tier, points: int | None, day: date) -> bool:
        at = self.reader.whole(tier.at, day)
        return points is not None and (points < at if self.pack.score is not None else points >= at)
