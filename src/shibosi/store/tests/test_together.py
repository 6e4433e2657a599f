"""What comes in at the same moment goes in together, and each is told what came of its own."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.records import record
from shibosi.kernel.versions import CHANGE, DELETE, HOW
from shibosi.store.intake import receiving
from shibosi.store.intake.claiming import text
from shibosi.store.intake.handed import Document
from shibosi.store.intake.receiving import HandedIn, RepeatedDifferently, together
from shibosi.store.intake.together import MOST, Apart, Door, Waiting
from shibosi.store.intake.touching import touched
from shibosi.store.models import Document as Stored
from shibosi.store.models import Finding, Receipt
from shibosi.store.portions import portions
from shibosi.store.tests.trade import NOON, US, asked, documents, frames, hand_in

SECONDS = 30


class Late(ShibosiError):
    """Something that one of them must be told."""

    code = "late"
    message = "Too late: {what}."


class World:
    """A door before something slow: the first to go in waits inside until `count` more stand before the door."""

    def __init__(self, count, together=None):
        self.groups, self.inside, self.go = [], threading.Event(), threading.Event()
        self.door = Door(self.alone, together or self.together)
        self.count, self.told = count, {}

    def alone(self, asked, now):
        self.groups.append([asked])
        if asked == "first":
            self.inside.set()
            assert self.go.wait(SECONDS)
        if asked.startswith("bad"):
            raise Late(what=asked)
        return asked.upper(), now

    def together(self, some, now):
        if any(one.startswith("bad") for one in some):
            raise OperationalError("one of them is bad")
        self.groups.append(some)
        return [(one.upper(), now) for one in some]

    def work(self, waiting):
        try:
            self.told[waiting.asked] = self.door.enter(waiting)
        except Late as mistake:
            self.told[waiting.asked] = mistake.code

    def run(self, others):
        first = threading.Thread(target=self.work, args=(Waiting("first", NOON, "side", None, 1),))
        first.start()
        assert self.inside.wait(SECONDS)
        threads = []
        for number, one in enumerate(others, 1):
            threads.append(threading.Thread(target=self.work, args=(one,)))
            threads[-1].start()
            while len(self.door._waiting) < number:
                threading.Event().wait(0.001)
        self.go.set()
        for thread in [first, *threads]:
            thread.join(SECONDS)
        return sorted(sorted(group) for group in self.groups)


def waiting(name, side="side", key=None, size=1, late=0):
    return Waiting(name, NOON + timedelta(seconds=late), side, key, size)


def test_what_waits_goes_in_together_at_the_moment_of_the_last():
    world = World(3)
    assert world.run([waiting("a"), waiting("b", late=2), waiting("c", late=1)]) == [["a", "b", "c"], ["first"]]
    assert world.told["a"] == ("A", NOON + timedelta(seconds=2)) and world.told["first"] == ("FIRST", NOON)


@pytest.mark.parametrize(
    ("story", "others", "groups"),
    [
        ("two sides", [waiting("a"), waiting("b", side="other")], [["a"], ["b"], ["first"]]),
        ("the same key twice", [waiting("a", key=1), waiting("b", key=1)], [["a"], ["b"], ["first"]]),
        ("too much for one", [waiting("a", size=MOST), waiting("b", size=1)], [["a"], ["b"], ["first"]]),
    ],
)
def test_what_does_not_go_together_goes_in_one_after_the_other(story, others, groups):
    assert World(len(others)).run(others) == groups


def test_one_that_fails_takes_no_other_along():
    world = World(3)
    assert world.run([waiting("a"), waiting("bad"), waiting("b")])
    assert world.told["bad"] == "late" and world.told["a"][0] == "A" and world.told["b"][0] == "B"


@pytest.fixture(scope="module")
def made():
    return documents(frames(40))


def plain(some):
    """Documents that change no other."""
    return [one for one in some if HOW not in record(one.kind).columns or how_of(one) not in (CHANGE, DELETE)]


def how_of(one):
    return one.rows[one.kind][0][record(one.kind).columns[HOW].position]


@pytest.mark.django_db
def test_each_request_is_told_its_own_dossiers_and_those_they_led_to(made):
    requests = [asked([one]) for one in plain(made)[:12]]
    answers = together(requests, NOON)
    for request, answer in zip(requests, answers, strict=True):
        (document,) = request.readable
        own = {(kind, text(key)) for kind, keys in touched(document.rows).items() for key in keys}
        told = {(one["kind"], one["key"]) for one in answer.receipt.answer["dossiers"]}
        assert own <= told and {kind for kind, _ in told - own} <= {"person_year"}
        assert Stored.objects.get(digest=document.digest).receipt == answer.receipt
    kept = Receipt.objects.in_bulk([one.receipt.pk for one in answers])
    assert all(kept[one.receipt.pk].answer == one.receipt.answer for one in answers)


@pytest.mark.django_db
def test_in_groups_and_one_by_one_the_same_is_found(made):
    def found():
        return sorted(
            Finding.objects.filter(resolved_at__isnull=True).values_list("dossier__key", "control", "outcome")
        )

    some = plain(made)
    with transaction.atomic():
        for group in portions(some, 5):
            together([asked([one]) for one in group], NOON)
        grouped = found()
        transaction.set_rollback(True)
    assert not Stored.objects.exists()
    for one in some:
        hand_in([one])
    assert grouped == found() and len(grouped) > 20


@pytest.mark.django_db
def test_what_changes_another_document_is_taken_in_by_itself(made):
    first = next(one for one in made if one.kind == "order")
    place = record("order").columns[HOW].position
    changed = [[CHANGE if at == place else value for at, value in enumerate(row)] for row in first.rows["order"]]
    hand_in([first])
    before = Receipt.objects.count()
    other = next(one for one in made if one.kind == "payment")
    change = Document("order", first.number, first.guid, {**first.rows, "order": changed})
    with pytest.raises(Apart):
        together([asked([change]), asked([other])], NOON)
    assert Receipt.objects.count() == before
    assert receiving.alone(asked([change]), NOON).receipt.answer["stored"] == 1


@pytest.mark.django_db
def test_the_same_key_is_answered_as_before_or_refused_for_something_else(made):
    how = HandedIn(US.by, US.party, "key-1")
    (first,) = together([asked(made[:1], how)], NOON)
    again, fresh = together([asked(made[:1], how), asked(made[1:2])], NOON)
    assert again.repeated and again.receipt == first.receipt and not fresh.repeated
    receiving.Receipt.objects.filter(pk=first.receipt.pk).update(request_digest="something else")
    with pytest.raises(RepeatedDifferently):
        together([asked(made[:1], how), asked(made[2:3])], NOON)
