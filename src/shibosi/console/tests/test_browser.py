"""The console in a browser: both languages, light and dark, desktop and phone; keys; nothing asked of other hosts."""

import os

import pytest
from django.conf import settings
from django.urls import reverse

from shibosi.console.tests.world import a_world
from shibosi.pages.tests.looking import signed_in
from shibosi.store.models import Finding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESKTOP, PHONE = (1280, 900), (390, 844)


@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["SHIBOSI_BROWSER"], args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def look(chromium, live_server, monkeypatch):
    """Opens a page of a small world as somebody; what the browser complained of stands in `page.faults`."""
    contexts = []

    def opened(who, path, size=DESKTOP, language="en", theme="light"):
        client = signed_in(who, monkeypatch, language)
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN" if language != "en" else "en-US",
            color_scheme=theme,
        )  # fmt: skip
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.faults = []
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda mistake: page.faults.append(str(mistake)))
        page.on("request", lambda asked: page.faults.append(asked.url) if live_server.url not in asked.url else None)
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("size", "language", "theme"), [(DESKTOP, "en", "dark"), (PHONE, "zh-hans", "light"), (PHONE, "en", "dark")]
)
def test_pages_fit_the_screen_and_the_policy(look, size, language, theme):
    world = a_world(6)
    finding = Finding.objects.filter(outcome="broken").order_by("-severity")[0]
    paths = ["/overview/", "/findings/", "/findings/causes/", reverse("findings.finding", args=[finding.pk]),
             reverse("dossiers.dossier", args=[finding.dossier_id]), "/documents/", "/documents/hand-in/",
             "/accounts-list/", "/parties/", f"/parties/{world.firm.public}/", "/tokens/", "/webhooks/", "/access-log/",
             "/security/"]  # fmt: skip
    page = look(world.administrator, "/overview/", size, language, theme)
    for path in paths:
        page.goto("/".join(page.url.split("/")[:3]) + path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], (path, wide)
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


def test_language_and_light_are_switched_on_the_page(look):
    page = look(a_world(6).officer, "/findings/")
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=zh-Hans]")
    page.click("details:has(button[name=theme]) summary")
    page.click("button[value=dark]")
    page.wait_for_selector("html[data-theme=dark]")
    assert page.url.endswith("/findings/")
