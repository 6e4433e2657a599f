"""Machine tokens: made once, shown once, checked in constant time, revoked at once.

A token reads `sbs_<public>_<secret>`. The public part finds it; of the secret, 256 random bits, the database keeps an
HMAC under the key of the server.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.store.models import Account, Party, Token
from shibosi.store.permissions import FOR_TOKENS
from shibosi.store.sealing import token as hashed

SHAPE = re.compile(r"sbs_([0-9a-f]{12})_([0-9A-Za-z_-]{43})", re.ASCII)
LONGEST_LIFE = timedelta(days=366)
"""Our choice: a token is renewed at least once a year."""
USE_NOTED = timedelta(hours=1)
"""How exactly it is kept when a token was last used: a request is no reason to write each time."""
DUMMY = "0" * 64
ROW = " ".join((
    f"SELECT token.*, account.*, party.* FROM {Token._meta.db_table} token",
    f"LEFT JOIN {Account._meta.db_table} account ON account.id = token.account_id",
    f"LEFT JOIN {Party._meta.db_table} party ON party.id = token.party_id WHERE token.public = %s",
))  # fmt: skip
MOST_KEPT = 1000
_KEPT: dict[str, tuple[tuple[Any, ...], Token | None]] = {}
"""Tokens as they were read last, by their public part, each with its row."""


class BadToken(ShibosiError):
    """A token that lets nobody in. Why is not told to who has not got the secret."""

    code = "bad-token"
    message = "This token lets nobody in: it is unknown, revoked or out of date."


class UnknownScope(ShibosiError):
    """A scope there is none, or that cannot be given away."""

    code = "unknown-scope"
    message = "There is no scope '{scope}' to give; there are {known}."


class WrongTerm(ShibosiError):
    """A term that is over before it begins, or too long."""

    code = "wrong-term"
    message = "The term must end after it begins, and at most {days} days later."


@dataclass(frozen=True)
class Issued:
    """A new token with its text, which is shown once and kept nowhere."""

    token: Token
    text: str = field(repr=False)


def issue(
    owner: Account | Party, label: str, scopes: Iterable[str], until: datetime, now: datetime, made_by: str
) -> Issued:
    """A new token of an account or a party. Raises UnknownScope, WrongTerm."""
    wanted = grantable(scopes, FOR_TOKENS)
    if not now < until <= now + LONGEST_LIFE:
        raise WrongTerm(days=LONGEST_LIFE.days)
    public, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    whose = {"account": owner} if isinstance(owner, Account) else {"party": owner}
    made = Token.objects.create(
        public=public, digest=_digest(public, secret), label=label, scopes=wanted, made_at=now, expires_at=until,
        made_by=made_by, **whose,
    )  # fmt: skip
    return Issued(made, f"sbs_{public}_{secret}")


def check(text: str, now: datetime) -> Token:
    """The token of a text, if it lets in. Raises BadToken. Takes as long for a wrong text as for a right one."""
    shape = SHAPE.fullmatch(text)
    public, secret = shape.groups() if shape else ("", "")
    found = _named(public)
    right = hmac.compare_digest(found.digest if found else DUMMY, _digest(public, secret))
    if found is None or not right or not found.in_force(now) or (found.account and not found.account.is_active):
        raise BadToken()
    if found.last_used_at is None or now - found.last_used_at >= USE_NOTED:
        found.last_used_at = now
        found.save(update_fields=["last_used_at"])
    return found


def _named(public: str) -> Token | None:
    """The token of a public part with whose it is. It is always read; made anew only where something of it changed."""
    with connection.cursor() as cursor:
        cursor.execute(ROW, [public])
        row = cursor.fetchone()
    if row is None:
        return None
    known, found = _KEPT.get(public, (None, None))
    if found is None or known != row:
        found = Token.objects.select_related("account", "party").filter(public=public).first()
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[public] = row, found
    own = copy(found)
    if own is not None:
        own.account, own.party = copy(own.account), copy(own.party)
    return own


def revoke(token: Token, now: datetime) -> None:
    """End a token. From then on it lets nobody in."""
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now)
    token.refresh_from_db()


def grantable(scopes: Iterable[str], known: frozenset[str]) -> list[str]:
    """Scopes in a fixed order, each once. Raises UnknownScope."""
    wanted = sorted(set(scopes))
    for scope in wanted:
        if scope not in known:
            names = sorted(known)
            raise UnknownScope(scope=scope, known=", ".join(names), hint=nearest(scope, names))
    return wanted


def _digest(public: str, secret: str) -> str:
    return hashed(f"machine token {public} {secret}")
