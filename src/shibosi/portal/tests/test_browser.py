"""The portal in a browser: dropping, progress, result, mapping, on a desktop and a phone, in both languages."""

import polars as pl
import pytest

from shibosi.example import write_example
from shibosi.pages.tests.browsing import browser, fits, needs_chromium
from shibosi.pages.tests.browsing import opened as opened_by
from shibosi.pages.tests.looking import nobody

__all__ = ["browser"]
pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(browser, live_server):
    """Opens a page as nobody: the page, and what the browser complains about."""
    return lambda size, language, light="light": opened_by(
        browser, live_server, nobody(language), size, language, light
    )


@pytest.mark.parametrize(("size", "language", "says"), [("desktop", "zh-CN", "违反"), ("phone", "en", "broken")])
def test_files_are_dropped_watched_and_answered(opened, live_server, tmp_path, size, language, says):
    write_example(tmp_path / "example", 60, 3, fault_share=0.5)
    files = [str(path) for path in (tmp_path / "example" / "documents").rglob("*") if path.is_file()]
    page, complaints = opened(size, language)
    page.goto(f"{live_server.url}/check/")
    page.set_input_files("#files", files)
    assert page.locator("[data-chosen] li").count() == len(files)
    page.click("form[data-drop-files] button")
    page.wait_for_selector("ul.tiles", timeout=90_000)
    assert says in page.inner_text("h1")
    assert page.locator("[data-plot] canvas").count() == 1
    assert fits(page)
    with page.expect_download() as taken:
        page.click("a[href$='report.html']")
    assert taken.value.suggested_filename == "report.html"
    page.locator("form[action$='delete/'] button").click()
    page.wait_for_selector("form[data-drop-files]")
    assert complaints == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "en"), ("phone", "zh-CN")])
def test_columns_are_mapped_in_a_form(opened, live_server, tmp_path, size, language):
    pl.DataFrame({"单号": ["A1"], "成交额": ["10"]}).write_excel(tmp_path / "导出.xlsx")
    page, complaints = opened(size, language, "dark")
    page.goto(f"{live_server.url}/check/")
    page.set_input_files("#files", str(tmp_path / "导出.xlsx"))
    page.click("form[data-drop-files] button")
    page.select_option("select[name=t0]", "order", timeout=90_000)
    page.click("button[name=again]")
    page.select_option("select[name=t0h0]", "number")
    page.select_option("select[name=t0h1]", "paid")
    assert fits(page)
    page.click("form[action$='map/'] button:not([name])")
    page.wait_for_selector("ul.tiles", timeout=90_000)
    assert complaints == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-CN"), ("phone", "en")])
def test_rules_fit_the_screen_and_draw(opened, live_server, size, language):
    page, complaints = opened(size, language)
    control = "rules/controls/single_purchase_within_limit/"
    others = ["", "?q=limit", "clauses/", "clauses/4.5.1.3/", "controls/", "records/order/"]
    addresses = [control, *(f"rules/{other}" for other in others)]
    for address in addresses:
        page.goto(f"{live_server.url}/{address}")
        assert fits(page), address
    page.goto(f"{live_server.url}/rules/parameters/retail_import_limits.single/")
    assert page.locator("[data-plot] canvas").count() == 1
    assert complaints == []
