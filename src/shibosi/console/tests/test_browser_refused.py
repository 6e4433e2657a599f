"""A form that was refused, in a browser: the mistake stands beside its field, what was typed is there, one goes on."""

import re

import pytest

from shibosi.console.tests.world import a_world
from shibosi.pages.tests.browsing import ALL_LOOKS, SIZES, fits, needs_chromium, opened
from shibosi.pages.tests.looking import signed_in
from shibosi.store.models import Account, Membership, Subscription

pytestmark = [needs_chromium, pytest.mark.django_db(transaction=True)]
SAID = {
    "en-US": "E-mail of an account cannot be used: there is no account of that e-mail; an administrator opens it.",
    "zh-CN": "“账户的电子邮箱”无法使用：没有该电子邮箱的账户；账户由管理员开立。",
}
EMAIL = "#i-email"


def complaints(page):
    """What the browser complained of besides the status of the page itself."""
    return [one for one in page.faults if "422" not in one]


def ask_for_a_member(page, email):
    """Send the form of a new member, from within what is folded away."""
    folded = page.locator("details:has(#i-email)")
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    page.fill(EMAIL, email)
    page.select_option("#i-level", "3")
    with page.expect_navigation():
        folded.locator("button").click()


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.name")


@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_the_mistake_stands_beside_its_field_until_it_is_mended(look, size, language, light):
    world, path = a_world(1), "/parties/{}/"
    page = look(world.administrator, path.format(world.firm.public), size, language, light)
    before = page.url
    for _ in range(2):
        ask_for_a_member(page, "nobody@firm.example")
        beside = page.locator(f".field:has({EMAIL}) .mistake")
        assert beside.inner_text() == page.inner_text("[role=alert] b") == SAID[language]
        assert beside.is_visible() and page.locator(EMAIL).bounding_box()["y"] < SIZES[size][1]
        field = page.locator(EMAIL)
        assert field.get_attribute("aria-describedby") == beside.get_attribute("id")
        assert (field.get_attribute("aria-invalid"), focused(page)) == ("true", "i-email")
        assert (page.input_value(EMAIL), page.input_value("#i-level")) == ("nobody@firm.example", "3")
        assert page.url == before and fits(page) and not Membership.objects.filter(party=world.firm, level=1).exists()
    made = Account.objects.create_account("somebody@firm.example")
    ask_for_a_member(page, made.email)
    assert Membership.objects.get(account=made).level == 3 and page.locator("[role=alert]").count() == 0
    assert complaints(page) == []


def test_nothing_ticked_stays_so_and_what_was_typed_stays_text(look):
    page = look(a_world(1).administrator, "/webhooks/")
    page.click("summary:has-text('Tell an address')")
    page.fill("[name=url]", "https://a.example/")
    page.fill("[name=label]", "</script><script>alert(1)</script>")
    for box in page.locator("[name=events]").all():
        box.uncheck()
    page.click("form[action='/webhooks/add/'] button")
    page.wait_for_selector("fieldset .mistake")
    assert page.locator("[name=events]:checked").count() == 0 and focused(page) == "refused-field"
    assert page.input_value("[name=label]") == "</script><script>alert(1)</script>"
    page.locator("[name=events]").last.check()
    page.click("form[action='/webhooks/add/'] button")
    page.wait_for_selector(".secret")
    assert len(Subscription.objects.get().events) == 1 and complaints(page) == []


def test_a_form_in_a_closed_dialog_is_opened(look):
    page = look(a_world(1).administrator, "/webhooks/")

    def in_a_dialog(route):
        answer = route.fetch()
        body = re.sub(r'<details class="card"><summary>.*?</summary>(.*?)</details>', r"<dialog>\1</dialog>",
                      answer.text(), flags=re.DOTALL)  # fmt: skip
        route.fulfill(response=answer, body=body)

    page.route("**/webhooks/add/", in_a_dialog)
    page.evaluate("""() => {
      document.querySelectorAll("[name=events]").forEach((box) => { box.checked = false; });
      document.querySelector("[name=url]").value = "https://a.example/";
      document.querySelector("form[action='/webhooks/add/']").submit();
    }""")
    page.wait_for_selector("dialog[open] .mistake")
    assert page.locator("dialog[open]").evaluate("one => one.matches(':modal')")


def test_without_scripts_the_mistake_is_told_above_with_the_way_back(browser, live_server, monkeypatch):
    client = signed_in(a_world(1).administrator, monkeypatch)
    page, _ = opened(browser, live_server, client, "phone", "en-US", "light", scripts=False)
    page.goto(f"{live_server.url}/webhooks/")
    page.click("summary:has-text('Tell an address')")
    page.fill("[name=url]", "https://a.example/")
    for box in page.locator("[name=events]").all():
        box.uncheck()
    page.click("form[action='/webhooks/add/'] button")
    assert "Events cannot be used: it is empty." in page.inner_text("[role=alert]")
    page.click("[role=alert] >> text=Back")
    page.wait_for_url("**/webhooks/")
