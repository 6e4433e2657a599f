"""What stands where at a glance: counts, what waits and is stuck, what is held, why customs sends back."""

from datetime import datetime, timedelta

from shibosi.methods.formats.ceb import build_message
from shibosi.methods.messages.overview import overview
from shibosi.methods.messages.states import Board

NOW = datetime(2026, 3, 3, 18)
LATE = timedelta(hours=4)


def sent(number, at="20260303100000"):
    head = {"agentCode": "A", "copNo": number, "appTime": at, "appType": "1"}
    return build_message("CEB621Message", [{"head": head}])


def answer(number, status, at, info=""):
    head = {"agentCode": "A", "copNo": number, "returnStatus": status, "returnTime": at, "returnInfo": info,
            "guid": f"{number}-{status}"}  # fmt: skip
    return build_message("CEB622Message", [{"head": head}])


def seen(*messages, now=NOW, late=LATE):
    board = Board()
    for message in messages:
        board.add(message)
    return overview(board.standings(), now, late)


def test_documents_are_counted_by_message_and_state():
    found = seen(sent("1"), sent("2"), answer("2", "100", "20260303101500000", "[Code:1332;Desc:x]"))
    assert found.counts == {("621", "sent"): 1, ("621", "rejected"): 1}
    assert (found.messages, found.states) == (["621"], ["sent", "rejected"])
    assert [(code, count) for code, _, count in found.reasons] == [("1332", 1)]
    assert [one.number for one in found.wrong] == ["A 2"] and "1332" in found.wrong[0].says


def test_what_waits_longer_than_it_should_is_stuck_and_stands_first():
    found = seen(sent("new", "20260303140000"), sent("old", "20260303135959"))
    assert [(one.number, one.late) for one in found.waiting] == [("A old", True), ("A new", False)]
    assert found.late == 1
    assert seen(sent("old"), late=timedelta.max).late == 0


def test_an_answer_begins_the_waiting_anew():
    found = seen(sent("1"), answer("1", "120", "20260303170000000"))
    assert [(one.lasts, one.late) for one in found.waiting] == [(timedelta(hours=1), False)]


def test_inspections_and_detentions_are_held_until_release():
    held = [sent("1"), answer("1", "500", "20260303110000000")]
    assert [one.lasts for one in seen(*held).held] == [timedelta(hours=7)]
    assert not seen(*held, answer("1", "800", "20260303120000000")).held


def test_minutes_to_release_are_those_of_released_lists():
    found = seen(*(one for at, minute in enumerate(("05", "30", "20")) for one in
                   (sent(str(at)), answer(str(at), "800", f"202603031{0}{minute}00000"))), sent("open"))  # fmt: skip
    assert found.minutes == (5, 20, 30) and (found.share(50), found.share(90)) == (20, 20)
    assert seen(sent("1")).share(50) is None


def test_times_that_cannot_be_read_are_not_guessed():
    found = seen(sent("1", "tomorrow"))
    assert found.waiting[0].lasts is None and not found.waiting[0].late
    assert found.waiting[0].as_data()["hours"] is None
