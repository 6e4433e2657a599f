"""Machine tokens: shown once, kept as an HMAC, checked in constant time, over at once."""

import hmac
import logging
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.settings.limits import LIMITS
from shibosi.store import limiting, scope, tokens
from shibosi.store.models import Account, Level, LogEntry, Role, Token
from shibosi.store.permissions import FOR_TOKENS
from shibosi.store.tests.firms import DAY, NOON, a_member, a_party, report, staff
from shibosi.store.tokens import BadToken, UnknownScope, WrongTerm, check, issue, revoke
from shibosi.store.viewers import of_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return a_party("AAA")


def a_token(owner, scopes=("documents:read",), until=NOON + DAY):
    return issue(owner, "shop", scopes, until, NOON, "test")


def test_a_token_lets_in_and_notes_its_use_once_an_hour(party):
    text = a_token(party).text
    assert check(text, NOON).last_used_at == NOON
    assert check(text, NOON + timedelta(minutes=59)).last_used_at == NOON
    assert check(text, NOON + timedelta(hours=1)).last_used_at == NOON + timedelta(hours=1)


def test_the_secret_is_kept_and_said_nowhere(party, caplog, django_assert_num_queries):
    caplog.set_level(logging.DEBUG)
    issued = a_token(party)
    secret = issued.text.split("_", 2)[2]
    check(issued.text, NOON)
    for wrong in (issued.text + "x", issued.text[:-1] + "!"):
        with pytest.raises(BadToken) as refused:
            check(wrong, NOON)
        assert secret not in refused.value.sentence() + repr(refused.value.facts)
    assert secret not in caplog.text + repr(issued) + repr(issued.token.__dict__)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM store_token")
        assert secret not in repr(cursor.fetchall())


@pytest.mark.parametrize(
    ("story", "spoil"),
    [
        ("another secret", lambda text: text[:-1] + ("A" if text[-1] != "A" else "B")),
        ("another token", lambda text: text.replace(text.split("_")[1], "0" * 12)),
        ("no token", lambda text: ""),
        ("only its public part", lambda text: text.rpartition("_")[0]),
        ("a line more", lambda text: text + "\n"),
        ("digits of another script", lambda text: text.replace("_", "_٠", 1)),
        ("very long", lambda text: text + "A" * 100_000),
    ],
)
def test_a_wrong_token_is_refused_without_a_reason(party, story, spoil):
    text = a_token(party).text
    with pytest.raises(BadToken) as refused:
        check(spoil(text), NOON)
    assert refused.value.facts == {}


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_text_is_refused(db, text):
    with pytest.raises(BadToken):
        check(text, NOON)


@pytest.mark.parametrize("known", [True, False])
def test_secrets_are_compared_in_constant_time_whether_the_token_is_known_or_not(party, monkeypatch, known):
    compared = []
    real = hmac.compare_digest
    monkeypatch.setattr(tokens.hmac, "compare_digest", lambda a, b: compared.append((len(a), len(b))) or real(a, b))
    text = a_token(party).text if known else f"sbs_{'0' * 12}_{'A' * 43}"
    with pytest.raises(BadToken):
        check(text[:-1] + ("A" if text[-1] != "A" else "B"), NOON)
    assert compared == [(64, 64)]


def test_the_secret_of_one_token_does_not_serve_another(party):
    one, other = a_token(party), a_token(party)
    Token.objects.filter(pk=other.token.pk).update(digest=one.token.digest)
    with pytest.raises(BadToken):
        check(f"sbs_{other.token.public}_{one.text.split('_', 2)[2]}", NOON)


@pytest.mark.parametrize(
    ("story", "end", "moment"),
    [
        ("out of date", lambda token: None, NOON + DAY),
        ("revoked", lambda token: revoke(token, NOON), NOON),
        ("its account is closed", lambda token: Account.objects.update(is_active=False), NOON),
    ],
)
def test_a_token_that_is_over_lets_nobody_in(party, story, end, moment):
    issued = a_token(a_member(party))
    end(issued.token)
    with pytest.raises(BadToken):
        check(issued.text, moment)


def test_a_token_revoked_while_it_is_used_shows_nothing_more(party):
    report(party, "order", number="O-1", merchant_code="AAA")
    token = check(a_token(party).text, NOON)
    revoke(Token.objects.get(pk=token.pk), NOON)
    token.refresh_from_db()
    assert not scope.documents(of_token(token, NOON)).exists()


def test_what_changes_of_a_token_or_its_account_counts_at_the_next_request():
    one = staff(Role.OFFICER)
    issued = issue(one, "t", FOR_TOKENS, NOON + DAY, NOON, "test")
    assert check(issued.text, NOON).account.role == Role.OFFICER.value
    Account.objects.filter(pk=one.pk).update(role=Role.AUDITOR.value)
    Token.objects.filter(pk=issued.token.pk).update(scopes=["documents:read"])
    found = check(issued.text, NOON)
    assert (found.account.role, found.scopes) == (Role.AUDITOR.value, ["documents:read"])
    Account.objects.filter(pk=one.pk).update(is_active=False)
    with pytest.raises(BadToken):
        check(issued.text, NOON)


def test_what_one_request_does_with_its_token_is_not_seen_by_another(party):
    issued = a_token(party)
    first, second = check(issued.text, NOON), check(issued.text, NOON)
    first.party.name, first.label = "changed", "changed"
    assert (second.party.name, second.label) != ("changed", "changed")
    assert check(issued.text, NOON).party.name == second.party.name


def test_a_token_of_a_party_shows_what_the_party_sees_in_its_scopes(party):
    report(party, "order", number="O-1", merchant_code="AAA")
    report(a_party("BBB"), "order", number="O-2", merchant_code="BBB")
    viewer = of_token(check(a_token(party).text, NOON), NOON)
    assert [one.reporter for one in scope.documents(viewer)] == ["aaa"]
    assert not scope.dossiers(viewer).exists()
    assert (viewer.level, viewer.by) == (Level.WORKER, f"token:{viewer.by[6:18]}/aaa")


def test_a_token_of_an_account_may_no_more_than_the_account(party):
    report(a_party("BBB"), "order", number="O-2", merchant_code="BBB")
    reader = of_token(check(a_token(a_member(party, Level.READER), FOR_TOKENS).text, NOON), NOON)
    assert (reader.level, scope.documents(reader).count()) == (Level.READER, 0)
    officer = of_token(check(a_token(staff(Role.OFFICER), ["documents:read"]).text, NOON), NOON)
    assert (officer.platform, scope.documents(officer).count(), scope.dossiers(officer).count()) == (True, 1, 0)


@pytest.mark.parametrize(
    ("story", "scopes", "until", "error"),
    [
        ("a scope of sessions only", ["access:write"], NOON + DAY, UnknownScope),
        ("a misspelt scope", ["document:read"], NOON + DAY, UnknownScope),
        ("over at once", [], NOON, WrongTerm),
        ("too long", [], NOON + tokens.LONGEST_LIFE + timedelta(seconds=1), WrongTerm),
    ],
)
def test_what_no_token_can_have_is_refused_and_nothing_is_kept(party, story, scopes, until, error):
    with pytest.raises(error):
        a_token(party, scopes, until)
    assert not Token.objects.exists() and not LogEntry.objects.exists()


@pytest.fixture
def counts():
    caches["counts"].clear()
    yield
    caches["counts"].clear()


@pytest.mark.parametrize("name", ["requests of a token", "requests without a token", "wrong tokens"])
def test_requests_are_counted_for_each_and_allowed_again_in_the_next_window(counts, name):
    limit = LIMITS[name]
    for _ in range(limit.amount):
        limiting.count(name, "one", NOON)
    with pytest.raises(limiting.TooMany) as refused:
        limiting.count(name, "one", NOON + timedelta(seconds=limit.seconds - 1))
    assert refused.value.facts["wait"] == 1
    limiting.count(name, "another", NOON)
    limiting.count(name, "one", NOON + timedelta(seconds=limit.seconds))


def test_every_limit_says_why():
    assert all(limit.amount > 0 and limit.seconds > 0 and limit.why for limit in LIMITS.values())
