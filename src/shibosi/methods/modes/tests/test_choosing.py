"""Which mode a shipment goes under: both sides of every condition, and what is asked where a fact is missing."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from shibosi.kernel.words import speak, translate
from shibosi.methods.modes.choosing import DECLARATION, LIST, MODES, SIMPLIFIED, SUMMARY, WAYS, choose
from shibosi.methods.modes.shipment import MEANINGS, WORDS, Shipment

D = Decimal
DAY = date(2026, 3, 3)
DIRECT = Shipment(
    DAY, direction="import", buyer="consumer", value=D(310), one_piece=False, year=D(0), positive_list=True,
    personal=True, transmitted=True, bonded=False, registered=True,
)  # fmt: skip
BONDED = replace(DIRECT, bonded=True, city="杭州")
RETAIL = Shipment(
    DAY, direction="export", buyer="consumer", value=D(5000), bonded=False, city="Hangzhou", registered=True,
    transmitted=True, licence=False, duty=False, refund=False, inspection=False,
)  # fmt: skip
B2B = replace(RETAIL, buyer="business", platform=True)
STOCK = replace(RETAIL, buyer="own-warehouse", warehouse=True)


def usable(mode, shipment):
    return {(one.mode.code, one.mode.direction): one.usable for one in choose(shipment).choices}[
        mode, shipment.direction or "import"
    ]


@pytest.mark.parametrize(
    ("story", "mode", "shipment", "changes", "answer"),
    [
        ("a parcel from abroad", "9610", DIRECT, {}, True),
        ("out of a zone", "9610", DIRECT, {"bonded": True}, False),
        ("bought by a business", "9610", DIRECT, {"buyer": "business"}, False),
        ("not on the list of goods", "9610", DIRECT, {"positive_list": False}, False),
        ("to be sold again", "9610", DIRECT, {"personal": False}, False),
        ("the three documents are not sent", "9610", DIRECT, {"transmitted": False}, False),
        ("at the single limit", "9610", DIRECT, {"value": D(5000)}, True),
        ("a cent above it", "9610", DIRECT, {"value": D("5000.01")}, False),
        ("a cent above it, one piece", "9610", DIRECT, {"value": D("5000.01"), "one_piece": True}, True),
        ("a cent above it, nobody knows of how many", "9610", DIRECT, {"value": D("5000.01"), "one_piece": None}, None),
        ("one piece above the year", "9610", DIRECT, {"value": D("26000.01"), "one_piece": True}, False),
        ("one piece, until 2018", "9610", DIRECT,
         {"day": date(2018, 12, 31), "value": D("2000.01"), "one_piece": True}, False),
        ("the year is full to the cent", "9610", DIRECT, {"year": D(25690)}, True),
        ("the year is passed by a cent", "9610", DIRECT, {"year": D("25690.01")}, False),
        ("the year is not known", "9610", DIRECT, {"year": None}, None),
        ("the year is not known, the value alone passes it", "9610", DIRECT, {"year": None, "value": D(30000)}, False),
        ("before there were limits", "9610", DIRECT, {"day": date(2016, 4, 7)}, False),
        ("in a city of 2016", "1210", BONDED, {}, True),
        ("the same city", "1239", BONDED, {}, False),
        ("in English, before the notice of 2021", "1210", BONDED, {"city": "Ningbo", "day": date(2020, 1, 2)}, True),
        ("a pilot zone since 2021", "1210", BONDED, {"city": "青岛"}, True),
        ("a pilot zone before 2021", "1210", BONDED, {"city": "青岛", "day": date(2021, 3, 17)}, None),
        ("any other city", "1239", BONDED, {"city": "青岛", "day": date(2021, 3, 17)}, True),
        ("a city that is in no table", "1210", BONDED, {"city": "Atlantis"}, None),
        ("the city is not said", "1239", BONDED, {"city": None}, None),
        ("not in a zone", "1210", BONDED, {"bonded": False}, False),
        ("before the code was there", "1239", BONDED, {"city": "青岛", "day": date(2016, 11, 30)}, False),
        ("by a registered company", "0110", DIRECT, {"value": D(90000)}, True),
        ("by nobody registered", "0110", DIRECT, {"registered": False}, False),
        ("a parcel to a consumer", "9610", RETAIL, {}, True),
        ("not registered", "9610", RETAIL, {"registered": False}, False),
        ("out of a zone", "9610", RETAIL, {"bonded": True}, False),
        ("out of a zone", "1210", RETAIL, {"bonded": True}, True),
        ("to a business", "9710", B2B, {}, True),
        ("to a business, not over a platform", "9710", B2B, {"platform": False}, False),
        ("the day before the code", "9710", B2B, {"day": date(2020, 6, 30), "district": "杭州"}, False),
        ("in a district of the first ten", "9710", B2B, {"day": date(2020, 7, 1), "district": "杭州海关"}, True),
        ("in one of the next twelve, a day early", "9710", B2B, {"day": date(2020, 8, 31), "district": "Xi'an"}, False),
        ("in one of the next twelve", "9710", B2B, {"day": date(2020, 9, 1), "district": "Xi'an"}, True),
        ("in a district that had to wait", "9710", B2B, {"day": date(2021, 6, 30), "district": "哈尔滨"}, False),
        ("everywhere since then", "9710", B2B, {"day": date(2021, 7, 1), "district": "哈尔滨"}, True),
        ("the district is not said", "9710", B2B, {"day": date(2021, 6, 30)}, None),
        ("to a warehouse abroad", "9810", STOCK, {}, True),
        ("to a warehouse that is not there", "9810", STOCK, {"warehouse": False}, False),
        ("sold already", "9810", STOCK, {"buyer": "business"}, False),
        ("any export", "0110", B2B, {"platform": False}, True),
    ],
)  # fmt: skip
def test_a_mode_is_open_or_not(story, mode, shipment, changes, answer):
    assert usable(mode, replace(shipment, **changes)) is answer, story


@pytest.mark.parametrize(
    ("story", "shipment", "changes", "mode", "way", "documents"),
    [
        ("retail import", DIRECT, {}, "9610", LIST, "311 411 511 621 711"),
        ("bonded import", BONDED, {}, "1210", LIST, "311 411 511 621"),
        ("too dear for the channel", DIRECT, {"value": D(9000)}, "0110", DECLARATION, "declaration"),
        ("small and simple", RETAIL, {}, "9610", SIMPLIFIED, "303 505 603"),
        ("a cent more", RETAIL, {"value": D("5000.01")}, "9610", SUMMARY, "303 505 603 701"),
        ("with a refund", RETAIL, {"refund": True}, "9610", SUMMARY, "303 505 603 701"),
        ("outside a pilot zone", RETAIL, {"city": "秦皇岛", "day": date(2025, 4, 24)}, "9610", SUMMARY,
         "303 505 603 701"),
        ("a pilot zone since that day", RETAIL, {"city": "秦皇岛", "day": date(2025, 4, 25)}, "9610", SIMPLIFIED,
         "303 505 603"),
        ("while the receipt was needed", RETAIL, {"day": date(2024, 12, 14)}, "9610", SIMPLIFIED, "303 403 505 603"),
        ("small to a business", B2B, {"refund": True}, "9710", SIMPLIFIED, "303 505 603"),
        ("under licence to a business", B2B, {"licence": True}, "9710", DECLARATION, "303 declaration"),
        ("a cent more to a warehouse", STOCK, {"value": D("5000.01")}, "9810", DECLARATION, "303 declaration"),
    ],
)  # fmt: skip
def test_the_mode_advised_and_what_it_needs(story, shipment, changes, mode, way, documents):
    best = choose(replace(shipment, **changes)).best
    assert best is not None, story
    assert (best.mode.code, best.way, " ".join(best.documents)) == (mode, way, documents)


def test_what_is_missing_is_named_and_nothing_is_guessed():
    nothing = choose(Shipment(DAY))
    assert nothing.best is None
    assert {"direction", "buyer", "registered"} <= set(nothing.missing)
    assert choose(replace(DIRECT, year=None)).missing == ("year",)
    half = choose(replace(RETAIL, refund=None)).best
    assert (half.way, half.missing) == (None, ("refund",))
    refused = choose(replace(DIRECT, value=D(9000), registered=False))
    assert (refused.best, refused.missing) == (None, ())
    assert (
        refused.refuses("9610") is True and nothing.refuses("9610") is None and choose(DIRECT).refuses("9610") is False
    )


def test_every_fact_is_asked_for_and_every_sentence_is_said_in_chinese():
    assert {field.name for field in fields(Shipment)} == {"day", *MEANINGS}
    asked = {name for shipment in (Shipment(DAY), replace(DIRECT, value=D(9000), one_piece=None), Shipment(
        date(2021, 6, 30), direction="export", buyer="business", registered=True))
        for one in choose(shipment).choices for name in one.missing}  # fmt: skip
    assert asked == set(MEANINGS)
    speak("zh")
    try:
        for words in (*MEANINGS.values(), *WAYS.values(), *(label for one in WORDS.values() for label in one.values())):
            assert translate(words) != words, words
        for shipment in (DIRECT, BONDED, RETAIL, replace(B2B, day=date(2020, 7, 1)), STOCK, Shipment(date(2015, 1, 1))):
            for one in choose(shipment).choices:
                said = [
                    *(reason.said for reason in (*one.reasons, *one.simple)),
                    *one.cautions,
                    *filter(None, [one.note]),
                ]
                assert all(any("一" <= sign <= "鿿" for sign in text) for text in said), said
        assert choose(DIRECT).sentence == "适用监管方式9610（跨境贸易电子商务）。"
    finally:
        speak("en")


def test_modes_are_tried_once_in_each_direction():
    assert len({(one.code, one.direction) for one in MODES}) == len(MODES)
