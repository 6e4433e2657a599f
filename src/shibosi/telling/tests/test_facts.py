"""The facts of a finding in words."""

from shibosi.domains import registry
from shibosi.kernel.controls import named
from shibosi.kernel.words import speak
from shibosi.telling.facts import facts_told

registry.load()
RECALLED = named("goods_are_not_recalled")


def test_facts_are_told_with_what_they_are_and_what_their_codes_mean():
    speak("zh")
    told = {one.name: (one.label, one.value) for one in facts_told(RECALLED, {
        "#listing": "1", "listing.state": "checking", "recall_match.grade": None})}  # fmt: skip
    assert told["listing.state"] == ("商品信息 · 状态", "审核中")
    assert told["#listing"] == ("单证份数：商品信息", "1")
    assert told["recall_match.grade"][1] is None


def test_a_fact_the_control_reads_no_longer_stays_as_it_was_kept():
    [one] = facts_told(RECALLED, {"listing.gone": "certain"})
    assert (one.label, one.value) == ("listing.gone", "certain")
