"""Statements that take many rows at once."""

from datetime import date

import pytest

from shibosi.store.models import DossierState, Finding, Receipt
from shibosi.store.statements import change, create, find
from shibosi.store.tests.trade import NOON

pytestmark = pytest.mark.django_db


def receipts(count: int) -> list[Receipt]:
    made = [Receipt(public=f"{n:032}", handed_in_by="me", request_digest=f"{n:064}", party="", received_at=NOON,
                    verdict=0, answer={}) for n in range(count)]  # fmt: skip
    return Receipt.objects.bulk_create(made)


def test_things_are_written_as_they_are_now_and_others_stay(django_assert_max_num_queries):
    first, second, third = receipts(3)
    first.verdict, first.answer = 2, {"refused": [{"place": '"quoted"\\ {and, [nested]', "problems": []}]}
    second.verdict, second.answer = 1, {"dossiers": [{"id": 1, "key": None}]}
    third.verdict = 2
    with django_assert_max_num_queries(2):
        change(Receipt, [first, second], ["verdict", "answer"])
    found = list(Receipt.objects.order_by("pk").values_list("verdict", "answer"))
    assert found == [(2, first.answer), (1, second.answer), (0, {})]


def test_only_the_fields_named_are_written():
    (one,) = receipts(1)
    one.verdict, one.handed_in_by = 2, "somebody else"
    change(Receipt, [one], ["verdict"])
    assert list(Receipt.objects.values_list("verdict", "handed_in_by")) == [(2, "me")]


def test_days_moments_sealed_texts_and_nothing_come_back_as_they_went():
    dossier = DossierState.objects.create(kind="order", key="O-1", verdict=0, judged_at=NOON, judged_on=NOON.date())
    one = Finding.objects.create(
        dossier=dossier, control="test", outcome="broken", severity=1, facts="{}", first_seen=NOON, last_seen=NOON,
        day=date(2026, 1, 2), place="CN",
    )  # fmt: skip
    one.facts, one.day, one.place, one.resolved_at = '{"paid": "1.00"}', None, "", NOON
    change(Finding, [one], ["facts", "day", "place", "resolved_at"])
    kept = Finding.objects.get(pk=one.pk)
    assert (kept.facts, kept.day, kept.place, kept.resolved_at) == ('{"paid": "1.00"}', None, "", NOON)


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        change(Receipt, [], ["verdict"])


def test_new_things_get_their_numbers_and_what_is_there_is_changed_where_that_is_asked():
    def state(key, verdict):
        return DossierState(kind="order", key=key, verdict=verdict, judged_at=NOON, judged_on=NOON.date())

    first = create([state("A", 0), state("B", 0)])
    again = create([state("C", 1), state("B", 2)], ("kind", "key"), ("verdict",))
    assert again[1].pk == first[1].pk and again[0].pk not in {one.pk for one in first}
    stored = dict(DossierState.objects.values_list("pk", "verdict"))
    assert stored == {first[0].pk: 0, first[1].pk: 2, again[0].pk: 1}


def test_columns_are_found_by_several_tests_and_nothing_by_one_without_a_value():
    receipts(3)
    numbers = [f"{n:032}" for n in range(5)]
    found = find(Receipt, ("public",), {"public": numbers, "handed_in_by": ["me"]}, "AND verdict = 0 ORDER BY id")
    assert found == [(name,) for name in numbers[:3]]
    assert find(Receipt, ("public",), {"public": numbers, "handed_in_by": []}) == []
