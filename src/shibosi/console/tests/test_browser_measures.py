"""Measures in a browser: foreseen, proposed, confirmed by a second person, appealed, undone; in every look."""

from datetime import date

import pytest
from django.utils import timezone

from shibosi.pages.tests.browsing import ALL_LOOKS, fits, needs_chromium
from shibosi.store.measures.tests.world import breaks, comes_in, imposed, order_of, seller, stopped
from shibosi.store.models import Account, Case, Level, MeasureEvent, PartyStanding, Proposal, Role
from shibosi.store.tests.firms import a_member, staff
from shibosi.store.zones import HOUSE

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
LOOKS = [("desktop", "en-US"), ("phone", "zh-CN")]
SAID = {"en-US": ("Measures to decide", "Confirm"), "zh-CN": ("待决定的措施", "确认")}


@pytest.fixture
def party(db):
    return seller("FIRMALPHA")


@pytest.fixture
def officer(db):
    return staff(Role.OFFICER)


@pytest.fixture
def second(db):
    return Account.objects.create_account("second@platform.example", role="officer")


@pytest.fixture
def clerk(party):
    return a_member(party, Level.MANAGER)


def today() -> date:
    return timezone.now().astimezone(HOUSE).date()


def broken_often(party, times=3):
    for _ in range(times):
        breaks(party, day=today(), now=timezone.now())


def on_server(page, path):
    page.goto("/".join(page.url.split("/")[:3]) + path)
    page.wait_for_load_state("networkidle")


def asked_why(page, form, text):
    """A button that asks why before it does something."""
    details = page.locator(f"details.confirm:has(form[action$='{form}'])").first
    details.locator("summary").click()
    details.locator("textarea[name=text]").fill(text)
    details.locator("form button").click()
    page.wait_for_selector("[role=status]")


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_pages_of_measures_fit_and_speak(look, officer, party, size, language, light):
    broken_often(party)
    row = imposed(party, "close-shop", timezone.now(), text="Counterfeit 假货")
    page = look(officer, "/proposals/", size, language, light)
    assert all(words in page.inner_text("main") for words in SAID[language])
    new = f"/measures/new/?party={party.public}&kind=close-shop"
    for path in ("/proposals/", "/measures/", f"/measures/{row.public}/", new, "/points/", f"/points/{party.public}/",
                 "/register/", f"/register/{row.public}/"):  # fmt: skip
        on_server(page, path)
        assert fits(page), path
    on_server(page, f"/points/{party.public}/")
    assert page.locator("[data-plot] canvas").count() == 1
    assert page.faults == []


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_what_two_people_must_want_one_proposes_and_another_confirms(look, officer, second, party, size, language):
    page = look(officer, "/measures/new/", size, language)
    page.fill("#i-party", party.public)
    page.select_option("#i-kind", "close-shop")
    page.click("form[method=get] button")
    page.wait_for_selector("form[action$='/measures/impose/']")
    page.fill("form[method=post] [name=clauses]", "4.8.2-a")
    page.fill("form[method=post] [name=case]", "C-1")
    page.fill("form[method=post] [name=text]", "Counterfeit 假货")
    assert fits(page) and not MeasureEvent.objects.exists()
    page.click("form[action$='/measures/impose/'] button")
    page.wait_for_url("**/proposals/")
    assert "Counterfeit 假货" in page.inner_text("tbody") and page.locator("form[action$='/confirm/']").count() == 0
    theirs = look(second, "/proposals/", size, language)
    asked_why(theirs, "/confirm/", "Seen it too")
    theirs.wait_for_url("**/measures/*/")
    row = MeasureEvent.objects.get(kind="measure")
    assert (row.what, row.party) == ("close-shop", party) and Proposal.objects.get().state == "confirmed"
    assert "Counterfeit 假货\nSeen it too" in theirs.inner_text("p.reason") and fits(theirs)
    assert stopped(comes_in(party, "O-1", timezone.now())) == ("refuse", ["close-shop"])
    assert page.faults == theirs.faults == []


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_a_firm_appeals_somebody_else_overturns_and_nothing_is_left(
    look, officer, second, clerk, party, size, language
):
    row = imposed(party, "suspend-shop", timezone.now(), text="Counterfeit")
    assert stopped(comes_in(party, "O-1", timezone.now()))[0] == "hold"
    theirs = look(clerk, "/measures/", size, language)
    theirs.click(f"a[href='/measures/{row.public}/']")
    theirs.fill("[name=text]", "The goods are genuine 正品")
    theirs.click("form[action$='/appeal/'] button")
    theirs.wait_for_selector("main a[href^='/cases/']")
    number = Case.objects.get(flow="appeal").public
    page = look(second, f"/cases/{number}/", size, language)
    assert "The goods are genuine 正品" in page.inner_text("main")
    form = page.locator("details:has(input[value=overturn])")
    form.locator("> summary").click()
    form.locator("textarea").fill("Proof was shown")
    form.locator("details.sure summary").click()
    form.locator("form button").click()
    page.wait_for_selector("[role=status]")
    on_server(theirs, f"/measures/{row.public}/")
    assert fits(theirs) and fits(page)
    assert stopped(order_of("O-1")) == ("accept", [])
    on_server(page, "/register/")
    assert row.public not in page.content()


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_a_violation_undone_takes_its_points_along(look, officer, party, size, language):
    broken_often(party, 1)
    assert PartyStanding.objects.get().points == 12
    page = look(officer, f"/points/{party.public}/", size, language)
    asked_why(page, "/reverse/", "Not theirs")
    assert PartyStanding.objects.get().points == 0 and not Proposal.objects.filter(state="open").exists()
    assert page.locator("form[action$='/reverse/']").count() == 0 and fits(page)
    assert page.faults == []


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_a_tier_asks_and_an_officer_declines_with_its_reason(look, officer, party, size, language):
    broken_often(party, 1)
    page = look(officer, "/proposals/", size, language)
    waiting = page.locator("tbody tr").count()
    asked_why(page, "/decline/", "The first time")
    assert page.locator("tbody tr").count() == waiting - 1
    assert Proposal.objects.filter(state="declined").count() == 1 and not MeasureEvent.objects.filter(kind="measure")
    assert fits(page) and page.faults == []


def test_a_measure_that_is_lifted_ends_and_one_that_is_undone_never_was(look, officer, party):
    row = imposed(party, "hold-orders", timezone.now(), text="To be looked at")
    page = look(officer, f"/measures/{row.public}/")
    asked_why(page, "/lift/", "Looked at")
    assert "Looked at" in page.inner_text("ol.timeline") and page.locator("form[action$='/lift/']").count() == 0
    asked_why(page, "/reverse/", "It was another firm")
    assert page.locator("form[action$='/reverse/']").count() == 0
    assert "It was another firm" in page.inner_text("ol.timeline")
