"""The clock moves what is due, at the instant it was due, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.flows import engine
from shibosi.kernel.flows.clock import advance, deadlines, due
from shibosi.kernel.flows.declared import Deadline
from shibosi.kernel.flows.roles import CLOCK, OFFICER
from shibosi.kernel.flows.tests.play import (
    PEOPLE,
    START,
    STEPS,
    ZONE,
    PlayTimes,
    officer,
    play_case,
    play_flow,
    rules,
    walked,
)  # fmt: skip
from shibosi.kernel.parameters import EVERYWHERE, Values, Version

PLAY = play_flow()
ROLES = frozenset({OFFICER})
AFTER = timedelta(days=400)


def asked_case(at=START):
    case, _ = engine.apply(PLAY, play_case(PLAY), "ask", officer("bob"), at, rules(), given={"question": "?"})
    return case


@pytest.mark.parametrize(("hours", "lapsed"), [(0, False), (23, False), (24, True), (500, True)])
def test_hours_lapse_to_the_hour(hours, lapsed):
    found = due(PLAY, play_case(PLAY), START + timedelta(hours=hours), rules())
    assert (found is not None) is lapsed


def test_a_lapse_happens_when_it_was_due_not_when_the_clock_was_run():
    case, (event,) = advance(PLAY, play_case(PLAY), START + AFTER, rules())
    assert (case.state, event.at, event.person, event.deadline) == ("done", START + timedelta(hours=24), CLOCK, "look")
    assert (event.effects, event.value) == (("play-done",), "all@unknown")


def test_one_lapse_leads_to_the_next():
    _, events = advance(PLAY, asked_case(), START + AFTER, rules())
    assert [event.move for event in events] == ["silent", "late"]
    assert events[1].at - events[0].at == timedelta(hours=24)


def test_working_days_end_with_the_day_where_the_case_is():
    (found,) = deadlines(PLAY, asked_case(), rules())
    assert found.at == datetime(2026, 3, 4, 16, tzinfo=UTC)
    (late,) = deadlines(PLAY, asked_case(datetime(2026, 3, 2, 17, tzinfo=UTC)), rules())
    assert late.at == datetime(2026, 3, 5, 16, tzinfo=UTC)


def test_a_day_lasts_until_its_end():
    case = play_case(PLAY, until=date(2026, 3, 5))
    case, _ = engine.apply(PLAY, case, "propose", officer("bob"), START, rules())
    case, _ = engine.apply(PLAY, case, "agree", officer("cai"), START, rules())
    (found,) = deadlines(PLAY, case, rules())
    assert found.at == datetime(2026, 3, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("story", "within", "end"),
    [
        ("days from a day", PlayTimes.longest, datetime(2026, 4, 4, 16, tzinfo=UTC)),
        ("working days from a day", PlayTimes.reply, datetime(2026, 3, 9, 16, tzinfo=UTC)),
        ("hours from the end of a day", PlayTimes.look, datetime(2026, 3, 6, 16, tzinfo=UTC)),
    ],
)
def test_a_length_is_counted_from_a_day_of_the_case(story, within, end):
    made = play_flow("from_a_day", deadlines=(
        Deadline("look", "Look", ("open", "proposed"), "late", within, "until"),
        Deadline("reply", "Reply", ("asked",), "silent", PlayTimes.reply),
        Deadline("end", "End", ("kept",), "over", since="until"),
    ))  # fmt: skip
    (found,) = deadlines(made, play_case(made, until=date(2026, 3, 5)), rules())
    assert found.at == end


def test_a_fact_that_lies_back_lapses_now_and_not_before():
    case = play_case(PLAY, until=date(2026, 2, 1))
    case, _ = engine.apply(PLAY, case, "propose", officer("bob"), START, rules())
    case, _ = engine.apply(PLAY, case, "agree", officer("cai"), START + timedelta(hours=2), rules())
    case, (event,) = advance(PLAY, case, START + AFTER, rules())
    assert event.at == START + timedelta(hours=2)


@pytest.mark.parametrize(
    ("story", "case", "values", "why"),
    [
        ("no value in force", play_case(PLAY), {"look": None}, "No value of play_times.look is in force."),
        ("less than nothing", play_case(PLAY), {"look": -1}, "-1 hours cannot be counted"),
        ("longer than anything", play_case(PLAY), {"look": 10**15}, "hours cannot be counted"),
        ("more days than anything", asked_case(), {"reply": 3661}, "3661 working days cannot be counted"),
        ("the calendar ends", asked_case(), {"reply": 500}, "not known from 2027-01-01 on"),
    ],
)
def test_what_cannot_be_reckoned_waits_and_says_why(story, case, values, why):
    assert advance(PLAY, case, START + 10 * AFTER, rules(**values))[1] == ()
    (found,) = deadlines(PLAY, case, rules(**values))
    assert found.at is None
    assert why in found.reckoned.why("en")
    assert found.reckoned.why("zh") != found.reckoned.why("en")


def test_a_fact_that_was_never_given_is_not_guessed():
    case = play_case(PLAY)
    case, _ = engine.apply(PLAY, case, "propose", officer("bob"), START, rules())
    case, _ = engine.apply(PLAY, case, "agree", officer("cai"), START, rules())
    (found,) = deadlines(PLAY, case, rules())
    assert found.reckoned.why("en") == "It is not known from when to count."


def test_a_value_that_changes_later_does_not_move_a_deadline_that_runs():
    def version(hours, first, last):
        return Version(hours, first, last, EVERYWHERE, "play", "local")

    changed = [version(24, None, date(2026, 3, 2)), version(1, date(2026, 3, 3), None)]
    values = Values({**rules().values, PlayTimes.look.id: changed})
    (found,) = deadlines(PLAY, play_case(PLAY), type(rules())(values, rules().calendar))
    assert found.at == START + timedelta(hours=24)


@given(STEPS)
def test_a_walk_never_leaves_the_declared_states_and_time_never_runs_back(steps):
    case = opening = play_case(PLAY, until=date(2026, 3, 20))
    for now, moved, events in walked(PLAY, opening, steps, rules(), ROLES):
        case = moved
        for event in events:
            assert event.target in PLAY.states
            assert event.source in PLAY.moves[event.move].sources
            assert event.at <= now
        assert case == opening.replayed(case.history)
    times = [event.at for event in case.history]
    assert times == sorted(times)


@given(STEPS)
def test_the_clock_run_twice_or_in_small_steps_changes_nothing(steps):
    for now, case, _ in walked(PLAY, play_case(PLAY, until=date(2026, 3, 20)), steps, rules(), ROLES):
        once, made = advance(PLAY, case, now, rules())
        assert made == ()
        small = case
        for days in range(0, 60, 7):
            small, _ = advance(PLAY, small, now + timedelta(days=days), rules())
        assert small == advance(PLAY, once, now + timedelta(days=56), rules())[0]


@given(STEPS)
def test_the_second_person_is_never_the_first(steps):
    for _, case, _ in walked(PLAY, play_case(PLAY, until=date(2026, 3, 20)), steps, rules(), ROLES):
        for number, event in enumerate(case.history):
            if event.move == "agree":
                assert event.person not in {one.person for one in case.history[:number] if one.move == "propose"}
            if event.move == "judge":
                assert event.person not in {"ann", "judy"}


@given(st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(PEOPLE))
def test_a_deadline_entered_later_ends_no_sooner(first, second, person):
    early, late = sorted((first, second))

    def ends(hours):
        at = START + timedelta(hours=hours)
        case = engine.open_case(
            PLAY, "1", place="CN", zone=ZONE, parties={"subject": "P"}, facts={"judge": person}, at=at, by="ann",
            rules=rules(),
        )  # fmt: skip
        case, _ = engine.apply(PLAY, case, "ask", officer("bob"), at, rules(), given={"question": "?"})
        (found,) = deadlines(PLAY, case, rules())
        return found.at or datetime.max.replace(tzinfo=UTC)

    assert ends(early) <= ends(late)
    assert ends(early) >= START + timedelta(hours=early)
