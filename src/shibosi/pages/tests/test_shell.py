"""The shell: who is let in, the menu, language and light, for whom one acts, errors, what a browser may do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shibosi import settings
from shibosi.pages import menu, page
from shibosi.pages.policy import policy
from shibosi.pages.tests.looking import nobody, signed_in, text
from shibosi.store.models import Level, Mandate, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(monkeypatch):
    return signed_in(staff(Role.OFFICER), monkeypatch)


def labels(client):
    return [entry.label for _, entries in client.get("/findings/").context["shell"].menu for entry in entries]


def test_a_page_leads_nobody_to_signing_in_and_back():
    answer = nobody().get("/findings/?outcome=broken")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/findings/%3Foutcome%3Dbroken")


def test_the_first_page_leads_who_signed_in_to_the_menu(officer):
    assert officer.get("/").status_code == 302
    first = nobody().get("/")
    assert "Sign in" in text(first) and b'<a class="button" href="/check/">' in first.content


def test_services_stand_first_for_visitors_and_late_for_who_works_here(officer):
    heads = [heading for heading, _ in nobody().get("/").context["shell"].menu]
    assert heads[0] == "Services" and len(heads) > 1
    mine = [heading for heading, _ in officer.get("/findings/").context["shell"].menu]
    assert mine[0] == "Today" and "Services" in mine


def test_the_menu_offers_what_the_viewer_may_open(officer, monkeypatch):
    assert "Findings" in labels(officer)
    lonely = signed_in(a_member(a_party("AAA"), Level.READER), monkeypatch)
    assert set(labels(lonely)) < set(labels(officer)) | {"Home"}


def test_no_two_entries_share_a_key(officer):
    keys = [one.key for _, some in officer.get("/findings/").context["shell"].menu for one in some if one.key]
    assert len(keys) == len(set(keys)) > 3


def test_the_page_one_is_on_is_marked_in_the_menu(officer):
    every = [one for _, some in officer.get("/findings/causes/").context["shell"].menu for one in some]
    assert [one.label for one in every if one.current] == ["Findings"]


@pytest.mark.parametrize(
    ("story", "address", "status", "says"),
    [
        ("no such page", "/nothing/", 404, "There is no such thing, or you may not see it."),
        ("no such finding", "/findings/1/", 404, "There is no such thing, or you may not see it."),
        ("a number no database has", "/findings/99999999999999999999999/", 404, "no such thing"),
        ("a filter that is none", "/findings/?outcome=odd", 422, "'odd' is none of the choices."),
        (
            "a day that is none",
            "/findings/?first=2026-02-31",
            422,
            "First seen from cannot be used: '2026-02-31' is no",
        ),
        ("a letter nothing can keep", "/findings/?control=%00", 422, "at most 120 letters"),
        ("a clause there is not", "/findings/?clause=99.9", 404, "99.9"),
        ("an order there is not", "/findings/?sort=password", 422, "'password' is none of the choices."),
        ("a place that was never given", "/findings/?after=abc", 422, "The cursor is not one"),
        ("a file of no kind", "/findings/?file=exe", 422, "'exe' is none of the choices."),
    ],
)
def test_what_cannot_be_shown_is_told_on_a_page(officer, story, address, status, says):
    answer = officer.get(address)
    assert answer.status_code == status and says in text(answer)
    assert answer["Content-Type"].startswith("text/html")


def test_markup_in_an_address_stays_text(officer):
    answer = officer.get("/findings/", {"outcome": "<script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content
    assert b"{{7|add:7}}{count}" in officer.get("/findings/?control={{7|add:7}}{count}").content


def test_a_page_that_is_only_read_takes_no_form(officer):
    assert officer.post("/findings/").status_code == 405


def test_an_address_that_only_takes_forms_says_so_and_leads_to_the_page_above(officer):
    answer = officer.get("/cases/chosen/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "nothing was done" in text(answer) and b'href="/cases/" data-back' in answer.content


def test_a_page_that_came_of_a_form_is_left_for_the_page_above_when_the_language_is_switched(officer):
    refused = officer.post("/runs/start/", {"as_of": "x"})
    assert refused.context["shell"].here == "/runs/"
    assert officer.get("/findings/?outcome=odd").context["shell"].here == "/findings/?outcome=odd"
    assert officer.get("/nothing/").context["shell"].here == "/nothing/"


@pytest.mark.parametrize(
    ("story", "came", "back"),
    [
        ("from a page of ours", "http://testserver/runs/", b'href="http://testserver/runs/" data-back'),
        ("from another house", "https://evil.example/", None),
        ("from nowhere", "", None),
        ("from the same address, which would only fail again", "http://testserver/findings/?outcome=odd", None),
    ],
)
def test_an_error_leads_back_to_where_one_came_from(officer, story, came, back):
    found = officer.get("/findings/?outcome=odd", headers={"Referer": came}).content
    assert (back in found) if back else b"data-back" not in found


@pytest.mark.parametrize("address", ["/", "/nothing/", "/landed/"])
def test_another_host_than_ours_is_refused_on_a_page(settings, address):
    settings.ALLOWED_HOSTS = ["ours.example"]
    answer = nobody().get(address, headers={"host": "theirs.example", "referer": "http://theirs.example/"})
    assert answer.status_code == 400 and b"theirs.example" not in answer.content


def test_the_language_is_switched_and_kept(officer):
    assert "Findings" in text(officer.get("/findings/"))
    answer = officer.post("/switch/", {"language": "zh-hans", "next": "/findings/"})
    assert answer.url == "/findings/"
    found = officer.get("/findings/")
    assert "发现" in text(found) and b'<html lang="zh-Hans"' in found.content


def test_the_light_is_switched_and_kept(officer):
    officer.post("/switch/", {"theme": "dark"})
    assert b'data-theme="dark"' in officer.get("/findings/").content
    officer.post("/switch/", {"theme": "<b>"})
    assert b'data-theme="dark"' in officer.get("/findings/").content


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_a_switch_leads_nowhere_else(officer, elsewhere):
    assert officer.post("/switch/", {"theme": "dark", "next": elsewhere}).url == "/"


def test_a_form_without_its_sign_changes_nothing():
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    answer = strict.post("/switch/", {"theme": "dark"})
    assert answer.status_code == 403 and "nothing was changed" in text(answer)
    assert "theme" not in answer.cookies


def test_one_acts_for_a_principal_while_the_mandate_lasts(monkeypatch):
    agent, principal = a_party("AAA"), a_party("PPP")
    now = timezone.now()
    mandate = Mandate.objects.create(
        principal=principal, agent=agent, scopes=["findings:read"], begins_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=1), given_by="test",
    )  # fmt: skip
    client = signed_in(a_member(agent), monkeypatch)
    client.post("/act-for/", {"party": "ppp"})
    assert client.get("/findings/").context["shell"].acting == principal
    mandate.revoked_at = now
    mandate.save()
    found = client.get("/findings/")
    assert found.context["shell"].acting == agent and "You may no longer act for this party" in text(found)


def test_nobody_acts_for_a_stranger(monkeypatch):
    a_party("PPP")
    client = signed_in(a_member(a_party("AAA")), monkeypatch)
    answer = client.post("/act-for/", {"party": "ppp"}, follow=True)
    assert "you are no member of it" in text(answer) and "party" not in client.session


def test_the_policy_lets_only_our_own_scripts_and_styles_in(officer, monkeypatch):
    said = officer.get("/findings/")["Content-Security-Policy"]
    assert "script-src 'self'; style-src 'self'" in said and "unsafe" not in said
    found = officer.get("/findings/").content
    assert b"<style" not in found and b" style=" not in found and b" onclick=" not in found
    for name, value in ((settings.OIDC_ISSUER, "https://id.example/realm"), (settings.OIDC_CLIENT, "c"),
                        (settings.OIDC_SECRET, "s")):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert "form-action 'self' https://id.example;" in policy()


def test_an_account_with_a_role_needs_a_second_factor_where_others_reach_the_server(monkeypatch):
    client = signed_in(staff(Role.OFFICER), monkeypatch)
    monkeypatch.setenv(settings.HOSTS, "shop.example")
    assert client.get("/findings/").url == "/accounts/2fa/"


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
def test_signing_in_stands_in_the_shell(address):
    assert "市舶司" in text(nobody("zh-hans").get(address))


@pytest.mark.parametrize("address", ["/accounts/2fa/", "/accounts/sessions/", "/accounts/password/set/"])
def test_the_own_account_stands_in_the_shell(officer, address):
    found = officer.get(address)
    assert found.status_code == 200 and "Second factor" in text(found)


def test_every_entry_leads_to_a_page_and_two_pages_share_no_name():
    assert all(name in page.PATHS for name in menu.PLACED)
    with pytest.raises(ValueError, match="two pages"):
        page.page("again/", None)(page.PATHS["findings.findings"].callback.__wrapped__)
