"""The case desk in a browser: queue, one case, many at once, kept views, keys, waivers; both languages and sizes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.pages.tests.browsing import ALL_LOOKS, fits, needs_chromium
from shibosi.store.cases.tests.builders import a_party, an_order, hand_in, the_finding
from shibosi.store.models import Account, Case, Job, Level, Membership, Role, SavedView
from shibosi.store.tests.firms import a_member, staff

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
ORDERS = ("O-1", "O-2", "O-3")
SAID = {"en-US": ("Case desk", "Held order", "Who has how many"), "zh-CN": ("案件台", "暂缓订单", "办理负荷")}


@pytest.fixture
def clerk(db):
    """Somebody of the firm whose three orders are held."""
    party = a_party("AAA")
    for number in ORDERS:
        hand_in(an_order(number), at=timezone.now())
    return a_member(party, Level.MANAGER)


@pytest.fixture
def officer(clerk):
    return staff(Role.OFFICER)


def case_of(number):
    return Case.objects.get(flow="held_order", dossier__key=number)


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_desk_case_waivers_and_notices_fit_and_speak(look, officer, size, language, light):
    page = look(officer, "/cases/", size, language, light)
    said = page.inner_text("main")
    assert all(words in said for words in SAID[language])
    case, waiver = case_of("O-1"), f"/cases/open/waiver/?finding={the_finding('O-1').pk}"
    for path in ("/cases/", f"/cases/{case.public}/", waiver, "/waivers/", "/notices/"):
        page.goto("/".join(page.url.split("/")[:3]) + path)
        page.wait_for_load_state("networkidle")
        assert fits(page), path
    assert page.faults == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "en-US"), ("phone", "zh-CN")])
def test_a_case_is_taken_decided_and_tells_what_happened(look, officer, clerk, size, language):
    case = case_of("O-1")
    page = look(officer, f"/cases/{case.public}/", size, language)
    page.select_option("#i-officer", str(officer.pk))
    page.select_option("#i-priority", "3")
    page.locator("form[action$='/assign/'] button").click()
    page.wait_for_selector("[role=status]")
    form = page.locator("details.more:has(input[name=move][value=release])")
    form.locator("> summary").click()
    form.locator("textarea[name=reason]").fill("货款已核实 / paid")
    form.locator("details.sure summary").click()
    form.locator("button").click()
    page.wait_for_selector(".badge.done")
    assert "货款已核实 / paid" in page.inner_text("ol.timeline")
    assert page.locator("details:has(input[name=move])").count() == 0
    case.refresh_from_db()
    assert (case.state, case.assignee, case.priority) == ("released", officer, 3)
    theirs = look(clerk, "/notices/", size, language)
    assert "货款已核实 / paid" in theirs.inner_text("main") and case.public in theirs.inner_text("main")
    assert fits(theirs) and page.faults == theirs.faults == []


def test_a_firm_answers_what_it_is_asked(look, officer, clerk):
    page = look(officer, f"/cases/{case_of('O-2').public}/")
    form = page.locator("details:has(input[value=ask])")
    form.locator("summary").click()
    form.locator("[name=given-question]").fill("Where is the payment?")
    form.locator("button").click()
    page.wait_for_selector("[role=status]")
    theirs = look(clerk, "/cases/", "phone")
    theirs.click(f"text={case_of('O-2').public}")
    theirs.wait_for_selector("h1")
    assert "Where is the payment?" in theirs.inner_text("ol.timeline")
    theirs.fill("[name=given-reply]", "It comes tomorrow")
    theirs.click("form:has([name=given-reply]) button")
    theirs.wait_for_selector("[role=status]")
    assert case_of("O-2").state == "answered" and fits(theirs)
    page.reload()
    assert "It comes tomorrow" in page.inner_text("ol.timeline")


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_a_firm_is_led_to_where_refused_documents_are_handed_in_again(look, clerk, size, language, light):
    hand_in(an_order("O-7", goods_value="much"), at=timezone.now())
    page = look(clerk, f"/cases/{Case.objects.get(flow='correction').public}/", size, language, light)
    assert fits(page) and page.locator("input[name=move][value=submit]").count() == 0
    page.click(".callout a.button")
    page.wait_for_selector("input[type=file]")
    assert page.faults == []


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-CN"), ("phone", "en-US")])
def test_many_are_chosen_and_each_is_answered(look, officer, size, language):
    page = look(officer, "/cases/", size, language)
    go = page.locator("[data-chosen]")
    assert go.is_disabled()
    page.click("[data-choose]")
    assert "(3)" in go.inner_text()
    page.uncheck(f"input[name=case][value='{case_of('O-3').public}']")
    assert "(2)" in go.inner_text()
    look(officer, f"/cases/{case_of('O-1').public}/").evaluate("""async () => {
        const form = document.querySelector("form:has(input[value=release])");
        form.querySelector("textarea").value = "first";
        await fetch(form.action, {method: "POST", body: new FormData(form)});
    }""")
    go.click()
    page.fill("#i-reason", "seen together")
    assert fits(page)
    page.click("button[name=move][value='held_order/release']")
    page.wait_for_selector(".callout.warn[role=status]")
    assert case_of("O-1").public in page.inner_text(".callout")
    assert {one: case_of(one).state for one in ORDERS} == {"O-1": "released", "O-2": "released", "O-3": "held"}
    assert page.faults == []


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_all_that_answer_are_handed_over(look, officer, size, language, light):
    page = look(officer, "/cases/?flow=held_order", size, language, light)
    page.locator("#every").evaluate("form => form.requestSubmit()")
    page.wait_for_selector("#i-officer")
    assert fits(page)
    page.click("button[name=move][value='']")
    page.wait_for_selector("dl.facts")
    assert Job.objects.filter(name="cases.assign").count() == 1 and fits(page)
    assert page.faults == []


def test_keys_choose_rows_open_them_and_turn_nothing_else(look, officer):
    page = look(officer, "/cases/")
    page.keyboard.press("x")
    assert page.locator("input[name=case]:checked").count() == 0
    for key in "jxjx":
        page.keyboard.press(key)
    assert page.locator("input[name=case]:checked").count() == 2
    page.locator("input[name=case]").nth(2).check()
    page.keyboard.press("k")
    assert page.locator("tbody tr").nth(0).get_attribute("aria-selected") == "true"
    page.fill("#view-name", "x")
    assert page.locator("input[name=case]:checked").count() == 3
    page.locator("h1").click()
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.timeline")


def test_what_is_asked_of_the_desk_is_kept_under_a_name_and_dropped(look, officer):
    page = look(officer, "/cases/")
    page.select_option("#f-due", "week")
    page.wait_for_url("**due=week**")
    page.fill("#view-name", "this week 本周")
    page.click("form[action$='/views/keep/'] button")
    tab = page.locator("nav.tabs a[aria-current]")
    tab.get_by_text("this week 本周").wait_for()
    assert SavedView.objects.get().query == {"due": "week"}
    page.goto(page.url.split("?")[0])
    page.click("nav.tabs >> text=this week 本周")
    page.wait_for_url("**due=week**")
    page.click("form[action$='/drop/'] button")
    page.wait_for_url("**/cases/")
    assert page.locator("nav.tabs >> text=this week").count() == 0


@pytest.mark.parametrize(("size", "language"), [("desktop", "en-US"), ("phone", "zh-CN")])
def test_a_firm_asks_for_a_waiver_and_somebody_else_grants_it(look, officer, clerk, size, language):
    until = str((timezone.now() + timedelta(days=5)).date())
    theirs = look(clerk, f"/findings/{the_finding('O-1').pk}/", size, language)
    theirs.click("a[href*='/cases/open/waiver/']")
    theirs.fill("[name=given-because]", "known and harmless")
    theirs.fill("[name=given-until]", until)
    theirs.click("form.card button")
    theirs.wait_for_selector("ol.timeline")
    assert fits(theirs) and theirs.locator("input[value=grant]").count() == 0
    page = look(officer, theirs.url.removeprefix("/".join(theirs.url.split("/")[:3])), size, language)
    form = page.locator("details:has(input[value=grant])")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    form.locator("textarea[name=reason]").fill("fine")
    form.locator("button").click()
    page.wait_for_selector("[role=status]")
    theirs.goto("/".join(theirs.url.split("/")[:3]) + "/waivers/")
    assert until in theirs.inner_text("tbody") and theirs.locator("tbody .badge.major").count() == 1
    assert fits(theirs) and theirs.faults == page.faults == []


def test_an_officer_grants_no_waiver_of_its_own(look, officer):
    own = Account.objects.get(pk=officer.pk)
    page = look(own, f"/cases/open/waiver/?finding={the_finding('O-1').pk}")
    page.fill("[name=given-because]", "I know it")
    page.fill("[name=given-until]", str((timezone.now() + timedelta(days=5)).date()))
    page.click("form.card button")
    page.wait_for_selector("ol.timeline")
    assert page.locator("input[name=move][value=grant]").count() == 0
    assert not Membership.objects.filter(account=own).exists()
