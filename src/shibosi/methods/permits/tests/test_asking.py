"""Whether what is held allows what is asked: yes, no, and what nobody can tell."""

from dataclasses import replace
from datetime import date

import pytest

from shibosi.methods.permits.asking import ELSEWHERE, MISSING, UNSAID, Need, ask
from shibosi.methods.permits.standing import DATED, ENDED, ENDING, GOOD, OPEN, SUSPENDED, Held, Term

TERM = Term(DATED, 12, 60)
DAY = date(2026, 6, 30)
HELD = Held(
    "licence", "L-1", None, (("market", "DE"), ("category", "food")), "valid", date(2026, 1, 1), date(2026, 12, 31)
)
LICENCE = Need("licence", (), ("market", "category"), TERM)
WANTED = {"market": "DE", "category": "food"}


@pytest.mark.parametrize(
    ("story", "held", "allows", "word"),
    [
        ("everything fits", [HELD], True, GOOD),
        ("nothing is held", [], False, MISSING),
        ("of another market", [replace(HELD, limits=(("market", "FR"), ("category", "food")))], False, ELSEWHERE),
        ("for other goods", [replace(HELD, limits=(("market", "DE"), ("category", "toys")))], False, ELSEWHERE),
        ("for all goods", [replace(HELD, limits=(("market", "DE"), ("category", None)))], True, GOOD),
        ("its market was not stated", [replace(HELD, limits=())], None, OPEN),
        ("its last day was not stated", [replace(HELD, last=None)], None, OPEN),
        ("ended", [replace(HELD, last=date(2026, 6, 29))], False, ENDED),
        ("ending", [replace(HELD, last=DAY)], True, ENDING),
        ("suspended", [replace(HELD, status="suspended")], False, SUSPENDED),
        ("an ended one beside a good one", [replace(HELD, last=date(2026, 6, 29)), HELD], True, GOOD),
        ("an ended one beside one nobody can tell", [replace(HELD, last=date(2026, 6, 29)), replace(HELD, status=None)],
         None, OPEN),
    ],
)  # fmt: skip
def test_one_licence(story, held, allows, word):
    found = ask([LICENCE], held, WANTED, {}, DAY)

    assert (found.allows, found.reasons[0].word) == (allows, word)


def test_goods_nobody_asks_about_limit_nothing():
    assert ask([LICENCE], [HELD], {"market": "DE", "category": None}, {}, DAY).allows is True


def test_every_part_takes_a_document():
    need = replace(LICENCE, parts=("trade", "works"))
    found = ask([need], [replace(HELD, part="trade")], WANTED, {}, DAY)

    assert found.allows is False
    assert [(one.part, one.word) for one in found.reasons] == [("works", MISSING), ("trade", GOOD)]


def test_a_need_that_hangs_on_a_fact():
    need = replace(LICENCE, asked="abroad")

    assert ask([need], [], WANTED, {"abroad": True}, DAY).allows is False
    assert ask([need], [], WANTED, {}, DAY).reasons[0].word == UNSAID
    assert ask([need], [], WANTED, {}, DAY).allows is None
    assert ask([need], [HELD], WANTED, {}, DAY).allows is True
    assert (
        ask([LICENCE, need], [replace(HELD, kind="other")], WANTED, {"abroad": False}, DAY).reasons[0].kind == "licence"
    )


def test_a_plan_serves_in_place_of_a_certificate():
    plan = Need("plan", (), (), TERM)
    need = replace(LICENCE, parts=("a",), instead=plan)

    assert ask([need], [Held("plan", "P", "a", (), "valid", date(2026, 1, 1), DAY)], WANTED, {}, DAY).allows is True
    assert ask([need], [Held("plan", "P", "b", (), "valid", date(2026, 1, 1), DAY)], WANTED, {}, DAY).allows is False


def test_what_nothing_is_asked_for_cannot_be_told():
    assert ask([], [HELD], WANTED, {}, DAY).allows is None
    assert ask([replace(LICENCE, asked="never")], [], WANTED, {}, DAY).allows is None
