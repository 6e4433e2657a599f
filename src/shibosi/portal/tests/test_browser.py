"""The portal in a browser: dropping, progress, result, mapping, on a desktop and a phone, in both languages."""

from pathlib import Path

import polars as pl
import pytest

from shibosi.example import write_example

CHROMIUM = "/usr/bin/chromium"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium to look with"),
]


@pytest.fixture
def browser(monkeypatch):
    """Chromium. Its driver runs a loop of its own, beside which Django may be asked."""
    sync_api = pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser, size, language, colours="light"):
    """A page of a size, and what the browser complains about."""
    width, height = SIZES[size]
    page = browser.new_context(
        locale=language, viewport={"width": width, "height": height}, color_scheme=colours
    ).new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda mistake: complaints.append(str(mistake)))
    return page, complaints


@pytest.mark.parametrize(("size", "language", "says"), [("desktop", "zh-CN", "违反"), ("phone", "en", "broken")])
def test_files_are_dropped_watched_and_answered(browser, live_server, tmp_path, size, language, says):
    write_example(tmp_path / "example", 60, 3, fault_share=0.5)
    files = [str(path) for path in (tmp_path / "example" / "documents").rglob("*") if path.is_file()]
    page, complaints = opened(browser, size, language)
    page.goto(f"{live_server.url}/check/")
    page.set_input_files("#files", files)
    assert page.locator("[data-chosen] li").count() == len(files)
    page.click("form[data-drop-files] button")
    page.wait_for_selector("ul.tiles", timeout=90_000)
    assert says in page.inner_text("h1")
    assert page.locator("[data-plot] canvas").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as taken:
        page.click("a[href$='report.html']")
    assert taken.value.suggested_filename == "report.html"
    page.locator("form[action$='delete/'] button").click()
    page.wait_for_selector("form[data-drop-files]")
    assert complaints == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "en"), ("phone", "zh-CN")])
def test_columns_are_mapped_in_a_form(browser, live_server, tmp_path, size, language):
    pl.DataFrame({"单号": ["A1"], "成交额": ["10"]}).write_excel(tmp_path / "导出.xlsx")
    page, complaints = opened(browser, size, language, "dark")
    page.goto(f"{live_server.url}/check/")
    page.set_input_files("#files", str(tmp_path / "导出.xlsx"))
    page.click("form[data-drop-files] button")
    page.select_option("select[name=t0]", "order", timeout=90_000)
    page.click("button[name=again]")
    page.select_option("select[name=t0h0]", "number")
    page.select_option("select[name=t0h1]", "paid")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("form[action$='map/'] button:not([name])")
    page.wait_for_selector("ul.tiles", timeout=90_000)
    assert complaints == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-CN"), ("phone", "en")])
def test_rules_fit_the_screen_and_draw(browser, live_server, size, language):
    page, complaints = opened(browser, size, language)
    control = "rules/controls/single_purchase_within_limit/"
    others = ["", "?q=limit", "clauses/", "clauses/4.5.1.3/", "controls/", "parameters/", "records/order/"]
    addresses = [control, *(f"rules/{other}" for other in others)]
    for address in addresses:
        page.goto(f"{live_server.url}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto(f"{live_server.url}/rules/parameters/retail_import_limits.single/")
    assert page.locator("[data-plot] canvas").count() == 1
    assert complaints == []
