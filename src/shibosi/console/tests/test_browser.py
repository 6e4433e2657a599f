"""The console in a browser: both languages, light and dark, desktop and phone; keys; nothing asked of other hosts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from shibosi.console.tests.world import a_world
from shibosi.pages.tests.browsing import ALL_LOOKS, LOOKS, fits, needs_chromium
from shibosi.store.models import Finding, Mandate
from shibosi.store.tests.firms import a_party

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("size", "language", "light"), [*LOOKS, ("phone", "zh-CN", "light")])
def test_pages_fit_the_screen_and_the_policy(look, size, language, light):
    world = a_world(6)
    finding = Finding.objects.filter(outcome="broken").order_by("-severity")[0]
    paths = ["/overview/", "/findings/", "/findings/causes/", reverse("findings.finding", args=[finding.pk]),
             reverse("dossiers.dossier", args=[finding.dossier_id]), "/documents/", "/documents/hand-in/",
             "/accounts-list/", "/parties/", f"/parties/{world.firm.public}/", "/tokens/", "/webhooks/", "/access-log/",
             "/log/", "/log/1/", "/audit/sample/?seed=a&size=9",
             "/audit/sample/?seed=a&kind=document", "/jobs/", "/verify/", "/security/"]  # fmt: skip
    page = look(world.administrator, "/overview/", size, language, light)
    for path in paths:
        page.goto("/".join(page.url.split("/")[:3]) + path)
        page.wait_for_load_state("networkidle")
        assert fits(page), path
    assert page.faults == []


@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_long_numbers_and_scopes_stay_within_their_lists(look, size, language, light):
    world, now = a_world(6), timezone.now()
    Mandate.objects.create(
        principal=world.firm, agent=a_party("AGENT"), scopes=["documents:read", "documents:write", "findings:read"],
        begins_at=now, ends_at=now + timedelta(days=9), given_by="test",
    )  # fmt: skip
    page = look(world.administrator, "/log/", size, language, light)
    for path in ("/log/", f"/parties/{world.firm.public}/"):
        page.goto("/".join(page.url.split("/")[:3]) + path)
        frame = page.locator(".wide:has(> .list)").last
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), path
    assert page.faults == []


def test_plots_are_drawn_and_have_their_numbers(look):
    page = look(a_world(6).officer, "/overview/")
    assert page.locator("[data-plot] canvas").count() == 1
    page.click("text=The numbers")
    assert page.locator("figure tbody tr").count() == 30


def test_keys_lead_to_pages_rows_and_help(look):
    page = look(a_world(6).officer, "/findings/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("tr[aria-selected]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/*/")
    page.keyboard.press("/")
    page.keyboard.type("Dossiers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/")
    page.keyboard.press("?")
    assert page.locator("dialog#help[open]").is_visible()


def test_a_filter_stands_in_the_address_and_empty_ones_do_not(look):
    page = look(a_world(6).officer, "/findings/")
    page.select_option("#f-severity", "critical")
    page.wait_for_url("**severity=critical**")
    assert "clause=" not in page.url and page.locator("tbody .badge.major").count() == 0


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_on_a_phone_a_list_is_sorted_by_a_menu(look, size, language, light):
    page = look(a_world(6).officer, "/findings/?outcome=broken", size, language, light)
    menu = page.locator(".sorting")
    assert menu.is_visible() is (size == "phone")
    if size == "phone":
        menu.locator("summary").click()
        assert fits(page)
        menu.locator("a").first.click()
        page.wait_for_url("**outcome=broken&sort=-severity")
        assert menu.locator("[aria-current]").get_attribute("data-way") == "descending" and fits(page)
    assert page.faults == []


def test_language_and_light_are_switched_on_the_page(look):
    page = look(a_world(6).officer, "/findings/")
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=zh-Hans]")
    page.click("details:has(button[name=theme]) summary")
    page.click("button[value=dark]")
    page.wait_for_selector("html[data-theme=dark]")
    assert page.url.endswith("/findings/")
