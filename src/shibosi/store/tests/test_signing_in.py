"""Signing in over HTTP: password, second factor, security key, provider; what is refused; what is kept."""

import hmac
import re
import struct
from base64 import b32decode
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from shibosi import settings as environment
from shibosi.settings import web
from shibosi.settings.limits import LIMITS
from shibosi.store.models import Account, Cached, Role
from shibosi.store.tests.provider import CLIENT, CODE, SECRET, SecurityKey, a_provider

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "ann@example.com", "correct horse battery"
LOGIN, FACTORS = "/accounts/login/", "/accounts/2fa/"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def account():
    return an_account(EMAIL)


def an_account(email, **more):
    made = Account.objects.create_account(email, PASSWORD, **more)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def sign_in(client, password=PASSWORD, email=EMAIL):
    return client.post(LOGIN, {"login": email, "password": password})


def inside(client):
    """Whether the browser is signed in."""
    return "_auth_user_id" in client.session


def code_of(secret, at=None):
    """A code as an authenticator shows it (RFC 6238)."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", int(at or time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def with_codes(client):
    """Set a second factor up, for which the password is asked again; answers its secret."""
    assert client.get(f"{FACTORS}totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get(f"{FACTORS}totp/activate/").context["form"].secret
    assert client.post(f"{FACTORS}totp/activate/", {"code": code_of(secret)}).status_code == 302
    return secret


def test_a_password_lets_in_and_signing_out_leaves(client, account):
    assert sign_in(client, email="ANN@example.com").status_code == 302
    assert inside(client)
    client.post("/accounts/logout/")
    assert not inside(client)


@pytest.mark.parametrize(("story", "email", "password"), [
    ("wrong password", EMAIL, "wrong"), ("nobody's e-mail", "bob@example.com", PASSWORD), ("nothing", "", ""),
])  # fmt: skip
def test_what_is_wrong_lets_nobody_in(client, account, story, email, password):
    assert sign_in(client, password, email).status_code == 200
    assert not inside(client)


def test_a_closed_account_is_out_at_once(client, account):
    sign_in(client)
    assert client.get(FACTORS).status_code == 200
    Account.objects.update(is_active=False)
    assert client.get(FACTORS)["Location"].startswith(LOGIN)
    other = Client()
    sign_in(other)
    assert not inside(other)


def test_a_form_without_its_token_is_refused(account):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(LOGIN).text)[1]
    client.post(LOGIN, {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token})
    assert inside(client)


def test_guessing_is_stopped_for_the_account_in_every_process_and_not_for_others(client, account):
    an_account("eve@example.com")
    for _ in range(LIMITS["sign-in of an account"].amount):
        sign_in(client, "wrong")
    sign_in(client)
    assert not inside(client)
    sign_in(client, email="eve@example.com")
    assert inside(client)
    assert Cached.objects.exists()
    assert not Cached.objects.filter(cache_key__contains=EMAIL).exists()


def test_guessing_is_stopped_for_the_address(client, account):
    for number in range(LIMITS["sign-in from an address"].amount):
        sign_in(client, "wrong", f"{number}@example.com")
    assert sign_in(client).status_code in (200, 429)
    assert not inside(client)
    other = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(other)
    assert inside(other)


def test_an_address_cannot_be_made_up_without_a_proxy_of_ours(client, account):
    for number in range(LIMITS["sign-in from an address"].amount):
        client.post(
            LOGIN, {"login": f"{number}@example.com", "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}"
        )
    sign_in(client)
    assert not inside(client)


def test_nobody_signs_up(client):
    answer = client.post(
        "/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 200
    assert not Account.objects.exists()


@pytest.mark.parametrize(("story", "password", "taken"), [
    ("long enough", "blue lantern over water", True), ("too short", "b1ue-lanter", False),
    ("too common", "1qaz2wsx3edc", False), ("only digits", "734982374982734", False),
    ("like the e-mail", "ann@example.com", False),
])  # fmt: skip
def test_a_new_password_keeps_the_rules(client, account, story, password, taken):
    client.post("/accounts/password/reset/", {"email": EMAIL})
    link = re.search(r"https?://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    client.post(form, {"password1": password, "password2": password})
    account.refresh_from_db()
    assert account.check_password(password) is taken


def test_asking_for_a_new_password_tells_nothing_about_accounts(client, account):
    known = client.post("/accounts/password/reset/", {"email": EMAIL})
    unknown = client.post("/accounts/password/reset/", {"email": "bob@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_with_a_second_factor_a_password_is_not_enough(client, account):
    sign_in(client)
    secret = with_codes(client)
    other = Client()
    assert sign_in(other)["Location"].startswith(f"{FACTORS}authenticate/")
    assert not inside(other)
    other.post(f"{FACTORS}authenticate/", {"code": "000000"})
    assert not inside(other)
    other.post(f"{FACTORS}authenticate/", {"code": code_of(secret, time() - 3600)})
    assert not inside(other)
    other.post(f"{FACTORS}authenticate/", {"code": code_of(secret, time() + 30)})
    assert inside(other)


def test_a_code_serves_once(client, account):
    sign_in(client)
    code = code_of(with_codes(client), time() + 30)
    for browser, enters in ((Client(), True), (Client(), False)):
        sign_in(browser)
        browser.post(f"{FACTORS}authenticate/", {"code": code})
        assert inside(browser) is enters


def test_the_secret_of_the_second_factor_lies_sealed(client, account):
    sign_in(client)
    secret = with_codes(client)
    assert secret not in repr(list(Authenticator.objects.values()))


def test_a_recovery_code_serves_once(client, account):
    sign_in(client)
    with_codes(client)
    (recovery,) = [one.wrap() for one in Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)]
    code = recovery.get_unused_codes()[0]
    for browser, enters in ((Client(), True), (Client(), False)):
        sign_in(browser)
        browser.post(f"{FACTORS}authenticate/", {"code": code})
        assert inside(browser) is enters


def test_whoever_has_a_role_goes_nowhere_before_there_is_a_second_factor(client):
    an_account(EMAIL, role=Role.OFFICER.value)
    sign_in(client)
    assert client.get("/anywhere")["Location"] == FACTORS
    assert client.get(FACTORS).status_code == 200
    with_codes(client)
    assert client.get("/anywhere").status_code == 404


def test_without_a_role_a_second_factor_is_free(client, account):
    sign_in(client)
    assert client.get("/anywhere").status_code == 404


def test_a_security_key_is_a_second_factor_without_any_other_host(account):
    browser = Client(HTTP_HOST="localhost")
    key = SecurityKey("localhost")
    browser.post(LOGIN, {"login": EMAIL, "password": PASSWORD}, secure=True)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD}, secure=True)
    page = browser.get(f"{FACTORS}webauthn/add/", secure=True)
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page.text)
    answer = browser.post(
        f"{FACTORS}webauthn/add/",
        {"name": "key", "credential": key.registered(page.context["js_data"]["creation_options"])},
        secure=True,
    )
    assert answer.status_code == 302
    other = Client(HTTP_HOST="localhost")
    other.post(LOGIN, {"login": EMAIL, "password": PASSWORD}, secure=True)
    assert not inside(other)
    elsewhere = SecurityKey("localhost.example")
    elsewhere.key = key.key
    for proof, enters in ((SecurityKey("localhost"), False), (elsewhere, False), (key, True)):
        asked = other.get(f"{FACTORS}authenticate/", secure=True).context["js_data"]["request_options"]
        other.post(f"{FACTORS}authenticate/", {"credential": proof.signed(asked)}, secure=True)
        assert inside(other) is enters


@pytest.fixture
def provider(monkeypatch, settings):
    with a_provider() as told:
        monkeypatch.setenv(environment.OIDC_ISSUER, told.issuer)
        monkeypatch.setenv(environment.OIDC_CLIENT, CLIENT)
        monkeypatch.setenv(environment.OIDC_SECRET, SECRET)
        settings.SOCIALACCOUNT_PROVIDERS = web.provider()
        yield told


def through(client, provider, state=None, **claims):
    """Sign in through the provider, which says these things of somebody."""
    provider.claims = {"sub": "42", "email": EMAIL, "email_verified": True, **claims}
    asked = urlsplit(client.post("/accounts/oidc/oidc/login/")["Location"])
    sent = parse_qs(asked.query)
    assert f"{asked.scheme}://{asked.netloc}" == provider.issuer
    assert (sent["code_challenge_method"], sent["client_id"]) == (["S256"], [CLIENT])
    provider.challenge = sent["code_challenge"][0]
    return client.get("/accounts/oidc/oidc/login/callback/", {"code": CODE, "state": state or sent["state"][0]})


def test_a_provider_lets_in_whom_it_vouches_for(client, account, provider):
    through(client, provider)
    assert client.session["_auth_user_id"] == str(account.pk)
    client.post("/accounts/logout/")
    through(client, provider, email="changed@example.com")
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize(
    ("story", "claims"),
    [
        ("an e-mail there is no account for", {"email": "bob@example.com"}),
        ("an e-mail it has not verified", {"email_verified": False}),
        ("no e-mail", {"email": None}),
    ],
)
def test_a_provider_makes_no_account_and_opens_none_it_has_not_verified(client, account, provider, story, claims):
    through(client, provider, **claims)
    assert not inside(client)
    assert list(Account.objects.all()) == [account]


def test_an_answer_to_a_question_nobody_asked_is_refused(client, account, provider):
    through(client, provider, state="made-up")
    assert not inside(client)


def test_a_closed_account_is_not_opened_by_a_provider(client, account, provider):
    Account.objects.update(is_active=False)
    through(client, provider)
    assert not inside(client)


def test_the_second_factor_of_the_provider_serves_for_a_role(client, provider):
    an_account(EMAIL, role=Role.OFFICER.value)
    through(client, provider)
    assert client.get("/anywhere").status_code == 404


@pytest.mark.parametrize(("issuer", "fits"), [
    ("https://id.example.com", True), ("http://127.0.0.1:9", True), ("http://id.example.com", False),
    ("id.example.com", False), ("ftp://localhost", False),
])  # fmt: skip
def test_a_provider_that_is_not_reached_safely_is_refused(monkeypatch, issuer, fits):
    for name, value in (
        (environment.OIDC_ISSUER, issuer),
        (environment.OIDC_CLIENT, "a"),
        (environment.OIDC_SECRET, "top secret"),
    ):
        monkeypatch.setenv(name, value)
    if fits:
        assert environment.provider().issuer == issuer
        assert "top secret" not in repr(environment.provider())
    else:
        with pytest.raises(environment.WrongSetting):
            environment.provider()
