"""`shibosi customs simulate` and `shibosi messages status`: a folder of messages answered, and how each stands."""

import pytest

from shibosi.methods.formats.ceb import build_message, write_message

ORDER = {"orderNo": "O-1", "ebpCode": "E", "appType": "1", "appTime": "20260101100000"}


@pytest.fixture
def sent(tmp_path):
    """A folder with an order and a list that is not signed."""
    folder = tmp_path / "sent"
    folder.mkdir()
    lines = {"OrderList": [{"gnum": "1"}]}
    order = build_message("CEB311Message", [{"head": ORDER, "lists": lines}])
    listed = build_message("CEB621Message", [{"head": {"agentCode": "A", "copNo": "C-1", "appTime": "20260101100000"}}])
    (folder / "order.xml").write_bytes(write_message(order))
    (folder / "list.xml").write_bytes(write_message(listed))
    return folder


def test_a_folder_is_answered_and_its_documents_stand_where_they_do(ask, sent, tmp_path):
    answers = tmp_path / "answers"
    assert ask("messages", "status", sent).status == 3
    made = ask("customs", "simulate", sent, "--out", answers)
    assert made.status == 0 and "3 answers to 2 documents" in made.words
    found = ask("messages", "status", sent, answers, "--json")
    assert found.status == 1
    assert {one["message"]: one["state"] for one in found.data} == {"311": "accepted", "621": "error"}
    words = ask("messages", "status", sent, answers, "--open", language="zh").words
    assert "更正后重发" in words and "O-1" not in words


def test_answers_may_get_lost(ask, sent, tmp_path):
    assert ask("customs", "simulate", sent, "--out", tmp_path / "none", "--lose", "1").status == 0
    assert not list((tmp_path / "none").iterdir())


def test_a_file_that_is_no_message_is_told_and_the_others_are_answered(ask, sent, tmp_path):
    (sent / "broken.xml").write_text("<a>")
    made = ask("customs", "simulate", sent, "--out", tmp_path / "out")
    assert made.status == 2 and "broken.xml" in made.err and "3 answers" in made.words
    assert ask("messages", "status", sent).status == 2
