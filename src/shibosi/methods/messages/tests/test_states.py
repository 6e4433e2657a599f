"""How documents stand: the chain of a real list, and answers that are late, doubled, missing, unknown or nobody's."""

from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.ceb import build_message, read_message
from shibosi.methods.formats.ceb.errors import UnwritableText
from shibosi.methods.messages import states
from shibosi.methods.messages.states import board
from shibosi.standard.codes import codes

STATUSES = st.sampled_from([*codes("return-status"), "-1", "x", "9" * 400])
KEY = {"agentCode": "A", "copNo": "C-1"}


def the_list(cop="C-1", time="20260101100000", kind="1"):
    head = {"agentCode": "A", "copNo": cop, "appTime": time, "appType": kind}
    return build_message("CEB621Message", [{"head": head}])


def answer(status, time="20260101100100000", info="", number="622", **more):
    return build_message(
        f"CEB{number}Message",
        [{"head": {**KEY, "guid": "g", "returnStatus": status, "returnTime": time, "returnInfo": info, **more}}],
    )


def one(*messages):
    (found,) = board(messages).standings()
    return found


@pytest.mark.parametrize(
    ("story", "statuses", "state", "next_step", "done"),
    [
        ("nothing came", [], "sent", states.WAIT, False),
        ("declaring", ["2"], "pending", states.WAIT, False),
        ("could not be delivered", ["2", "4"], "retry", states.AGAIN, False),
        ("rejected", ["2", "100"], "rejected", states.CORRECT, False),
        ("an error of the e-port", ["-621005"], "error", states.CORRECT, False),
        ("stored is not released", ["2", "120"], "accepted", states.WAIT, False),
        ("released", ["2", "120", "800"], "released", states.NOTHING, True),
        ("an officer looks at it", ["120", "300"], "pending", states.WAIT, False),
        ("inspected", ["120", "500"], "held", states.ASK, False),
        ("seized", ["120", "500", "502"], "held", states.ASK, False),
        ("inspected and released", ["120", "500", "800"], "released", states.NOTHING, True),
        ("to be returned", ["120", "500", "700"], "closed", states.NOTHING, False),
        ("rejected, corrected, released", ["100", "120", "800"], "released", states.NOTHING, True),
        ("something nobody knows", ["777"], "unread", states.ASK, False),
        ("something nobody knows after a release", ["800", "777"], "released", states.NOTHING, True),
        ("no number", ["放行"], "unread", states.ASK, False),
    ],
)
def test_answers_make_a_state_and_a_next_step(story, statuses, state, next_step, done):
    sent = [answer(status, f"202601011001{at:02d}000") for at, status in enumerate(statuses)]
    found = one(the_list(), *sent)
    assert (found.state, found.next_step, found.done) == (state, next_step, done), story


def test_whatever_order_answers_come_in_the_state_is_the_same():
    chain = [the_list(), answer("2", "20260101100100000"), answer("120", "20260101100200000", invtNo="I"),
             answer("800", "20260101100200049")]  # fmt: skip
    found = {str(one(*order).as_data()) for order in permutations(chain)}
    assert len(found) == 1 and one(*chain).state == "released"
    assert one(*chain).numbers == {"invtNo": "I"}


def test_an_answer_that_comes_twice_is_counted_and_changes_nothing():
    found = one(the_list(), answer("120"), answer("120"), answer("120"))
    assert (found.state, found.doubled, len(found.answers)) == ("accepted", 2, 1)


def test_of_two_answers_of_one_moment_the_one_further_on_counts():
    found = one(the_list(), answer("800"), answer("120"))
    assert found.state == "released"


def test_an_answer_to_a_document_nobody_sent_is_kept_and_asked_about():
    found = one(answer("777"))
    assert (found.state, found.next_step) == ("unread", states.ASK)
    assert one(answer("800")).state == "released"


def test_answers_are_joined_by_company_and_number_not_by_guid():
    found = list(board([the_list(), answer("800", copNo="C-2"), answer("100", agentCode="B")]).standings())
    assert [(one.key[1], one.state) for one in found] == [
        (("A", "C-1"), "sent"), (("A", "C-2"), "released"), (("B", "C-1"), "rejected"),
    ]  # fmt: skip


def test_a_document_without_any_key_is_left_aside():
    assert not list(board([build_message("CEB622Message", [{"head": {"returnStatus": "800"}}])]).standings())


def test_a_message_that_was_never_read_is_named_by_its_id():
    made = build_message("CEB900Message", [{"head": {"oriCopMsgId": "M-1", "returnInfo": "no", "returnStatus": "-1"}}])
    assert board([made]).refused == [("M-1", "no")]


@pytest.mark.parametrize(
    ("story", "answers", "kind", "doubled"),
    [
        ("never sent", None, "1", False),
        ("no answer yet", [], "1", True),
        ("released", ["800"], "1", True),
        ("rejected", ["100"], "1", False),
        ("could not be delivered", ["4"], "1", False),
        ("a change of one that is stored", ["120"], "2", False),
    ],
)
def test_sending_again_is_stopped_where_it_would_double(story, answers, kind, doubled):
    before = [] if answers is None else [the_list(), *(answer(status) for status in answers)]
    found = list(board(before).may_send(the_list(kind=kind)))
    assert bool(found) == doubled, story


def test_silence_is_counted_from_what_came_last_and_only_while_something_is_waited_for():
    now = datetime(2026, 1, 1, 12, 1)
    assert one(the_list()).silent_since(now) == timedelta(hours=2, minutes=1)
    assert one(the_list(), answer("2", "20260101110100000")).silent_since(now) == timedelta(hours=1)
    assert one(the_list(), answer("800")).silent_since(now) is None
    assert one(the_list(time="2026")).silent_since(now) is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(STATUSES, st.text(max_size=20)), max_size=6))
def test_no_answer_stops_the_board(rows):
    made = board([])
    made.add(the_list())
    for status, time in rows:
        try:
            made.add(answer(status, time))
        except UnwritableText:
            continue
    for found in made.standings():
        assert found.as_data()["state"] in states.STATES and found.words


@pytest.mark.real
def test_the_chain_of_a_real_list_ends_released(real_data: Path):
    path = real_data / "reference" / "samples" / "ceb" / "CEB622Message-lifecycle.xml"
    message, _ = read_message(path.read_bytes(), path.name)
    found = one(message)
    assert found.state == "released" and len(found.answers) == 3
    assert found.numbers == {"preNo": "B20200615494000227", "invtNo": "29242020I439440284"}
