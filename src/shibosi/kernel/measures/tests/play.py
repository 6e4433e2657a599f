"""Play packs, play values and made-up lives of a party."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures import events as ev
from shibosi.kernel.measures.packs import Pack, Resetting, Rolling, Score, Tier, pack
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Values, Version, codes, whole, word

DAY_ONE = date(2026, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHY = ev.Reason(("4.8.2-a",), case="C-1")


class PlayFigures(Parameters):
    """Figures of the play packs."""

    minor = whole("Minor", unit="points")
    major = whole("Major", unit="points")
    critical = whole("Critical", unit="points")
    days = whole("Days", unit="days")
    months = whole("Months", unit="months")
    begins = whole("Begins", unit="month")
    start = whole("Start", unit="points")
    lowest = whole("Lowest", unit="points")
    highest = whole("Highest", unit="points")
    gain = whole("Gain", unit="points")
    per = whole("Per", unit="orders")
    some = whole("Some", unit="points")
    many = whole("Many", unit="points")
    low = whole("Low", unit="points")
    lasts = whole("Lasts", unit="days")
    some_brings = codes("Some bring")
    many_brings = codes("Many bring")
    on_appeal = word("On appeal")
    on_reached = word("On reached")
    four_eyes = codes("Four eyes")


FIGURES = {
    "minor": 1, "major": 3, "critical": 6, "days": 60, "months": 3, "begins": 1, "start": 20, "lowest": 0,
    "highest": 30, "gain": 2, "per": 100, "some": 4, "many": 10, "low": 8, "lasts": 28,
    "some_brings": frozenset({"demote"}), "many_brings": frozenset({"close-shop"}), "on_appeal": "suspends",
    "on_reached": "proposes", "four_eyes": frozenset({"close-shop"}),
}  # fmt: skip
POINTS = {
    Severity.MINOR: PlayFigures.minor,
    Severity.MAJOR: PlayFigures.major,
    Severity.CRITICAL: PlayFigures.critical,
}
HOW: dict[str, Any] = {
    "on_appeal": PlayFigures.on_appeal, "on_reached": PlayFigures.on_reached, "four_eyes": PlayFigures.four_eyes,
}  # fmt: skip
QUARTER = pack(
    "play_quarter", "Quarter", points=POINTS, window=Resetting(PlayFigures.months, PlayFigures.begins),
    tiers=(Tier("some", PlayFigures.some, PlayFigures.some_brings, PlayFigures.lasts),
           Tier("many", PlayFigures.many, PlayFigures.many_brings)),
    **HOW, theme=__name__,
)  # fmt: skip
SCORE = pack(
    "play_score", "Score", points=POINTS, window=Rolling(PlayFigures.days),
    score=Score(PlayFigures.start, PlayFigures.lowest, PlayFigures.highest, PlayFigures.gain, PlayFigures.per),
    tiers=(Tier("low", PlayFigures.low, PlayFigures.many_brings),), **HOW, theme=__name__,
)  # fmt: skip


def values(confidence="local", **changes) -> Values:
    """Play values; `minor=None` leaves one out."""
    given = {**FIGURES, **changes}
    return Values({
        f"play_figures.{name}": [Version(value, None, None, EVERYWHERE, "play", confidence)]
        for name, value in given.items() if value is not None
    })  # fmt: skip


def day(offset: int) -> date:
    return DAY_ONE + timedelta(days=offset)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def violation(id="v", on=0, severity=Severity.CRITICAL, known=0, party="P"):
    return ev.Violation(id, party, day(on), at(known), severity, WHY)


def measure(id="m", on=0, known=0, **changes):
    said: dict[str, Any] = {"kind": "demote", "reason": WHY, "by": "ann", "route": "portal", **changes}
    return ev.Measure(id, "P", day(on), at(known), **said)


def ruling(about, id="r", on=0, known=1000, overturned=True):
    return ev.Ruling(id, "P", day(on), at(known), about, overturned, "bob")


def contest(about, id="c", on=0, known=500):
    return ev.Contest(id, "P", day(on), at(known), about)


OFFSETS = st.integers(0, 200)


@st.composite
def lives(draw):
    """Events of one party in the order they became known: each with its own minute."""
    made: list[ev.Event] = []
    for number in range(draw(st.integers(0, 14))):
        on, base = draw(OFFSETS), ("P", at(number))
        what = draw(st.integers(0, 7))
        id = f"e{number}"
        about = draw(st.sampled_from([one.id for one in made])) if made else "nothing"
        head = (id, base[0], day(on), base[1])
        if what <= 2 or not made:
            made.append(ev.Violation(*head, draw(st.sampled_from(list(Severity))), WHY))
        elif what == 3:
            because = tuple(draw(st.sets(st.sampled_from([one.id for one in made]), max_size=2)))
            tier = draw(st.sampled_from(["", "some", "low"]))
            last = draw(st.one_of(st.none(), st.integers(0, 90)))
            made.append(ev.Measure(
                *head, draw(st.sampled_from(["warn", "demote", "freeze-funds"])), WHY, "ann", "portal",
                last=None if last is None else day(on + last), because=because, tier=tier,
            ))  # fmt: skip
        elif what == 4:
            made.append(ev.Orders(*head, draw(st.integers(0, 500))))
        elif what == 5:
            made.append(draw(st.sampled_from([ev.Contest, ev.Suspension]))(*head, about))
        elif what == 6:
            made.append(ev.Ruling(*head, about, draw(st.booleans()), "bob"))
        else:
            made.append(ev.Lift(*head, about))
    return made


PACKS: list[Pack] = [QUARTER, SCORE]
