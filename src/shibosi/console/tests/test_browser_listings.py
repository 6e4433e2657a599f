"""A listing in a browser: drafted, refused with reasons, mended as suggested, published; its paper verified."""

import struct

import pytest

from shibosi.methods.pictures import PNG
from shibosi.pages.tests.browsing import LOOKS, fits, needs_chromium
from shibosi.store.models import Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
PICTURE = {"name": "bag.png", "mimeType": "image/png",
           "buffer": PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 1000)}  # fmt: skip
TYPED = {"title": "Leather bag www.my-bags.com", "model": "B-1", "colour": "red", "size": "M", "age_to": "99",
         "official_standard": "GB/T 1", "description": "A bag"}  # fmt: skip
SAID = {"en-US": ("What stops it", "live", "good today"), "zh-CN": ("阻止项", "在售", "今日有效")}


@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_a_listing_goes_live_and_its_paper_is_verified(look, size, language, light):
    stops, live, good = SAID[language]
    page = look(a_member(a_party("AAA"), Level.MANAGER), "/listings/new/", size, language, light)
    page.fill("#i-number", "L-1")
    page.select_option("#i-market", "DE")
    page.select_option("#i-category", "bag")
    page.locator("main form button").click()
    page.wait_for_url("**/listings/AAA/L-1/DE/")
    for name, text in TYPED.items():
        page.fill(f"#draft #i-{name}", text)
    for field in page.locator("#draft select[name^=fact_]").all():
        field.select_option("no")
    page.set_input_files("#i-picture", PICTURE)
    page.locator("#draft button").click()
    page.locator("#offer").click()
    page.locator("#repair").wait_for()
    assert stops in page.inner_text("#stops") and "www.my-bags.com" in page.inner_text("#stops") and fits(page)
    page.fill("[name^=paper_]", "LUCID-1")
    page.locator("#repair button").click()
    page.locator("#stops").wait_for(state="detached")
    page.locator("#offer").click()
    page.locator("#offer").wait_for(state="detached")
    officer = look(staff(Role.OFFICER), "/listings/AAA/L-1/DE/", size, language, light)
    officer.locator("#review button[value=live]").click()
    officer.locator("#review").wait_for(state="detached")
    assert live in officer.inner_text("h1") and fits(officer)
    officer.goto("/".join(officer.url.split("/")[:3]) + "/papers-of-goods/?number=LUCID-1")
    assert good in officer.inner_text("main") and fits(officer)
    assert page.faults == [] and officer.faults == []
