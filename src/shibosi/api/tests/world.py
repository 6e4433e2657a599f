"""A small world behind the API: two firms that trade apart, each with a token, and the platform with one."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from shibosi.store.models import Account, Level, Membership, Party, PartyCode, Role
from shibosi.store.permissions import FOR_TOKENS
from shibosi.store.tokens import issue

BASE = "/api/v1"
ALL = sorted(FOR_TOKENS)


@dataclass
class Caller:
    """Somebody with a token."""

    token: str
    language: str = "en"
    party: str = ""

    def headers(self, **more: str) -> dict[str, str]:
        """What is sent with each request."""
        found = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language, "Host": "localhost"}
        return found | ({"Shibosi-Party": self.party} if self.party else {}) | more

    def get(self, path: str, **query: Any) -> Any:
        """GET a path below /api/v1."""
        return Client().get(BASE + path, query, headers=self.headers())

    def post(self, path: str, body: Any, kind: str = "application/json", **headers: str) -> Any:
        """POST a body: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Client().post(BASE + path, data, content_type=kind, headers=self.headers(**headers))

    def put(self, path: str, body: bytes, kind: str = "application/octet-stream", **query: Any) -> Any:
        """PUT a body as it is."""
        asked = f"{BASE}{path}?{urlencode(query)}"
        return Client().put(asked, body, content_type=kind, headers=self.headers())

    def hand_in(self, *documents: dict[str, Any], **headers: str) -> Any:
        """Hand documents in."""
        return self.post("/documents", {"documents": list(documents)}, **headers)


def a_firm(code: str, scopes: list[str] | None = None) -> Caller:
    """A party with one code, and a token of it."""
    party = Party.objects.create(name=code, place="CN", public=code.lower())
    PartyCode.objects.create(party=party, register="customs", code=code)
    now = timezone.now()
    made = issue(party, "test", ALL if scopes is None else scopes, now + timedelta(days=1), now, "test")
    return Caller(made.text)


def the_platform(role: Role = Role.ADMINISTRATOR) -> Caller:
    """A token of an account with a role."""
    account = Account.objects.create_account(f"{role}@platform.example", role=role.value)
    now = timezone.now()
    return Caller(issue(account, "test", ALL, now + timedelta(days=1), now, "test").text)


def an_agent(*principals: str) -> Caller:
    """A token of a party that holds mandates of others."""
    from shibosi.store.models import Mandate
    from shibosi.store.permissions import FOR_MANDATES

    agent, now = a_firm("AGENT"), timezone.now()
    for name in principals:
        Mandate.objects.create(
            principal=Party.objects.get(public=name), agent=Party.objects.get(public="agent"), begins_at=now,
            ends_at=now + timedelta(days=1), scopes=sorted(FOR_MANDATES), given_by="test",
        )  # fmt: skip
    return agent


def a_clerk(party: str, level: Level = Level.WORKER) -> Account:
    """An account that belongs to a party."""
    account = Account.objects.create_account(f"clerk@{party}.example")
    Membership.objects.create(account=account, party=Party.objects.get(public=party), level=level)
    return account


def an_order(firm: str = "AAA", number: str = "O-1", **values: Any) -> dict[str, Any]:
    """An order of a firm with one line."""
    own = {"number": number, "guid": f"G-{number}", "merchant_code": firm, "buyer_name": "李华", "goods_value": "19.90"}
    return {
        "kind": "order",
        "values": {**own, "currency": "142", **values},
        "lines": {"order_line": [{"line_number": 1, "item_name": "茶", "quantity": "2", "price": "9.95"}]},
    }
