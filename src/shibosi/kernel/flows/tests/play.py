"""A play flow, play values and a play calendar; and people who try everything."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Actor
from shibosi.kernel.flows.clock import Rules, UnknownDay, advance
from shibosi.kernel.flows.declared import (
    DAY,
    INSTANT,
    MONEY,
    OPENED,
    PERSON,
    WHOLE,
    Deadline,
    Field,
    Flow,
    Move,
    State,
    effect,
    flow,
)  # fmt: skip
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Values, Version, whole

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday."""
ZONE = "Asia/Shanghai"
DONE = effect("play-done", "It is done.")


class PlayTimes(Parameters):
    """How long a play case takes."""

    look = whole("Hours", unit="hours")
    reply = whole("Working days", unit="working days")
    longest = whole("Days", unit="days")


def play_flow(name: str = "play", **changes) -> Flow:
    """A flow nothing is wrong with; keywords change it."""
    parts = {
        "clauses": [], "parties": ("subject",), "theme": __name__,
        "opening": (Field("judge", "Judge", PERSON), Field("until", "Until", DAY, required=False)),
        "states": (
            State("open", "Open"), State("asked", "Asked"), State("proposed", "Proposed"),
            State("kept", "Kept"), State("done", "Done", final=True),
        ),
        "moves": (
            Move("ask", "Ask", ("open",), "asked", by=(OFFICER,), asks=(Field("question", "Question"),)),
            Move("reply", "Reply", ("asked",), "open", by=(party("subject"),)),
            Move("silent", "Silent", ("asked",), "open", by=(CLOCK,)),
            Move("note", "Note", ("open", "proposed"), "open", by=(OFFICER,), reason=True),
            Move("propose", "Propose", ("open",), "proposed", by=(OFFICER,)),
            Move("agree", "Agree", ("proposed",), "kept", by=(OFFICER,), second_to=("propose",)),
            Move("judge", "Judge", ("open",), "done", by=(OFFICER,), apart_from=("judge",), second_to=(OPENED,)),
            Move("late", "Late", ("open", "proposed"), "done", by=(CLOCK,), effects=(DONE,)),
            Move("over", "Over", ("kept",), "done", by=(CLOCK,)),
        ),
        "deadlines": (
            Deadline("look", "Look", ("open", "proposed"), "late", PlayTimes.look),
            Deadline("reply", "Reply", ("asked",), "silent", PlayTimes.reply),
            Deadline("end", "End", ("kept",), "over", since="until"),
        ),
    }  # fmt: skip
    return flow(name, "Play", **{**parts, **changes})


class Weekdays:
    """Monday to Friday, and nothing known from 2027 on."""

    def add_working_days(self, start, days, place, zone):
        day = start.astimezone(ZoneInfo(zone)).date()
        while days:
            day += timedelta(days=1)
            if day >= date(2027, 1, 1):
                return UnknownDay(place, day)
            days -= day.weekday() < 5
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def rules(**hours) -> Rules:
    """Play rules; `look=5` sets a value."""
    given = {"look": 24, "reply": 2, "longest": 30} | hours
    versions = {
        f"play_times.{name}": [Version(value, None, None, EVERYWHERE, "play", "local")]
        for name, value in given.items()
        if value is not None
    }
    return Rules(Values(versions), Weekdays())


def play_case(made: Flow, by: str = "ann", **facts):
    """A case opened by Ann on Monday morning; Judy is the judge."""
    return engine.open_case(
        made, "1", place="CN", zone=ZONE, parties={name: f"P-{name}" for name in made.parties},
        facts={"judge": "judy", **facts}, at=START, by=by, rules=rules(),
    )  # fmt: skip


def officer(person: str) -> Actor:
    return Actor(person, frozenset({OFFICER}))


def filler(field, now):
    """Something that fits a field, as far as one can say."""
    kinds = {DAY: (now + timedelta(days=3)).date(), INSTANT: now + timedelta(days=3), WHOLE: 3, MONEY: "3 CNY"}
    return field.choices[0][0] if field.choices else kinds.get(field.kind, "text")


PEOPLE = ("ann", "bob", "cai", "judy")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.one_of(st.none(), st.tuples(st.sampled_from(PEOPLE), st.integers(0, 20), st.booleans())),
    ),
    max_size=25,
)
"""Hours that pass, then the clock (None) or somebody who tries a move, with or without what it asks for."""


def walked(made: Flow, case, steps, by_rules, every_role: frozenset[str]):
    """Let people try moves; yield the case after each step with the events it brought."""
    now = case.opened
    for hours, attempt in steps:
        now += timedelta(hours=hours)
        case, events = advance(made, case, now, by_rules)
        if attempt is not None:
            person, number, filled = attempt
            moves = list(made.moves.values())
            move = moves[number % len(moves)]
            actor = Actor(person, every_role, frozenset(case.parties.values()))
            given = {field.name: filler(field, now) for field in move.asks} if filled else {}
            try:
                case, event = engine.apply(
                    made, case, move.name, actor, now, by_rules, reason="because" if filled else "", given=given
                )
                events = (*events, event)
            except Refusal as refusal:
                assert refusal.sentence("zh") and refusal.code
        yield now, case, events
