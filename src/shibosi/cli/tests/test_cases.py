"""`shibosi cases`: the desk on a terminal, with an answer for each case that was not moved."""

import csv
import re
from datetime import UTC, datetime

import click
import pytest

from shibosi.kernel import words
from shibosi.store.cases.tests.builders import a_held_order, a_member, a_party, an_officer, an_order, hand_in
from shibosi.store.models import Account, Case, CaseEvent, LogEntry

pytestmark = pytest.mark.django_db
ANN = ("--as", "ann@platform.example")
WORDS = re.compile("[A-Za-z]{2}")
ORDERS = ("O-1", "O-2", "O-3")


@pytest.fixture
def held(db):
    a_party("AAA")
    an_officer("ann")
    for number in ORDERS:
        hand_in(an_order(number), at=datetime.now(UTC))
    return [Case.objects.get(dossier__key=number).public for number in ORDERS]


def states():
    return list(Case.objects.order_by("pk").values_list("state", flat=True))


def test_the_desk_is_listed_as_it_is_asked(ask, held):
    told = ask("cases", "list", "--text", "O-2", "--json")
    assert [one["number"] for one in told.data] == [held[1]] and told.status == 0
    assert len(ask("cases", "list", "--flow", "held_order", "--most", "2", "--json").data) == 2
    assert "2 of 3 are shown." in ask("cases", "list", "--most", "2").words
    assert "No case answers" in ask("cases", "list", "--flow", "waiver").words
    a_held_order("O-LATE")
    assert ask("cases", "list").status == 1 and len(ask("cases", "list", "--due", "late", "--json").data) == 1
    ask("cases", "assign", "ann@platform.example", held[0], *ANN)
    for who in ("me", "ann@platform.example"):
        assert [one["number"] for one in ask("cases", "list", "--assignee", who, "--json", *ANN).data] == held[:1]


def test_all_of_them_are_written_into_a_file(ask, held, tmp_path):
    told = ask("cases", "list", "--most", "1", "--out", tmp_path / "cases.csv")
    assert "3 cases are written" in told.words
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig") as file:
        assert {row["number"] for row in csv.DictReader(file)} == set(held)


def test_a_case_tells_what_may_be_done_and_what_stands_against_it(ask, held):
    told = ask("cases", "show", held[0].lower().replace("-", ""), *ANN)
    assert told.status == 0 and all(word in told.words for word in (held[0], "O-1", "release", "Order held"))
    data = ask("cases", "show", held[0], "--json", *ANN).data
    assert {one["name"]: one["allowed"] for one in data["moves"]}["release"] is True
    assert not any(one["allowed"] for one in ask("cases", "show", held[0], "--json").data["moves"])


def test_a_firm_sees_and_moves_only_what_is_its_own(ask, held):
    other = Account.objects.get(pk=a_member("BBB").account).email
    assert ask("cases", "list", "--json", "--as", other).data == []
    assert ask("cases", "show", held[0], "--as", other).status == 2
    assert ask("cases", "move", "answer", held[0], "--given", "reply=x", "--as", other).status == 1
    assert states() == ["held"] * 3


def test_one_is_moved_with_what_the_move_asks_for(ask, held):
    told = ask("cases", "move", "ask", held[0], "--given", "question=Where is a=b?", *ANN)
    assert (told.status, "1 cases done." in told.words) == (0, True)
    event = CaseEvent.objects.get(move="ask")
    assert "a=b?" in event.given and event.person == f"account:{Account.objects.get(email__startswith='ann').pk}"


def test_what_two_people_decide_is_not_decided_here(ask, held):
    told = ask("cases", "move", "propose", held[0], "--reason", "seen", *ANN)
    assert told.status == 1 and "two people who have signed in" in told.words
    against = {one["name"]: one["why"] for one in ask("cases", "show", held[0], "--json", *ANN).data["moves"]}
    (why,) = against["propose"]
    assert "two people who have signed in" in why and against["release"] == []
    assert states() == ["held"] * 3


def test_of_several_each_that_was_not_moved_is_answered(ask, held):
    ask("cases", "move", "release", held[1], "--reason", "seen", *ANN)
    told = ask("cases", "move", "release", *held, "XXXXX-XXXXX", "--reason", "seen", "--json", *ANN)
    assert told.status == 1 and told.data["done"] == 2
    assert [(one["number"], one["code"]) for one in told.data["refused"]] == [
        (held[1], "not-from-here"), ("XXXXX-XXXXX", "not-there"),
    ]  # fmt: skip
    assert states() == ["released"] * 3
    again = ask("cases", "move", "release", held[0], "--reason", "seen", *ANN)
    assert again.status == 1 and held[0] in again.words and "cannot be done while the case is" in again.words


def no(*words, **how):
    raise click.Abort


def test_all_that_answer_are_moved_after_a_yes(ask, held, monkeypatch):
    asked = ("cases", "move", "release", "--all", "--text", "O-2", "--reason", "seen", *ANN)
    monkeypatch.setattr(click, "confirm", no)
    assert ask(*asked).status == 130 and states() == ["held"] * 3
    assert ask(*asked, "--yes").status == 0 and states() == ["held", "released", "held"]
    assert ask("cases", "move", "release", "--all", "--flow", "waiver", "--yes", *ANN).status == 2


def test_cases_are_handed_over_and_back(ask, held):
    an_officer("ben")
    assert ask("cases", "assign", "ben@platform.example", "--all", "--yes", *ANN).status == 0
    assert set(Case.objects.values_list("assignee__email", flat=True)) == {"ben@platform.example"}
    assert ask("cases", "assign", "nobody", held[0], *ANN).status == 0
    assert Case.objects.filter(assignee=None).count() == 1
    assert all("command line/account:" in one.content for one in LogEntry.objects.filter(what="case assigned"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--flow", "held_ordr"), "Did you mean 'held_order'?"),
        (("list", "--flow", "held_order", "--state", "hold"), "There is no state 'hold'"),
        (("list", "--control", "nothing_such"), "nothing_such"),
        (("list", "--assignee", "me"), "Say by --as who you are."),
        (("list", "--assignee", "eve@x.example"), "There is no open account"),
        (("show", "12"), "'12' is no number of a case."),
        (("show", "XXXXX-XXXXX"), "There is no such thing"),
        (("move", "relase", "XXXXX-XXXXX", *ANN), "Did you mean 'release'?"),
        (("move", "release", "XXXXX-XXXXX"), "Missing option"),
        (("move", "release", *ANN), "Name cases, or say --all"),
        (("move", "release", "XXXXX-XXXXX", "--all", *ANN), "Name cases, or say --all"),
        (("move", "release", "XXXXX-XXXXX", "--flow", "waiver", *ANN), "Filters say which cases --all means"),
        (("move", "ask", "XXXXX-XXXXX", "--given", "x", *ANN), "'x' is not NAME=TEXT."),
        (("move", "release", "XXXXX-XXXXX", "--as", "eve@x.example"), "There is no open account of eve@x.example."),
        (("assign", "eve@x.example", "XXXXX-XXXXX", *ANN), "There is no open account"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_done(ask, held, arguments, said):
    told = ask("cases", *arguments)
    assert told.status == 2 and said in " ".join(told.err.split())
    assert states() == ["held"] * 3


def test_all_is_said_in_chinese(ask, held, monkeypatch):
    missed = []

    class Noting(dict):
        def get(self, text, default=None):
            if text not in self and text:
                missed.append(text)
            return super().get(text, default)

    noting = Noting(words.catalogue())
    monkeypatch.setattr(words, "catalogue", lambda: noting)
    for command in ((), ("list",), ("show",), ("move",), ("assign",)):
        assert "用法" in ask("cases", *command, "--help", language="zh").out
    for arguments in (("list", "--most", "1"), ("show", held[0], *ANN), ("move", "refuse", held[0], *ANN),
                      ("list", "--flow", "waiver"), ("list", "--state", "x"), ("show", "12"),
                      ("assign", "nobody", held[0], *ANN)):  # fmt: skip
        ask("cases", *arguments, language="zh")
    assert not {text for text in missed if text.isascii() and WORDS.search(re.sub("{.*?}", "", text))}
