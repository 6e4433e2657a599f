"""The law in a browser, as nobody: clause, search, palette, compare, value through time, zone; in both languages."""

import pytest

from shibosi.pages.tests.browsing import LOOKS, browser, fits, needs_chromium
from shibosi.pages.tests.browsing import opened as opened_by
from shibosi.pages.tests.looking import nobody

__all__ = ["browser"]
pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=LOOKS, ids=["desktop-zh", "phone-en"])
def look(request, browser, live_server):
    """Opens an address as nobody: the page and whether it speaks Chinese; nothing may be complained about."""
    size, language, light = request.param
    page, complaints = opened_by(browser, live_server, nobody(language), size, language, light)

    def shown(address):
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        assert fits(page), address
        return page, language.startswith("zh")

    yield shown
    assert complaints == []


def test_a_clause_leads_to_the_norms_it_names_and_on(look):
    page, chinese = look("/rules/clauses/11/")
    assert ("所引规范" if chinese else "Norms it names") in page.inner_text("#norms")
    page.click("#norms a[href='/law/norms/CN-LAW-PIPL/']")
    page.wait_for_url("**/law/norms/CN-LAW-PIPL/")
    assert fits(page) and page.locator("a[href='/rules/clauses/11/']").count() == 1
    page.go_back()
    page.keyboard.press("n")
    page.wait_for_url("**/rules/clauses/12-a/")


def test_a_search_marks_its_hits_and_keeps_its_kind_in_the_address(look):
    page, chinese = look("/rules/")
    page.fill("#q", "增值税" if chinese else "VAT")
    page.click("form[role=search][action='/rules/'] button")
    page.wait_for_url("**/rules/?q=*")
    assert page.locator("main mark").first.inner_text() == ("增值税" if chinese else "VAT")
    page.select_option("#kind", "norm")
    page.wait_for_url("**kind=norm**")
    assert page.locator(".hits a[href^='/law/norms/']").count() > 3
    assert page.locator(".hits a[href^='/rules/']").count() == 0 and fits(page)


def test_the_palette_finds_a_rule_by_two_characters(look):
    page, chinese = look("/law/")
    page.keyboard.press("/")
    page.keyboard.type("杭州" if chinese else "hangzhou")
    page.wait_for_selector("#palette-found mark")
    page.keyboard.press("Enter")
    page.wait_for_url("**/law/norms/CN-ZONE-BATCH-1/")


def test_two_markets_are_compared_and_turned_round(look):
    page, chinese = look("/law/compare/?left=DE&right=US&topic=privacy")
    assert page.inner_text("h1") == ("德国 – 美国" if chinese else "Germany – United States")
    assert page.locator("tr.differs").count() > 0
    page.click(".head .actions a")
    page.wait_for_url("**left=US&right=DE**")
    page.select_option("#f-only", "differences")
    page.wait_for_url("**only=differences**")
    assert page.locator("tbody tr:not(.differs)").count() == 0 and fits(page)


def test_a_value_is_drawn_through_time_and_asked_for_a_day(look):
    page, _ = look("/law/values/rates/DE/VAT/standard/")
    assert page.locator("[data-plot] canvas").count() == 1
    page.fill("#f-day", "2020-08-01")
    page.click("form.filters button")
    page.wait_for_url("**day=2020-08-01**")
    assert "16 %" in page.inner_text("main .card >> nth=0")
    assert page.locator("table.law-rows tbody tr").count() == 3 and fits(page)


def test_a_city_is_looked_up_by_day(look):
    page, chinese = look("/law/zones/")
    page.fill("#f-city", "杭州" if chinese else "Hangzhou")
    page.fill("#f-day", "2015-03-06")
    page.click("form.filters button")
    page.wait_for_url("**day=2015-03-06**")
    assert page.inner_text("[role=status] b") == ("否" if chinese else "No")
    page.fill("#f-day", "2015-03-07")
    page.click("form.filters button")
    page.wait_for_url("**day=2015-03-07**")
    assert page.inner_text("[role=status] b") == ("是" if chinese else "Yes") and fits(page)


def test_pages_of_the_law_fit_the_screen_and_draw(look):
    for address in ("/law/", "/law/norms/", "/law/markets/CN/", "/law/policies/", "/law/contradictions/",
                    "/law/to-verify/", "/law/norms/EU-GDPR/", "/values/?kind=rates"):  # fmt: skip
        page, _ = look(address)
    page, _ = look("/law/norms/")
    page.focus("[data-key='CN-LIST-2016-40']")
    assert page.locator("path.lit").count() == 1
    assert "↔" in page.inner_text("[data-graph-told]")
