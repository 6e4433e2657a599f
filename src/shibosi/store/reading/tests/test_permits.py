"""May a firm do it: what is asked for, and facts that decide whether a paper is needed."""

from datetime import date

import pytest

from shibosi.domains.papers.papers import UnknownActivity, activities
from shibosi.methods.permits.standing import Held
from shibosi.store.reading.permits import Question, called, facts_of, may, sentence, terms

DAY = date(2026, 6, 30)
DOING = {
    "activity": "platform-shop", "market": "CN", "home": "HK", "own_site": None, "sole_trader": None,
    "for_profit": True,
}  # fmt: skip
SHOP = Question("platform-shop", "CN", None, DAY)


def paper(kind, part=None):
    return Held(kind, "N-1", part, (("market", "CN"),), "valid", date(2026, 1, 5), date(2027, 1, 4))


PAPERS = [paper("business-licence"), paper("representative-identity", "passport")]


def test_notice_is_longer_for_certificates():
    assert (terms(DAY).months, terms(DAY).notice, terms(DAY).certificate_notice) == (12, 60, 90)


def test_a_sole_trader_needs_a_company_account():
    assert may(PAPERS, [DOING | {"sole_trader": False}], SHOP).allows is True
    assert may(PAPERS, [DOING | {"sole_trader": True}], SHOP).allows is False
    assert may([*PAPERS, paper("company-account")], [DOING | {"sole_trader": True}], SHOP).allows is True


def test_where_nobody_said_whether_it_is_one_it_cannot_be_told():
    found = may(PAPERS, [DOING], SHOP)
    assert (found.allows, called(found.reasons[0])) == (None, "Proof of a company account")
    assert sentence(found.reasons[0]) == "It was not said whether this is needed (Of a sole trader)"
    said = Question("platform-shop", "CN", None, DAY, (("sole-trader", False),))
    assert may(PAPERS, [DOING], said).allows is True


def test_facts_come_from_the_activity_in_that_market():
    assert facts_of([DOING], SHOP) == {"abroad": True, "for-profit": True, "own-site": False}
    assert facts_of([DOING | {"market": "DE"}], SHOP) == {"own-site": False}


def test_special_goods_are_those_of_the_list():
    food, toys = (facts_of([], Question("customs-brokerage", "CN", goods, DAY)) for goods in ("food", "toys"))
    assert (food["special-goods"], toys["special-goods"]) == (True, False)


def test_a_plan_stands_for_a_certificate_of_a_cloud_firm():
    found = may([paper("certification-plan", "ISO 27001")], [], Question("cloud-hosting", "CN", None, DAY))
    good = {called(one) for one in found.reasons if one.allows}
    assert good == {"Certificate by an international standard · ISO 27001"}


@pytest.mark.parametrize("activity", activities())
def test_every_activity_takes_papers_and_none_is_allowed_without(activity):
    doing = DOING | {"activity": activity}
    found = may([], [doing], Question(activity, "CN", "food", DAY))
    assert found.allows is False


def test_an_unknown_activity_is_answered_with_the_nearest():
    with pytest.raises(UnknownActivity) as refused:
        may([], [], Question("cariage", "CN", None, DAY))
    assert refused.value.hint == "carriage"
