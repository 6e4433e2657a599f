"""Accounts, firms, mandates, tokens, webhooks: made and ended on pages by those who may; secrets are shown once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import tokens
from shibosi.store.models import Account, Level, LogEntry, Mandate, Membership, Party, Role, Subscription, Token
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(monkeypatch):
    return signed_in(staff(Role.ADMINISTRATOR), monkeypatch)


@pytest.fixture
def manager(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.MANAGER), monkeypatch)


def logged():
    return list(LogEntry.objects.order_by("position").values_list("what", flat=True))


def test_an_account_is_opened_and_closed(administrator):
    said = text(
        administrator.post("/accounts-list/open/", {"email": "New@firm.example", "role": "officer"}, follow=True)
    )
    made = Account.objects.get(email="new@firm.example")
    assert made.role == "officer" and "The account of new@firm.example is open" in said
    administrator.post(f"/accounts-list/{made.pk}/close/")
    made.refresh_from_db()
    assert not made.is_active and logged() == ["account opened", "account closed"]


@pytest.mark.parametrize(
    ("story", "given", "says"),
    [
        ("no e-mail", {"email": "nobody"}, "'nobody' is no e-mail address"),
        ("no such role", {"email": "a@b.example", "role": "king"}, "'king' is none of the choices"),
        ("a letter nothing can keep", {"email": "a\0@b.example"}, "letters are taken"),
    ],
)
def test_what_does_not_fit_opens_nothing(administrator, story, given, says):
    answer = administrator.post("/accounts-list/open/", given)
    assert answer.status_code == 422 and says in text(answer) and Account.objects.count() == 1


def test_an_e_mail_that_is_taken_is_told(administrator):
    administrator.post("/accounts-list/open/", {"email": "a@b.example"})
    assert "belongs to somebody already" in text(administrator.post("/accounts-list/open/", {"email": "a@b.example"}))


def test_codes_are_added_and_ended_after_registration_and_what_was_stays_to_be_read(administrator, monkeypatch):
    party = a_party("AAA")
    address = f"/parties/{party.public}/"
    given = {"register": "customs", "code": " new1 "}
    assert "NEW1" in text(administrator.post(f"{address}codes/", given, follow=True))
    assert "belongs to somebody already" in text(administrator.post(f"{address}codes/", given))
    assert administrator.post(f"{address}codes/", {"register": "x", "code": "Y"}).status_code == 422
    old = party.codes.get(code="AAA")
    said = text(administrator.post(f"{address}codes/{old.pk}/end/", follow=True))
    assert "AAA until" in said and "NEW1 since" in said
    assert administrator.post(f"{address}codes/999/end/").status_code == 404
    assert party.public not in administrator.get("/parties/?code=AAA").content.decode()
    manager = signed_in(a_member(party, Level.MANAGER), monkeypatch)
    assert manager.post(f"{address}codes/", given).status_code == 403
    assert "Add a code" not in text(manager.get(address)) and logged() == ["code added", "code ended"]


def test_a_firm_is_registered_with_its_codes(administrator):
    given = {"name": "Firm", "place": "cn", "register": ["uscc", "customs"], "code": [" 91abc ", ""]}
    said = text(administrator.post("/parties/register/", given, follow=True))
    party = Party.objects.get(name="Firm")
    assert party.place == "CN" and list(party.codes.values_list("register", "code")) == [("uscc", "91ABC")]
    assert "91ABC" in said


def test_members_come_and_go(manager):
    other = Account.objects.create_account("other@firm.example")
    manager.post("/parties/aaa/members/", {"email": "other@firm.example", "level": "2"})
    member = Membership.objects.get(account=other)
    assert member.level == Level.WORKER
    manager.post(f"/parties/aaa/members/{member.pk}/end/")
    member.refresh_from_db()
    assert member.ended_at and logged() == ["member added", "member ended"]


def test_a_manager_changes_nothing_of_another_firm(manager):
    party = a_party("BBB")
    member = Membership.objects.create(account=staff(Role.NONE), party=party)
    assert manager.get("/parties/bbb/").status_code == 404
    assert manager.post("/parties/bbb/members/", {"email": "x@y.example", "level": "3"}).status_code in (404, 422)
    assert manager.post(f"/parties/bbb/members/{member.pk}/end/").status_code == 404
    assert manager.post(f"/parties/aaa/members/{member.pk}/end/").status_code == 404
    assert (
        manager.post("/tokens/issue/", {"party": "bbb", "label": "x", "days": "1", "scopes": "jobs:read"}).status_code
        == 404
    )
    assert not Token.objects.exists() and logged() == []


def test_a_mandate_is_given_and_revoked(manager):
    agent, today = a_party("BBB"), timezone.localdate()
    given = {"agent": "bbb", "begins": today.isoformat(), "ends": (today + timedelta(days=30)).isoformat(),
             "scopes": ["findings:read", "cases:read"]}  # fmt: skip
    assert "may now act for this firm" in text(manager.post("/parties/aaa/mandates/", given, follow=True))
    mandate = Mandate.objects.get(agent=agent)
    assert sorted(mandate.scopes) == ["cases:read", "findings:read"]
    manager.post(f"/parties/aaa/mandates/{mandate.pk}/revoke/")
    mandate.refresh_from_db()
    assert mandate.revoked_at


def test_a_token_is_shown_once_and_lets_in_until_it_is_revoked(manager):
    given = {"label": "robot", "days": "30", "scopes": ["findings:read"]}
    shown = re.search(r"sbs_[0-9a-f]{12}_[\w-]{43}", manager.post("/tokens/issue/", given).content.decode())
    assert shown and tokens.check(shown[0], timezone.now()).scopes == ["findings:read"]
    assert shown[0] not in manager.get("/tokens/").content.decode()
    manager.post(f"/tokens/{Token.objects.get().public}/revoke/")
    with pytest.raises(tokens.BadToken):
        tokens.check(shown[0], timezone.now())


def test_a_webhook_is_set_up_and_ended(manager, monkeypatch):
    monkeypatch.setenv("SHIBOSI_WEBHOOKS_PRIVATE", "1")
    answer = manager.post("/webhooks/add/", {"url": "http://127.0.0.1:9/told", "events": ["finding.opened"]})
    one = Subscription.objects.get()
    assert "whsec_" in text(answer) and "whsec_" not in text(manager.get("/webhooks/"))
    assert manager.get(f"/webhooks/{one.public}/").status_code == 200
    manager.post(f"/webhooks/{one.public}/end/")
    one.refresh_from_db()
    assert one.ended_at


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_who_may_not_manage_is_told_so(role, monkeypatch):
    client = signed_in(staff(role), monkeypatch)
    assert client.get("/accounts-list/").status_code == 403
    assert client.post("/parties/register/", {"name": "x"}).status_code == 403
    assert not Party.objects.exists()
