"""Which customs mode, as a page without account: reasons both ways, what is missing, odd facts refused in words."""

import pytest

from shibosi.pages.tests.looking import heard, nobody, text

pytestmark = pytest.mark.django_db(transaction=True)
RETAIL = {"day": "2026-03-03", "direction": "export", "buyer": "consumer", "value": "300", "bonded": "no",
          "city": "杭州", "registered": "yes", "transmitted": "yes", "licence": "no", "duty": "no",
          "refund": "no"}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_tells_every_mode_in_the_language_asked_for(language, monkeypatch):
    lacking = heard(monkeypatch)
    for facts in ({}, RETAIL):
        assert nobody(language).get("/modes/", facts).status_code == 200
    assert not lacking


def test_the_mode_advised_stands_above_its_reasons():
    said = text(nobody().get("/modes/", RETAIL))
    assert "It goes under 9610 (retail, direct)." in said and "for A consumer has bought them." in said
    assert "against A business has bought them." in said
    open_ = text(nobody().get("/modes/", RETAIL | {"registered": ""}))
    assert "What is missing: The company is registered with customs" in open_


@pytest.mark.parametrize(
    ("odd", "says"), [({"value": "-1"}, "is no amount"), ({"buyer": "a king"}, "none of the choices")]
)
def test_odd_facts_are_refused_in_words(odd, says):
    answer = nobody().get("/modes/", RETAIL | odd)
    assert answer.status_code == 422 and says in text(answer)
