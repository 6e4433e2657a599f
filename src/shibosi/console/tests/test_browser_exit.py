"""The way out in a browser: asked for, announced, refused while something is left, both languages and sizes."""

import pytest

from shibosi.console.tests.reported import day
from shibosi.pages.tests.browsing import LOOKS, fits, needs_chromium
from shibosi.store.models import Case, Role
from shibosi.store.tests.firms import staff

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
LEFT = {"en-US": "Deposit still held, with its currency: 500", "zh-CN": "尚未退还的保证金（含币种）: 500"}


@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_a_shop_is_led_out_and_not_before_its_deposit_is_returned(look, size, language, light):
    page = look(staff(Role.OFFICER), "/cases/open/exit/", size, language, light)
    told = {"firm": "AAA", "shop": "S-1", "market": "DE", "because": "No demand", "closes_on": day(40)}
    for name, value in told.items():
        page.fill(f"#i-given-{name}", value)
    assert fits(page)
    page.locator("main form.card button").click()
    page.wait_for_url("**/cases/*-*/")
    case = Case.objects.get(flow="exit")
    move(page, "announce", notice="https://shop.example/closing", announced_on=day(-30))
    cleared = {"listings": "0", "stock": "0", "orders": "0", "balance": "0 EUR", "deposit": "500 EUR", "contracts": "0"}
    move(page, "clear", **cleared, identity="P-1")
    assert LEFT[language] in page.inner_text("[role=alert]") and fits(page)
    move(page, "clear", **cleared | {"deposit": "0 EUR"}, identity="P-1")
    case.refresh_from_db()
    assert case.state == "cleared" and fits(page)
    assert [fault for fault in page.faults if "422" not in fault] == []


def move(page, name, **given):
    """Make a move on the page of a case."""
    form = page.locator(f"form:has(input[name=move][value={name}])")
    if not form.is_visible():
        page.locator(f"details:has(input[name=move][value={name}]) > summary").first.click()
    for field, value in given.items():
        form.locator(f"[name=given-{field}]").fill(value)
    form.locator("button.button").last.click()
    page.wait_for_load_state("networkidle")
