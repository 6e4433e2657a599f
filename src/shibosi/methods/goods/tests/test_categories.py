"""Categories and the facts that law hangs on."""

from shibosi.methods.goods.access import AGE
from shibosi.methods.goods.categories import categories, facts
from shibosi.standard.law.needs import rules


def test_every_fact_of_the_table_of_law_is_known():
    asked = frozenset().union(*(rule.condition.traits() for rule in rules()))
    assert asked - facts().keys() == {AGE}


def test_what_a_category_asks_and_settles_does_not_overlap():
    assert [one.category for one in categories().values() if one.facts & one.asks] == []
