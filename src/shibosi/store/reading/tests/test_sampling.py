"""Samples: ranks are a shuffle, every number has the same chance, and many are drawn as few are."""

from collections import Counter

import pytest
from django.utils import timezone

from shibosi.store.models import DossierState, Finding, Role
from shibosi.store.reading import sampling
from shibosi.store.reading.ranks import Ranks
from shibosi.store.reading.sampling import FINDING, Sampled, sample
from shibosi.store.tests.firms import staff
from shibosi.store.viewers import of_account


@pytest.mark.parametrize("largest", [1, 2, 3, 16, 1000, 70_000])
def test_every_number_has_a_rank_of_its_own_and_every_rank_a_number(largest):
    ranks = Ranks("2026-Q4", "finding", largest)
    numbers = [ranks.number(rank) for rank in range(largest)]
    assert sorted(numbers) == list(range(1, largest + 1))
    assert [ranks.rank(number) for number in numbers] == list(range(largest))


def test_a_seed_shuffles_otherwise_than_another_and_each_kind_by_itself():
    def first(*asked):
        ranks = Ranks(*asked)
        return [ranks.number(rank) for rank in range(20)]

    assert first("a", "finding", 5000) == first("a", "finding", 5000)
    others = [first("b", "finding", 5000), first("a", "dossier", 5000), first("a", "finding", 5001)]
    assert first("a", "finding", 5000) not in others and len(set(map(tuple, others))) == 3


@pytest.mark.parametrize("largest", [2, 10, 300])
def test_every_number_comes_first_equally_often(largest):
    """Chi-squared with so many degrees of freedom stays below its mean and five of its deviations."""
    seeds = 100 * largest if largest < 300 else 20 * largest
    counts = Counter(Ranks(str(seed), "finding", largest).number(0) for seed in range(seeds))
    expected, free = seeds / largest, largest - 1
    odd = sum((counts[number] - expected) ** 2 / expected for number in range(1, largest + 1))
    assert odd < free + 5 * (2 * free) ** 0.5


def test_neighbours_are_drawn_together_no_more_often_than_others():
    pairs = Counter()
    for seed in range(3000):
        ranks = Ranks(str(seed), "finding", 12)
        pairs[frozenset((ranks.number(0), ranks.number(1)))] += 1
    expected = 3000 / 66
    assert len(pairs) == 66 and sum((count - expected) ** 2 / expected for count in pairs.values()) < 65 + 5 * 130**0.5


def an_auditor():
    return of_account(staff(Role.AUDITOR), timezone.now())


@pytest.fixture
def findings(db):
    now = timezone.now()
    state = DossierState.objects.create(kind="order", key="A", verdict=0, judged_at=now, judged_on=now.date())
    Finding.objects.bulk_create([
        Finding(dossier=state, control=f"c{number}", outcome="broken" if number % 3 else "undetermined", severity=1,
                facts="{}", first_seen=now, last_seen=now)
        for number in range(400)
    ])  # fmt: skip
    return Finding.objects.order_by("-pk")[0].pk


@pytest.mark.parametrize("outcome", ["", "broken", "undetermined"])
def test_of_many_the_same_are_drawn_as_of_few(findings, monkeypatch, outcome):
    viewer = an_auditor()
    asked = Sampled(FINDING, "2026-Q4", 30, findings, outcome=outcome)
    monkeypatch.setattr(sampling, "AT_ONCE", 7)
    monkeypatch.setattr(sampling, "_many", lambda *_: True)
    by_rank, count = sample(viewer, asked)
    monkeypatch.setattr(sampling, "_by_rank", lambda *_: pytest.fail("asked rank after rank"))
    monkeypatch.setattr(sampling, "_many", lambda *_: False)
    ranked, same = sample(viewer, asked)
    assert [one.pk for one in by_rank] == [one.pk for one in ranked] and count == same
    assert len(ranked) == 30 and count == {"": 400, "broken": 266, "undetermined": 134}[outcome]


def test_more_wanted_than_there_are_draws_all(findings):
    drawn, count = sample(an_auditor(), Sampled(FINDING, "a", 500, findings))
    assert len({one.pk for one in drawn}) == count == 400


def test_what_came_after_the_number_drawn_up_to_is_never_drawn(findings):
    drawn, count = sample(an_auditor(), Sampled(FINDING, "a", 500, findings - 390))
    assert count == 10 and all(one.pk <= findings - 390 for one in drawn)
