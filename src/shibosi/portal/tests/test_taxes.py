"""Landed cost and the buyer's year as pages, in little for other sites, refused in words; and in a browser."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shibosi.pages.tests.browsing import browser, fits, needs_chromium
from shibosi.pages.tests.browsing import opened as opened_by
from shibosi.pages.tests.looking import heard, nobody, text
from shibosi.portal.visits.keeping import today

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)
OVER = "above the limit of one purchase"
BASKET = {"market": "DE", "currency": "EUR", "day": "2026-11-20", "price0": "60", "code0": "610910", "freight": "5"}


def test_the_ways_of_selling_are_shown_with_how_they_came_about():
    answer = nobody().get("/landed/", BASKET)
    words = text(answer)
    assert answer.status_code == 200
    for said in ("80.35 to 80.92 EUR", "Taxes charged with the sale", "rates/DE/VAT/standard", "by contract"):
        assert said in words


def test_an_empty_form_begins_with_a_market_and_its_currency():
    page = nobody().get("/landed/").content.decode()
    assert '<option value="DE" selected>' in page and 'value="EUR"' in page


@pytest.mark.parametrize(
    ("story", "more", "said"),
    [
        ("a price of nothing", {"price0": "0"}, "wanted is an amount above 0"),
        ("no amount", {"price0": "much"}, "'much' is no amount"),
        ("no market", {"market": "XX"}, "XX"),
        ("no day", {"day": "2026-02-30"}, "2026-02-30"),
        ("markup", {"price0": "<script>alert(1)</script>"}, "is no amount"),
    ],
)
def test_what_cannot_be_told_is_said_on_the_page(story, more, said):
    answer = nobody().get("/landed/", BASKET | more)
    assert answer.status_code == 422, story
    assert said in text(answer) and "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    ("story", "asked", "said"),
    [
        ("an amount in the second row", {"price1": "much"}, "Price of all pieces, line 2 cannot be used"),
        ("a row is left out between", {"price3": "much"}, "Price of all pieces, line 4 cannot be used"),
        ("a code without a price", {"code1": "610910"}, "Price of all pieces, line 2 cannot be used: it is missing"),
        ("freight", {"freight": "x"}, "Freight cannot be used"),
        ("no price at all", {"price0": "", "code0": ""}, "Price of all pieces, line 1 cannot be used: it is missing"),
        ("a currency nobody knows", {"currency": "QQQ"}, "No table and no rate knows the currency 'QQQ'."),
        ("a slip of the pen", {"currency": "EUP"}, "Did you mean 'EUR'?"),
    ],
)
def test_a_mistake_is_told_by_the_label_of_its_field(story, asked, said):
    words = text(nobody().get("/landed/", BASKET | asked))
    assert said in words and "lines[" not in words, story


def test_a_widget_without_a_price_says_what_is_missing():
    answer = nobody().get("/landed/widget/")
    assert answer.status_code == 422 and "Price of all pieces, line 1 cannot be used: it is missing" in text(answer)
    assert nobody().get("/landed/").status_code == 200


def test_another_site_may_frame_the_widget_and_nothing_else():
    widget, page = nobody().get("/landed/widget/", BASKET), nobody().get("/landed/", BASKET)
    assert "frame-ancestors *" in widget["Content-Security-Policy"] and "X-Frame-Options" not in widget
    assert "80.35 to 80.92 EUR" in text(widget)
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def year(**rows):
    """A form of a year with one purchase released ten days ago."""
    day = (today() - timedelta(days=10)).isoformat()
    return {"year": str(today().year), "order0": "A", "declared0": day, "released0": day, "value0": "4000"} | rows


def test_a_year_is_counted_from_what_is_typed():
    client = nobody()
    words = text(client.post("/quota/", year()))
    assert "22,000.00 CNY" in words and "may be asked for" in words
    asked = (today() - timedelta(days=5)).isoformat()
    back = text(client.post("/quota/", year(asked0=asked, back0=today().isoformat(), returned0="1500")))
    assert "23,500.00 CNY" in back and "back in time" in back
    assert "the limit is passed" in text(client.post("/quota/", year(value0="26000.01")))


@pytest.mark.parametrize(
    ("story", "declared", "value", "says", "not_said"),
    [
        ("at the limit", "2026-03-01", "5000", "", OVER),
        ("above it", "2026-03-01", "5000.01", "CN, from 2019-01-01; 财关税〔2018〕49号", "2,000.00"),
        ("far above it", "2026-03-01", "23000", "within the limit of the year, 26,000.00 CNY", "general trade"),
        ("on the day it was raised", "2019-01-01", "2000.01", "", OVER),
        ("the day before", "2018-12-31", "2000.01", "Single limit 2,000.00 CNY", "indivisible"),
        ("no exception yet", "2018-12-31", "2000.01", "taxed in full as general trade", "5,000"),
        ("on its first day", "2016-04-08", "2000.01", OVER, "5,000"),
        ("before there was any", "2016-04-07", "23000", "", OVER),
    ],
)
def test_a_purchase_above_the_limit_of_one_is_told_by_the_law_of_its_day(story, declared, value, says, not_said):
    told = text(nobody().post("/quota/", year(declared0=declared, released0="", year=declared[:4], value0=value)))
    assert f"{Decimal(value):,.2f} CNY" in told and says in told and not_said not in told, story


def test_a_wrong_year_is_said_on_the_page():
    answer = nobody().post("/quota/", year(value0="-1"))
    assert answer.status_code == 422 and "above 0" in text(answer)
    assert nobody().post("/quota/", year(year="x")).status_code == 422


def test_an_empty_year_is_no_year_without_purchases():
    answer = nobody().post("/quota/", {"year": str(today().year)})
    assert answer.status_code == 422 and "26,000" not in text(answer)
    assert "Price with freight, CNY, line 1 cannot be used: it is missing" in text(answer)


def test_what_nobody_sent_back_was_not_asked_too_late():
    long_ago = (today() - timedelta(days=200)).isoformat()
    told = text(nobody().post("/quota/", year(declared0=long_ago, released0=long_ago, year=long_ago[:4])))
    assert "can no longer be returned" in told and "asked too late" not in told


def test_a_mistake_in_a_year_is_told_by_its_label():
    told = text(nobody().post("/quota/", year(order2="B", declared2="2026-02-30", value2="1")))
    assert "Declared on, line 3 cannot be used: '2026-02-30' is no day" in told


def test_every_word_of_the_pages_has_chinese(monkeypatch):
    lacking = heard(monkeypatch)
    client = nobody("zh")
    client.get("/landed/", BASKET)
    client.get("/landed/", BASKET | {"price0": "500", "origin": "CN"})
    client.get("/landed/widget/", BASKET)
    client.post("/quota/", year(asked0=today().isoformat()))
    client.post("/quota/", year(value0="23000"))
    client.post("/quota/", year(value0="2500", declared0="2018-12-31", released0="", year="2018"))
    assert lacking == set()


@pytest.fixture
def opened(browser, live_server):
    """Opens a page as nobody: the page, and what the browser complains about."""
    return lambda size, language: opened_by(browser, live_server, nobody(language), size, language, "light")


@needs_chromium
@pytest.mark.parametrize(
    ("size", "language", "button"), [("desktop", "en", "Tell the cost"), ("phone", "zh-CN", "计算费用")]
)
def test_landed_cost_in_a_browser(opened, live_server, size, language, button):
    page, complaints = opened(size, language)
    page.goto(f"{live_server.url}/landed/")
    page.select_option("select[name=market]", "DE")
    page.fill("input[name=price0]", "60")
    page.fill("input[name=code0]", "610910")
    page.fill("input[name=day]", "2026-11-20")
    page.click(f"button:has-text('{button}')")
    page.wait_for_selector("section.option")
    assert "74.40" in page.inner_text("section.option")
    page.click("section.option summary")
    assert "rates/DE/VAT/standard" in page.inner_text("section.option .derivation")
    assert fits(page)
    assert complaints == []


@needs_chromium
@pytest.mark.parametrize(
    ("size", "language", "says"), [("desktop", "zh-CN", "年度限额"), ("phone", "en", "Limit of the year")]
)
def test_a_buyers_year_in_a_browser(opened, live_server, size, language, says):
    page, complaints = opened(size, language)
    page.goto(f"{live_server.url}/quota/")
    for name, value in year().items():
        page.fill(f"input[name={name}]", value)
    page.click("main form button.button")
    page.wait_for_selector("ul.tiles")
    assert says in page.inner_text("ul.tiles") and "22,000.00" in page.inner_text("ul.tiles")
    assert fits(page)
    assert complaints == []


ORDERS = b"order,market,day,currency,price,code,duty,category\nA,GB,2026-08-02,GBP,100,610910,12,clothes\n"
CHANGE = {"name": "thresholds/GB/duty/parcel", "value": "0", "from": "2026-07-01"}


def simulated(client, contents, **more):
    """What the page says of a file and another value."""
    return client.post("/landed/simulation/", CHANGE | more | {"file": SimpleUploadedFile("orders.csv", contents)})


def test_what_another_value_would_have_made_of_orders_is_shown():
    answer = simulated(nobody(), ORDERS)
    assert answer.status_code == 200
    assert "14.40 GBP" in text(answer) and "clothes" in text(answer)
    assert "变便宜" in text(simulated(nobody("zh"), ORDERS))


@pytest.mark.parametrize(
    ("story", "contents", "more", "said"),
    [
        ("no such value", ORDERS, {"name": "thresholds/GB/duty/parcels"}, "there is no such value"),
        ("no number", ORDERS, {"value": "much"}, "no number of 0 or more"),
        ("a wrong row", ORDERS.replace(b"100", b"0"), {}, "orders.csv, row 2"),
        ("too many", ORDERS + ORDERS.splitlines(True)[1] * 5000, {}, "At most 5000 lines"),
        ("an empty file", b"", {}, "row 1"),
    ],
)
def test_what_cannot_be_simulated_is_said_on_the_page(story, contents, more, said):
    answer = simulated(nobody(), contents, **more)
    assert answer.status_code == 422 and said in text(answer), story
