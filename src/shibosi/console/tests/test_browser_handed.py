"""Handing a file in in a browser: each row with its reasons, filtered, given back; both languages and sizes."""

from io import BytesIO

import openpyxl
import pytest

from shibosi.pages.tests.browsing import ALL_LOOKS, fits, needs_chromium
from shibosi.store.models import Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
CONTENT = (
    "number,guid,merchant_code,buyer_name,goods_value,currency\n"
    "O-1,G-1,AAA,李华,19.90,142\nO-2,G-2,AAA,李华,much,142\nO-3,G-3,BBB,x,1,142"
)
SAID = {"en-US": ("refuse", "Correct this cell"), "zh-CN": ("拒绝", "请改正此单元格")}


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_rows_are_answered_filtered_and_given_back(look, size, language, light):
    page = look(a_member(a_party("AAA"), Level.WORKER), "/documents/hand-in/", size, language, light)
    page.set_input_files("#i-file", {"name": "orders.csv", "mimeType": "text/csv", "buffer": CONTENT.encode()})
    page.click("form.card button")
    page.wait_for_url("**/documents/handed-in/*/")
    assert page.locator("tbody tr").count() == 3 and fits(page)
    assert all(words in page.inner_text("main") for words in SAID[language])
    with page.expect_download() as given:
        page.click("a[href$='answered.xlsx']")
    sheet = openpyxl.load_workbook(BytesIO(given.value.path().read_bytes())).worksheets[0]
    assert sheet.max_row == 4
    page.select_option("#f-reason", "not-money")
    page.wait_for_url("**reason=not-money**")
    assert page.locator("tbody tr").count() == 1 and "O-2" in page.inner_text("tbody")
    for path in ("/documents/handed-in/", "/documents/hand-in/"):
        page.goto("/".join(page.url.split("/")[:3]) + path)
        assert "orders.csv" in page.inner_text("main") and fits(page)
    assert page.faults == []
