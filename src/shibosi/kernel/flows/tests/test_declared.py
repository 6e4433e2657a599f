"""A flow that contradicts itself is refused when it is declared."""

import pytest

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    KNOWN,
    BadFlow,
    Deadline,
    Field,
    Move,
    State,
    UnknownFlow,
    effect,
    named,
)  # fmt: skip
from shibosi.kernel.flows.roles import AUDITOR, CLOCK, OFFICER, party
from shibosi.kernel.flows.tests.play import PlayTimes, play_flow
from shibosi.kernel.parameters import Parameters, whole

OPEN, DONE = State("open", "Open"), State("done", "Done", final=True)
CLOSE = Move("close", "Close", ("open",), "done", by=(OFFICER,))
PASS = Move("elapse", "Elapse", ("open",), "done", by=(CLOCK,))


class OddTimes(Parameters):
    """A length nobody can count."""

    moons = whole("Moons", unit="moons")


def small(**changes):
    return {"opening": (), "states": (OPEN, DONE), "moves": (CLOSE,), "deadlines": (), "parties": (), **changes}


@pytest.mark.parametrize(
    ("story", "changes", "fault"),
    [
        ("nothing wrong", {}, None),
        ("no states", {"states": ()}, "it has no states"),
        ("a state twice", {"states": (OPEN, OPEN, DONE)}, "state 'open' is declared twice"),
        ("a move twice", {"moves": (CLOSE, CLOSE)}, "move 'close' is declared twice"),
        ("a state nobody reaches", {"states": (OPEN, DONE, State("lost", "Lost", final=True))}, "cannot be reached"),
        ("a dead end", {"states": (OPEN, State("done", "Done"))}, "state 'done' is a dead end and not final"),
        (
            "a state that only leads to itself",
            {"moves": (CLOSE, Move("stay", "Stay", ("open",), "open", by=(OFFICER,))), "states": (OPEN, DONE)},
            None,
        ),
        ("an unknown state", {"moves": (CLOSE, Move("go", "Go", ("open",), "gone", by=(OFFICER,)))}, "state 'gone'"),
        ("out of a final state", {"moves": (CLOSE, Move("back", "Back", ("done",), "open", by=(OFFICER,)))}, "final"),
        ("from nowhere", {"moves": (CLOSE, Move("go", "Go", (), "done", by=(OFFICER,)))}, "begins nowhere"),
        ("by nobody", {"moves": (Move("close", "Close", ("open",), "done", by=()),)}, "nobody may make"),
        ("by an auditor", {"moves": (Move("close", "Close", ("open",), "done", by=(AUDITOR,)),)}, "only looks"),
        ("by an unknown role", {"moves": (Move("close", "Close", ("open",), "done", by=("king",)),)}, "is no role"),
        (
            "by a party that is not there",
            {"moves": (Move("close", "Close", ("open",), "done", by=(party("subject"),)),)},
            "party 'subject', which the flow does not have",
        ),
        ("an unknown party", {"parties": ("stranger",)}, "'stranger' is no party"),
        (
            "an effect nobody knows",
            {"moves": (Move("close", "Close", ("open",), "done", by=(OFFICER,), effects=("magic",)),)},
            "effect 'magic'",
        ),
        ("a clock move without deadline", {"moves": (CLOSE, PASS)}, "no deadline lapses into it"),
        (
            "the clock and a person",
            {"moves": (Move("close", "Close", ("open",), "done", by=(CLOCK, OFFICER)),)},
            "is no person",
        ),
        ("a lapse into nothing", {"deadlines": (Deadline("d", "D", ("open",), "", PlayTimes.look),)}, "is no move"),
        (
            "a lapse into a person's move",
            {"deadlines": (Deadline("d", "D", ("open",), "close", PlayTimes.look),)},
            "not made by the clock",
        ),
        (
            "a deadline without length",
            {"moves": (CLOSE, PASS), "deadlines": (Deadline("d", "D", ("open",), "elapse"),)},
            "neither a length nor a fact",
        ),
        (
            "a length that does not count time",
            {"moves": (CLOSE, PASS), "deadlines": (Deadline("d", "D", ("open",), "elapse", OddTimes.moons),)},
            "counts in 'moons'",
        ),
        (
            "a deadline from a fact nobody asks for",
            {"moves": (CLOSE, PASS), "deadlines": (Deadline("d", "D", ("open",), "elapse", since="birthday"),)},
            "counts from 'birthday'",
        ),
        (
            "a deadline where its move does not begin",
            {"moves": (CLOSE, PASS), "deadlines": (Deadline("d", "D", ("done",), "elapse", PlayTimes.look),)},
            "does not leave",
        ),
        (
            "the clock in a circle",
            {
                "states": (OPEN, State("rest", "Rest"), DONE),
                "moves": (
                    CLOSE,
                    Move("tick", "Tick", ("open",), "rest", by=(CLOCK,)),
                    Move("tock", "Tock", ("rest",), "open", by=(CLOCK,)),
                ),
                "deadlines": (
                    Deadline("a", "A", ("open",), "tick", PlayTimes.look),
                    Deadline("b", "B", ("rest",), "tock", PlayTimes.look),
                ),
            },
            "in a circle",
        ),
        (
            "four eyes of which the first may be missing",
            {
                "moves": (
                    Move("propose", "Propose", ("open",), "open", by=(OFFICER,)),
                    Move("close", "Close", ("open",), "done", by=(OFFICER,), second_to=("propose",)),
                )
            },
            "before there was a first pair of eyes",
        ),
        (
            "second to nothing",
            {"moves": (Move("close", "Close", ("open",), "done", by=(OFFICER,), second_to=("x",)),)},
            "second to 'x'",
        ),
        (
            "apart from a fact that is no person",
            {
                "opening": (Field("who", "Who"),),
                "moves": (Move("close", "Close", ("open",), "done", by=(OFFICER,), apart_from=("who",)),),
            },
            "no fact that holds a person",
        ),
        ("a field of no kind", {"opening": (Field("f", "F", "colour"),)}, "is of kind 'colour'"),
        ("a choice without choices", {"opening": (Field("f", "F", CHOICE),)}, "must have choices"),
        ("a text that lies ahead", {"opening": (Field("f", "F", later=True),)}, "cannot lie ahead"),
        (
            "one field in two ways",
            {
                "opening": (Field("f", "F"),),
                "moves": (Move("close", "Close", ("open",), "done", by=(OFFICER,), asks=(Field("f", "F", DAY),)),),
            },
            "declared twice and differently",
        ),
    ],
)
def test_faults_of_a_flow_are_found(story, changes, fault):
    if fault is None:
        assert play_flow("small", **small(**changes)).name == "small"
        return
    with pytest.raises(BadFlow) as refused:
        play_flow("faulty", **small(**changes))
    assert fault in refused.value.facts["reason"]
    assert "faulty" not in KNOWN


def test_a_name_is_taken_once():
    play_flow("mine", **small())
    with pytest.raises(BadFlow):
        play_flow("mine", **small(theme="elsewhere"))


def test_an_effect_has_one_meaning():
    effect("one", "It happens.")
    with pytest.raises(BadFlow):
        effect("one", "It happens not.")


def test_a_misspelt_flow_is_refused_with_what_was_meant():
    play_flow("play")
    with pytest.raises(UnknownFlow) as refused:
        named("plya")
    assert refused.value.hint == "play"
