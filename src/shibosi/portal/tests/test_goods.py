"""What a market asks for goods, and a text with its hits marked, as pages without account."""

import pytest

from shibosi.pages.tests.looking import heard, nobody, text

pytestmark = pytest.mark.django_db
HEADPHONES = {"category": "audio", "market": "DE", "day": "2026-06-30"}


def test_rows_are_shown_with_what_is_not_said_yet():
    words = text(nobody().get("/goods/", HEADPHONES))
    assert "CE marking and EU declaration of conformity stops the listing" in words
    assert "Not said yet: has a battery" in words


def test_an_answer_closes_what_was_open():
    words = text(nobody().get("/goods/", {**HEADPHONES, "fact_has_battery": "no"}))
    assert "EPR registration: batteries" not in words
    words = text(nobody().get("/goods/", {**HEADPHONES, "fact_has_battery": "yes"}))
    assert "EPR registration: batteries stops the listing" in words


def test_the_empty_form_asks_for_a_category_first():
    words = text(nobody().get("/goods/"))
    assert "Headphones and speakers" in words and "has a battery" not in words


@pytest.mark.parametrize(
    "asked", [{"category": "nothing"}, {**HEADPHONES, "age": "old"}, {**HEADPHONES, "market": "XX"}]
)
def test_what_is_no_answer_is_refused(asked):
    assert nobody().get("/goods/", asked).status_code == 422


def test_a_text_is_shown_with_its_hits_marked():
    answer = nobody().post("/words/", {"text": "品质 <b>国.家.级</b> 保证", "market": "CN"})
    page = answer.content.decode()
    assert '<mark class="stops">国.家.级</mark>' in page
    assert "&lt;b&gt;<mark" in page
    assert "Something stops this text" in text(answer)


def test_an_innocent_text_is_said_to_be_one():
    assert "Nothing was found" in text(nobody().post("/words/", {"text": "最佳赏味期30天", "market": "CN"}))


def test_a_text_that_is_too_long_is_refused_with_its_length():
    answer = nobody().post("/words/", {"text": "a" * 20_001})
    assert answer.status_code == 422 and "found 20,001" in text(answer).replace("20001", "20,001")


def test_both_pages_speak_chinese_throughout(monkeypatch):
    lacking = heard(monkeypatch)
    client = nobody("zh")
    client.get("/goods/", HEADPHONES)
    client.post("/words/", {"text": "国家级 eco-friendly a@b.com", "market": "DE"})
    assert lacking == set()


POWER_BANK = {"category": "battery", "market": "DE", "day": "2026-06-30", "fact_has_lithium_ion_battery": "yes"}


def test_each_mode_of_carriage_is_told_and_what_is_not_said_yet():
    words = text(nobody().get("/goods/carriage/", POWER_BANK))
    assert "passenger aircraft forbidden" in words
    assert "energy of a battery in watt-hours" in words
    words = text(nobody().get("/goods/carriage/", {**POWER_BANK, "un": "UN1950", "is_battery_wh": "99"}))
    assert "UN1950" in words


def test_the_empty_form_of_carriage_asks_first_and_speaks_chinese():
    assert "passenger aircraft" not in text(nobody().get("/goods/carriage/"))
    assert "商品如何运输" in text(nobody().get("/goods/carriage/", HTTP_ACCEPT_LANGUAGE="zh"))


@pytest.mark.parametrize("wrong", [{"is_battery_wh": "much"}, {"un": "UN9999"}, {"market": "XX"}])
def test_what_is_no_attribute_is_refused(wrong):
    assert nobody().get("/goods/carriage/", {**POWER_BANK, **wrong}).status_code == 422
