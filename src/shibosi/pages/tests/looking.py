"""For tests of pages: browsers without a screen, signed in as anybody, and what a page shows them."""

import re
from html import unescape
from typing import Any

from django.test import Client

from shibosi import settings
from shibosi.kernel import words
from shibosi.store.models import Account, Party

TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def signed_in(account: Account, monkeypatch: Any, language: str = "en", party: Party | None = None) -> Client:
    """A browser in which somebody signed in, without a second factor, acting for a party if one is given."""
    monkeypatch.setenv(settings.EXAMPLE, "1")
    client = nobody(language)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    if party is not None:
        client.post("/act-for/", {"party": party.public})
    return client


def nobody(language: str = "en") -> Client:
    """A browser in which nobody signed in."""
    client = Client(headers={"Accept-Language": language})
    client.raise_request_exception = True
    return client


def text(answer: Any) -> str:
    """What a page says, without markup."""
    return " ".join(unescape(TAGS.sub(" ", answer.content.decode())).split())


def taken(answer: Any) -> bytes:
    """A file that was taken away, however it came."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def heard(monkeypatch: Any) -> set[str]:
    """Collects every text of ours that is asked for in Chinese and has none."""
    lacking: set[str] = set()
    known = words.catalogue()

    class Listening(dict[str, str]):
        def get(self, key: str, default: Any = None) -> Any:
            if key not in known and re.search(r"[A-Za-z]{2}", key):
                lacking.add(key)
            return known.get(key, default)

    monkeypatch.setattr(words, "catalogue", lambda: Listening(known))
    return lacking
