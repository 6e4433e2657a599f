"""A case of a filing in a browser: what it is about, how it ended and by which document; both languages and sizes."""

import pytest

from shibosi.pages.tests.browsing import ALL_LOOKS, fits, needs_chromium
from shibosi.store.filings.tests.builders import declared, goods, the_merchant
from shibosi.store.models import Case, Role
from shibosi.store.tests.firms import staff

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
SAID = {"en-US": ("3 findings", "It is found nowhere any more", "The filing came in"),
        "zh-CN": ("3 项发现", "已无此类发现", "备案单证已收到")}  # fmt: skip


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_a_case_ends_by_itself_and_leads_to_the_document(look, size, language, light):
    the_merchant()
    declared("SKU-1", "SKU-2", "SKU-2", "SKU-2")
    case = Case.objects.get(flow="customs_filing", about__endswith="SKU-2")
    page = look(staff(Role.OFFICER), f"/cases/{case.public}/", size, language, light)
    count, nowhere, came = SAID[language]
    assert count in page.inner_text("main") and fits(page)
    goods("SKU-2")
    page.reload()
    assert nowhere in page.inner_text("main") and came in page.inner_text("ol.timeline") and fits(page)
    page.click("ol.timeline a")
    page.wait_for_selector("table a[href*='/documents/']")
    assert "SKU-2" in page.inner_text("main") and fits(page) and page.faults == []
