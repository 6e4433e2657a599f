"""The viewer of a request: by token, by session, nobody; counted in each case."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.test import RequestFactory

from shibosi.settings.limits import LIMITS
from shibosi.store.asking import viewer_of
from shibosi.store.limiting import TooMany
from shibosi.store.models import Membership, Role
from shibosi.store.tests.firms import DAY, NOON, a_member, a_party, staff
from shibosi.store.tokens import BadToken, issue
from shibosi.store.viewers import NotYourParty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts():
    caches["counts"].clear()


def a_request(account=None, session=None, **headers):
    request = RequestFactory().get("/", headers=headers)
    request.user = account or AnonymousUser()
    request.session = session or {}
    return request


@pytest.fixture
def text():
    return issue(a_party("AAA"), "shop", ["documents:read"], NOON + DAY, NOON, "test").text


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER  "])
def test_a_token_in_the_header_lets_in(text, scheme):
    assert viewer_of(a_request(authorization=scheme + text), NOON).reporter == "aaa"


@pytest.mark.parametrize("scheme", ["", "Basic ", "Token "])
def test_a_token_said_otherwise_is_not_one(text, scheme):
    assert viewer_of(a_request(authorization=scheme + text), NOON).by == "nobody"


def test_a_wrong_token_is_refused_even_beside_a_session(text):
    with pytest.raises(BadToken):
        viewer_of(a_request(staff(Role.ADMINISTRATOR), authorization=f"Bearer {text}x"), NOON)


def test_a_session_acts_for_the_party_that_was_chosen():
    account = a_member(a_party("AAA"))
    Membership.objects.create(account=account, party=a_party("BBB"))
    assert viewer_of(a_request(account), NOON).party is None
    assert viewer_of(a_request(account, {"party": "bbb"}), NOON).reporter == "bbb"
    assert viewer_of(a_request(account, {"party": "bbb"}, shibosi_party="aaa"), NOON).reporter == "aaa"
    with pytest.raises(NotYourParty):
        viewer_of(a_request(account, shibosi_party="ccc"), NOON)


def test_wrong_tokens_and_nobody_are_counted_by_address_and_right_tokens_by_token(text):
    def often(name, error=None, **headers):
        for _ in range(LIMITS[name].amount):
            if error is None:
                viewer_of(a_request(**headers), NOON)
            else:
                with pytest.raises(error):
                    viewer_of(a_request(**headers), NOON)
        with pytest.raises(TooMany):
            viewer_of(a_request(**headers), NOON)

    often("wrong tokens", BadToken, authorization="Bearer wrong")
    often("requests without a token")
    assert viewer_of(a_request(authorization=f"Bearer {text}"), NOON).reporter == "aaa"
