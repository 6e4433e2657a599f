"""Who may move a case, who not and why; what a move leaves behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Actor
from shibosi.kernel.flows.declared import CHOICE, DAY, INSTANT, MONEY, WHOLE, Field, Move, State
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import AUDITOR, OFFICER
from shibosi.kernel.flows.tests.play import START, ZONE, PlayTimes, officer, play_case, play_flow, rules

PLAY = play_flow()
FIRM = Actor("dai", frozenset(), frozenset({"P-subject"}))
HOUR = timedelta(hours=1)


def moved(case, *steps, at=START):
    """A case after moves of people: (move, actor, given)."""
    for name, actor, given in steps:
        case, _ = engine.apply(PLAY, case, name, actor, at, rules(), reason="because", given=given)
    return case


def refused(case, name, actor, now=START, **asked):
    with pytest.raises(Refusal) as found:
        engine.apply(PLAY, case, name, actor, now, rules(), **asked)
    return found.value


def test_a_move_leaves_an_event_and_its_facts():
    case, event = engine.apply(
        PLAY, play_case(PLAY), "ask", officer("bob"), START + HOUR, rules(), given={"question": "why?"}
    )
    assert (case.state, case.entered, case.facts["question"]) == ("asked", START + HOUR, "why?")
    assert (event.person, event.role, event.source, event.target) == ("bob", OFFICER, "open", "asked")
    assert case == play_case(PLAY).replayed(case.history)


def test_a_move_that_ends_where_it_began_does_not_enter_again():
    case, _ = engine.apply(PLAY, play_case(PLAY), "note", officer("bob"), START + HOUR, rules(), reason="seen")
    assert (case.state, case.entered, len(case.history)) == ("open", START, 1)


@pytest.mark.parametrize(
    ("story", "steps", "name", "actor", "code"),
    [
        ("not from this state", [], "reply", FIRM, "not-from-here"),
        ("an auditor looks", [], "propose", Actor("eve", frozenset({AUDITOR})), "not-your-role"),
        ("nobody at all", [], "propose", Actor("eve"), "not-your-role"),
        (
            "a firm that is not in the case",
            [("ask", officer("bob"), {"question": "?"})],
            "reply",
            Actor("dai", frozenset(), frozenset({"P-other"})),
            "not-your-case",
        ),
        ("officer for party", [("ask", officer("bob"), {"question": "?"})], "reply", officer("x"), "not-your-role"),
        ("four eyes, the same pair", [("propose", officer("bob"), {})], "agree", officer("bob"), "same-person"),
        ("the opener", [], "judge", officer("ann"), "same-person"),
        ("the person a fact names", [], "judge", officer("judy"), "same-person"),
        ("the clock's own move", [], "late", officer("bob"), "unknown-move"),
        ("no such move", [], "propos", officer("bob"), "unknown-move"),
    ],
)  # fmt: skip
def test_a_move_is_refused_with_its_reason(story, steps, name, actor, code):
    refusal = refused(moved(play_case(PLAY), *steps), name, actor)
    assert refusal.code == code
    assert refusal.sentence("zh") != refusal.sentence("en")


def test_a_misspelt_move_is_refused_with_what_was_meant():
    assert "Did you mean 'propose'?" in refused(play_case(PLAY), "propos", officer("bob")).sentence("en")


def test_four_eyes_hold_for_whoever_ever_was_the_first():
    case = moved(
        play_case(PLAY),
        ("propose", officer("bob"), {}), ("note", officer("cai"), {}), ("propose", officer("cai"), {}),
    )  # fmt: skip
    assert refused(case, "agree", officer("bob")).code == "same-person"
    assert moved(case, ("agree", officer("dan"), {})).state == "kept"


@pytest.mark.parametrize("name", ["propose", "agree", "judge"])
def test_neither_of_two_people_may_come_without_showing_who_it_is(name):
    case = moved(play_case(PLAY), ("propose", officer("bob"), {})) if name == "agree" else play_case(PLAY)
    named = replace(officer("dan"), shown=False)
    assert refused(case, name, named).code == "person-not-shown"
    assert engine.apply(PLAY, case, "note", named, START, rules(), reason="seen")[1].person == "dan"


def test_who_the_first_was_must_be_known():
    case = replace(play_case(PLAY), facts={})
    assert refused(case, "judge", officer("bob")).code == "first-person-unknown"


@pytest.mark.parametrize(
    ("story", "asked", "code"),
    [
        ("nothing filled in", {}, "field-missing"),
        ("filled in with nothing", {"given": {"question": ""}}, "field-missing"),
        ("only blanks", {"given": {"question": "  "}}, "field-wrong"),
        ("a number for a text", {"given": {"question": 3}}, "field-wrong"),
        ("a text without end", {"given": {"question": "x" * 5000}}, "field-wrong"),
        ("something nobody asked", {"given": {"question": "?", "extra": "x"}}, "field-not-asked"),
    ],
)
def test_what_a_move_asks_for_has_to_be_filled_in(story, asked, code):
    assert refused(play_case(PLAY), "ask", officer("bob"), **asked).code == code


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason-missing"), ("   ", "reason-missing"), ("x" * 5000, "field-wrong")]
)
def test_a_reason_is_a_reason(reason, code):
    refusal = refused(play_case(PLAY), "note", officer("bob"), reason=reason)
    assert refusal.code == code and len(refusal.sentence("en")) < 200


def test_nothing_is_done_after_a_deadline_before_the_clock_was_run():
    refusal = refused(play_case(PLAY), "propose", officer("bob"), START + timedelta(hours=24))
    assert refusal.code == "deadline-lapsed"
    assert refusal.facts["at"] == "2026-03-03T17:00:00+08:00"


def test_time_does_not_run_back():
    assert refused(play_case(PLAY), "propose", officer("bob"), START - HOUR).code == "time-runs-back"


def test_standings_name_every_move_of_people_from_here_and_all_that_forbids_it():
    found = engine.standings(PLAY, play_case(PLAY), Actor("judy"), START, rules())
    assert [one.move.name for one in found] == ["ask", "note", "propose", "judge"]
    assert [why.code for why in found[-1].why] == ["not-your-role", "same-person"]
    assert all(one.allowed for one in engine.standings(PLAY, play_case(PLAY), officer("bob"), START, rules()))


KINDS = play_flow(
    "kinds", parties=(), deadlines=(), states=(State("open", "Open"), State("done", "Done", final=True)),
    moves=(Move("close", "Close", ("open",), "done", by=(OFFICER,)),),
    opening=(
        Field("day", "Day", DAY, required=False, later=True, within=PlayTimes.longest),
        Field("at", "At", INSTANT, required=False, later=True, within=PlayTimes.look),
        Field("count", "Count", WHOLE, required=False),
        Field("fee", "Fee", MONEY, required=False),
        Field("colour", "Colour", CHOICE, required=False, choices=(("r", "Red"), ("b", "Blue"))),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("story", "facts", "fits"),
    [
        ("today", {"day": date(2026, 3, 2)}, True),
        ("yesterday", {"day": date(2026, 3, 1)}, False),
        ("the last day there is", {"day": date(2026, 4, 1)}, True),
        ("a day too far", {"day": date(2026, 4, 2)}, False),
        ("the last day of the calendar", {"day": date.max}, False),
        ("the last instant of the calendar", {"at": datetime.max.replace(tzinfo=UTC)}, False),
        ("an instant for a day", {"day": START}, False),
        ("a text for a day", {"day": "2026-03-03"}, False),
        ("soon", {"at": START + HOUR}, True),
        ("now is not ahead", {"at": START}, False),
        ("an instant too far", {"at": START + timedelta(hours=25)}, False),
        ("an instant without zone", {"at": datetime(2026, 3, 2, 12)}, False),
        ("none", {"count": 0}, True),
        ("less than none", {"count": -1}, False),
        ("truth for a number", {"count": True}, False),
        ("an amount", {"fee": "1200.50 CNY"}, True),
        ("an amount of no currency", {"fee": "1200.50"}, False),
        ("an amount below zero", {"fee": "-1 CNY"}, False),
        ("an amount with six decimals", {"fee": "0.000001 CNY"}, False),
        ("one of the choices", {"colour": "r"}, True),
        ("none of the choices", {"colour": "g"}, False),
    ],
)
def test_fields_take_what_fits(story, facts, fits):
    def opened():
        return engine.open_case(
            KINDS, "1", place="CN", zone=ZONE, parties={}, facts=facts, at=START, by="ann", rules=rules()
        )

    if fits:
        assert opened().facts == facts
    else:
        with pytest.raises(Refusal) as refusal:
            opened()
        assert refusal.value.code == "field-wrong"


def test_how_far_ahead_is_not_known_without_a_value():
    with pytest.raises(Refusal) as refusal:
        engine.open_case(
            KINDS, "1", place="CN", zone=ZONE, parties={}, facts={"day": date(2026, 3, 3)}, at=START, by="ann",
            rules=rules(longest=None),
        )  # fmt: skip
    assert refusal.value.code == "field-wrong"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"parties": {}}, "party-missing"), ({"zone": "Moon/Sea"}, "bad-zone"), ({"facts": {}}, "field-missing")],
)
def test_a_case_says_whom_and_what_it_is_about(changes, code):
    whole = {"place": "CN", "zone": ZONE, "parties": {"subject": "P"}, "facts": {"judge": "judy"}, "by": "ann"}
    with pytest.raises(Refusal) as refusal:
        engine.open_case(PLAY, "1", at=datetime(2026, 3, 2, tzinfo=UTC), rules=rules(), **{**whole, **changes})
    assert refusal.value.code == code
