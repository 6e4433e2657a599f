"""A form that was refused: its page again with the mistake and what was typed, or a page of the mistake alone."""

import json
import re
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import get_resolver

from shibosi.api.errors import Unusable
from shibosi.pages import forms, page
from shibosi.pages.tests.looking import nobody, signed_in, text
from shibosi.settings.limits import LIMITS
from shibosi.store.models import AccessEntry, Level, Role, Run, Subscription
from shibosi.store.seeing import note
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
OURS = "http://testserver"
HOSTILE = "</script><script>alert(1)</script>"
FORM = """<main><form method="get"></form><form method="post" action="/own/send/">
<input type="hidden" name="which" value="{which}"><label for="amount">How much</label><input id="amount" name="amount">
<input name="secret" type="password"><label>Why <textarea name="why"></textarea></label></form></main>"""


@pytest.fixture
def officer(monkeypatch):
    return signed_in(staff(Role.OFFICER), monkeypatch)


@pytest.fixture
def member(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.MANAGER), monkeypatch)


@pytest.fixture
def own(monkeypatch, settings):
    """A form of our own with a password, on pages of every kind that leave a note when they are opened."""
    monkeypatch.setattr(page, "PATHS", {})

    def shown(name, verb, answer):
        def seen(request):
            note(request.viewer, "seen", name, "console")
            return answer()

        seen.__name__ = name
        return page.page(f"own/{name}/", verb)(seen)

    @page.do("own/send/", page.SIGNED_IN)
    def send(request):
        forms.whole(request, "amount", 1, 9)
        raise Unusable(place="which", reason="it is seen by nobody.")

    whole = "".join(FORM.format(which=which) for which in "ab")
    shown("open", page.SIGNED_IN, lambda: HttpResponse(whole))
    shown("closed", "accounts.manage", lambda: HttpResponse(whole))
    shown("elsewhere", page.SIGNED_IN, lambda: redirect("/own/open/"))
    shown("bare", page.SIGNED_IN, lambda: HttpResponse("<main></main>"))
    shown("taken", page.SIGNED_IN, lambda: HttpResponse(whole, headers={"Content-Disposition": "attachment"}))
    settings.ROOT_URLCONF = type("Own", (), {"urlpatterns": [*page.PATHS.values(), *get_resolver().url_patterns]})


def sent(client, address, given, came):
    return client.post(address, given, headers={"Referer": came})


def told(answer):
    """What the script is told; nothing where the mistake has a page of its own."""
    found = re.search(r'<script id="refused" type="application/json">(.*?)</script>', answer.content.decode())
    return json.loads(found[1]) if found else None


@pytest.mark.parametrize(
    ("language", "says", "leads"),
    [
        ("en", "As of cannot be used: 'soon' is no day such as 2026-11-21.", "To the field"),
        ("zh-hans", "“判定日”无法使用", "跳到该栏"),
    ],
)
def test_the_page_comes_again_with_the_mistake_and_what_was_typed(monkeypatch, language, says, leads):
    client = signed_in(staff(Role.OFFICER), monkeypatch, language)
    given = {"as_of": "soon", "overlay": HOSTILE, "csrfmiddlewaretoken": "x"}
    answer = sent(client, "/runs/start/", given, f"{OURS}/runs/?state=done")
    assert answer.status_code == 422 and not Run.objects.exists()
    assert says in text(answer) and leads in text(answer) and b'<a class="button" href="#i-as_of"' in answer.content
    assert b'role="alert"' in answer.content and b'href="/runs/?state=done" data-back' in answer.content
    assert answer.context["list"].chosen["state"] == "done" and answer["Cache-Control"] == "no-store"
    found = told(answer)
    assert (found["field"], found["came"]) == ("as_of", "/runs/?state=done") and says in found["sentence"]
    assert dict(found["typed"]) == {"as_of": ["soon"], "overlay": [HOSTILE]}
    assert HOSTILE.encode() not in answer.content


def test_a_form_open_to_all_comes_again_and_says_that_its_file_has_to_be_chosen_again():
    given = {"as_of": "2026-02-30", "files": SimpleUploadedFile("orders.csv", b"number\nsecret-order\n")}
    answer = sent(nobody(), "/check/files/", given, f"{OURS}/check/")
    assert answer.status_code == 422 and "Check files" in text(answer) and b"secret-order" not in answer.content
    assert "As of cannot be used" in text(answer) and "Files have to be chosen again" in text(answer)
    assert told(answer)["files"] == ["files"] and dict(told(answer)["typed"]) == {"as_of": ["2026-02-30"]}


def test_a_file_that_is_missing_is_told_beside_its_field(monkeypatch):
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch)
    answer = sent(client, "/screening/take/", {"list": "x"}, f"{OURS}/screening/")
    assert answer.status_code == 422 and told(answer)["field"] == "file" and "File cannot be used" in text(answer)


def test_a_field_that_an_error_calls_by_its_label_is_found(officer):
    given = {"name": "Ann", "kind": "person", "born": "long ago"}
    answer = sent(officer, "/screening/", given, f"{OURS}/screening/")
    assert told(answer)["field"] == "born" and dict(told(answer)["typed"])["name"] == ["Ann"]


def test_ticks_that_are_all_missing_are_told_under_what_stands_over_them(monkeypatch):
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch)
    answer = sent(client, "/webhooks/add/", {"url": "https://a.example/"}, f"{OURS}/webhooks/")
    assert answer.status_code == 422 and "Events cannot be used: it is empty." in text(answer)
    assert told(answer)["field"] == "events" and not Subscription.objects.exists()


def test_of_forms_alike_the_one_that_was_sent_is_filled_in_but_for_its_password(own, officer):
    given = {"which": "b", "amount": "10", "secret": "open-sesame", "why": "two\r\nlines"}
    answer = sent(officer, "/own/send/", given, f"{OURS}/own/open/")
    assert answer.status_code == 422 and "How much cannot be used" in text(answer)
    assert told(answer)["form"] == 3 and b"open-sesame" not in answer.content
    assert told(answer)["typed"] == [["amount", ["10"]], ["why", ["two\r\nlines"]]]
    assert AccessEntry.objects.get().subject == "open"


@pytest.mark.parametrize(
    ("story", "came", "amount"),
    [
        ("nothing to come from", "", "10"),
        ("another site", "https://evil.example/own/open/", "10"),
        ("a page that may not be read", f"{OURS}/own/closed/", "10"),
        ("a page that leads on", f"{OURS}/own/elsewhere/", "10"),
        ("a page without the form", f"{OURS}/own/bare/", "10"),
        ("a file", f"{OURS}/own/taken/", "10"),
        ("no page", f"{OURS}/nothing/%00/", "10"),
        ("a page of others", f"{OURS}/accounts/login/", "10"),
        ("the door of programs", f"{OURS}/api/v1/openapi.json", "10"),
        ("a field nobody sees", f"{OURS}/own/open/", "9"),
    ],
)
def test_where_the_page_does_not_come_the_mistake_has_a_page_of_its_own(own, member, story, came, amount):
    answer = sent(member, "/own/send/", {"amount": amount}, came)
    assert answer.status_code == 422 and told(answer) is None
    assert b'<section class="card problem">' in answer.content and "cannot be used" in text(answer)
    assert not AccessEntry.objects.exists()


def test_a_mistake_that_is_about_no_field_has_a_page_of_its_own(monkeypatch):
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch)
    given = {"url": "http://127.0.0.1/", "events": "finding.opened"}
    answer = sent(client, "/webhooks/add/", given, f"{OURS}/webhooks/")
    assert answer.status_code == 422 and told(answer) is None and b"card problem" in answer.content


def test_the_address_a_refused_form_stood_at_leads_to_the_page_above_it(officer):
    answer = sent(officer, "/runs/start/", {"as_of": "soon"}, f"{OURS}/runs/start/")
    assert answer.status_code == 422 and told(answer)["came"] == "/runs/"


@pytest.mark.parametrize(
    ("story", "came"), [("the page comes again", "/parties/aaa/"), ("it has no such form", "/findings/")]
)
def test_what_waits_to_be_said_is_said_once(member, story, came):
    member.post("/act-for/", {"party": "nobody"})
    answer = sent(member, "/parties/aaa/members/", {"email": "nobody"}, OURS + came)
    assert answer.status_code == 422 and text(answer).count("you are no member of it") == 1
    assert (told(answer) is not None) is (came == "/parties/aaa/")
    assert "you are no member of it" not in text(member.get("/parties/aaa/"))


def test_who_is_refused_is_counted_once(monkeypatch):
    name = "requests without a token"
    monkeypatch.setitem(LIMITS, name, replace(LIMITS[name], amount=1))
    caches["counts"].clear()
    given = {"as_of": "soon", "files": SimpleUploadedFile("orders.csv", b"number\n1\n")}
    assert told(sent(nobody(), "/check/files/", given, f"{OURS}/check/"))["field"] == "as_of"
    caches["counts"].clear()
