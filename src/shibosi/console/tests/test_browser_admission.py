"""The wizard of admission and its desk in a browser, both languages and sizes."""

import pytest

from shibosi.pages.tests.browsing import LOOKS, fits, needs_chromium
from shibosi.store.admission.tests.world import admit_me
from shibosi.store.models import Case, Role
from shibosi.store.tests.firms import staff

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
SAID = {"en-US": "Low risk", "zh-CN": "低风险"}


@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_a_firm_is_led_to_its_application(look, size, language, light):
    admit_me()
    page = look(staff(Role.OFFICER), "/admission/", size, language, light)
    assert fits(page)
    page.locator("a[href$='kind=agency-operator']").click()
    page.fill("#i-firm", "AAA")
    page.fill("#i-market", "DE")
    page.locator("main form button").click()
    page.wait_for_url("**activity=shop-operation**")
    assert SAID[language] in page.inner_text("main") and fits(page)
    page.locator("form[action$='/apply/'] button").click()
    page.wait_for_url("**/admissions/*/")
    case = Case.objects.get(flow="admission")
    assert case.public in page.inner_text("main") and fits(page)
    page.goto("/".join(page.url.split("/")[:3]) + "/admissions/")
    assert SAID[language] in page.inner_text("main") and fits(page)
    assert page.faults == []
