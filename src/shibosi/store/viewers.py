"""Who looks: the viewer, made once for a request from an account, a token or nobody, and asked everywhere else.

A viewer acts for the whole platform (it has a role and chose no party), for one party at a time, or for nobody. Under a
mandate it acts for the principal, with no more than the mandate gives.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shibosi.kernel.errors import ShibosiError
from shibosi.store.firms import names_of
from shibosi.store.models import Account, Level, Mandate, Membership, Party, Role, Token
from shibosi.store.permissions import FOR_MANDATES, FOR_TOKENS, SCOPES
from shibosi.store.zones import HOUSE

WHOLE = frozenset(SCOPES)


class NotYourParty(ShibosiError):
    """A party the viewer neither belongs to nor holds a mandate of."""

    code = "not-your-party"
    message = "You may not act for this party: you are no member of it, and no mandate of it is in force."


@dataclass(frozen=True)
class Viewer:
    """Somebody at a moment. `by` stands in records of what was done; `names` are the marks of the party acted for.

    `shown` says that it showed who it is, by signing in or with a token.
    """

    by: str
    now: datetime
    role: Role = Role.NONE
    scopes: frozenset[str] = frozenset()
    account: int | None = None
    token: int | None = None
    party: int | None = None
    reporter: str = ""
    names: frozenset[str] = frozenset()
    level: Level | None = None
    mandate: int | None = None
    shown: bool = True

    @property
    def platform(self) -> bool:
        """Whether it acts for the whole platform."""
        return bool(self.role) and self.party is None

    @property
    def today(self) -> date:
        """The day at the house."""
        return self.now.astimezone(HOUSE).date()

    @property
    def person(self) -> str:
        """Who it is, whether by session or by a token of the same account."""
        return f"account:{self.account}" if self.account is not None else self.by

    def may(self, scope: str) -> bool:
        """Whether its session, token and mandate reach so far."""
        return scope in self.scopes


def nobody(now: datetime) -> Viewer:
    """Somebody without account or token."""
    return Viewer("nobody", now)


def of_account(account: Account, now: datetime, party: str | None = None) -> Viewer:
    """An account that signed in. `party` is the public name of the party acted for. Raises NotYourParty.

    Without one, an account with a role acts for the platform; one that belongs to a single party acts for that; any
    other sees nothing until it says for whom it acts.
    """
    if not account.is_active:
        return nobody(now)
    if party is None and account.role:
        return Viewer(f"account:{account.pk}", now, Role(account.role), WHOLE, account=account.pk)
    own = _memberships(account)
    if party is None and len(own) != 1:
        return Viewer(f"account:{account.pk}", now, Role(account.role), WHOLE, account=account.pk)
    name = own[0].party.public if party is None else party
    return _acting(own, name, Viewer(f"account:{account.pk}", now, Role.NONE, WHOLE, account=account.pk))


def of_token(token: Token, now: datetime, party: str | None = None) -> Viewer:
    """A token that was checked (`tokens.check`). Raises NotYourParty.

    A token of an account sees what the account sees, one of a party what a worker of the party sees; both only in the
    scopes of the token.
    """
    scopes = FOR_TOKENS & frozenset(token.scopes)
    by = f"token:{token.public}"
    if not token.in_force(now):
        return nobody(now)
    if token.party is not None:
        own = [Membership(party=token.party, level=Level.WORKER)]
        return _acting(own, party or token.party.public, Viewer(by, now, Role.NONE, scopes, token=token.pk))
    assert token.account is not None, "a token belongs to an account or to a party"
    seen = of_account(token.account, now, party)
    if seen.account is None:
        return seen
    return replace(seen, by=seen.by.replace(f"account:{token.account_id}", by), scopes=seen.scopes & scopes,
                     token=token.pk)  # fmt: skip


def of_ids(account: int | None, token: int | None, party: str | None, now: datetime) -> Viewer:
    """Who asked for something, as far as they may now. Raises NotYourParty."""
    if token is not None:
        return of_token(Token.objects.get(pk=token), now, party)
    return of_account(Account.objects.get(pk=account), now, party)


def parties_to_act_for(account: Account, now: datetime) -> list[Party]:
    """Own parties, then principals whose mandates are in force; each once."""
    own = [one.party for one in _memberships(account)]
    held = Mandate.objects.in_force(now).filter(agent__in=own).select_related("principal").order_by("pk")
    return list(dict.fromkeys([*own, *(one.principal for one in held)]))


def _memberships(account: Account) -> list[Membership]:
    return list(account.memberships.filter(ended_at__isnull=True).select_related("party").order_by("pk"))


def _acting(own: list[Membership], party: str, seen: Viewer) -> Viewer:
    """The viewer as it acts for a party: as a member, else under the mandates that one own party holds."""
    member = next((one for one in own if one.party.public == party), None)
    if member is not None:
        return for_party(member.party, Level(member.level), seen, seen.scopes)
    held = list(
        Mandate.objects.in_force(seen.now)
        .filter(principal__public=party, agent__in=[one.party for one in own])
        .select_related("principal")
        .order_by("pk")
    )
    if not held:
        raise NotYourParty()
    first = held[0]
    given = {scope for one in held if one.agent_id == first.agent_id for scope in one.scopes}
    level = max(Level(one.level) for one in own if one.party.pk == first.agent_id)
    acting = for_party(first.principal, Level(min(level, Level.WORKER)), seen, seen.scopes & FOR_MANDATES & given)
    return replace(acting, mandate=first.pk)


def for_party(party: Party, level: Level, seen: Viewer, scopes: frozenset[str]) -> Viewer:
    """A viewer as it acts for a party, at a level, in some scopes."""
    return replace(
        seen, by=f"{seen.by}/{party.public}", party=party.pk, reporter=party.public, level=level, scopes=scopes,
        names=names_of(party),
    )  # fmt: skip
