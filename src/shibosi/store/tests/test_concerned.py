"""What concerns a firm is the same whether it is gathered or walked."""

import pytest

from shibosi.store import concerned, scope
from shibosi.store.tests.firms import a_party, as_member, report

pytestmark = pytest.mark.django_db
LISTS = (scope.documents, scope.dossiers, scope.findings)


def test_a_firm_of_much_sees_what_it_would_see_of_little(monkeypatch):
    parties = [a_party(name) for name in ("AAA", "BBB", "CCC")]
    report(parties[0], "order", number="O-1", merchant_code="AAA", platform_code="BBB")
    report(parties[1], "order", number="O-2", merchant_code="BBB")
    viewers = [as_member(one) for one in parties]
    gathered = [set(query(one).values_list("pk", flat=True)) for one in viewers for query in LISTS]
    monkeypatch.setattr(concerned, "WALK", 0)
    walked = [query(one) for one in viewers for query in LISTS]
    assert [set(query.values_list("pk", flat=True)) for query in walked] == gathered
    assert ["EXISTS" in str(query.query) for query in walked] == [True] * 6 + [False] * 3
    assert [bool(some) for some in gathered] == [True] * 6 + [False] * 3
    counted = [set(query(one, counted=True).values_list("pk", flat=True)) for one in viewers for query in LISTS]
    assert counted == gathered


def test_rows_of_a_firm_of_much_are_walked_and_the_same(monkeypatch):
    parties = [a_party(name) for name in ("AAA", "BBB", "CCC")]
    report(parties[0], "order", number="O-1", merchant_code="AAA", platform_code="BBB")
    report(parties[1], "order", number="O-2", merchant_code="BBB")
    viewers = [as_member(one) for one in parties]
    gathered = [set(scope.rows(one, "order").values_list("number", flat=True)) for one in viewers]
    monkeypatch.setattr(concerned, "WALK", 0)
    walked = [scope.rows(one, "order") for one in viewers]
    assert [set(query.values_list("number", flat=True)) for query in walked] == gathered
    assert gathered == [{"O-1"}, {"O-1", "O-2"}, set()]
    assert ["EXISTS" in str(query.query) for query in walked] == [True, True, False]
