"""Verbs of access: accounts, parties, members, tokens, mandates. Each asks whether it is allowed and writes the log."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.store import logbook, tokens
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.firms import folded
from shibosi.store.models import Account, Level, Mandate, Membership, Party, PartyCode, Role, Token
from shibosi.store.permissions import FOR_MANDATES
from shibosi.store.viewers import Viewer

LONGEST_MANDATE = timedelta(days=3 * 366)
"""Our choice: who acts for whom is thought over every three years."""


class AlreadyThere(ShibosiError):
    """An e-mail or a code that somebody else has."""

    code = "already-there"
    message = "'{what}' belongs to somebody already."


class AlreadyBegun(ShibosiError):
    """A first administrator where there is one."""

    code = "already-begun"
    message = "There is an administrator already; administrators open further accounts."


def first_administrator(email: str, password: str, now: datetime) -> Account:
    """The first account of a new server, from its command line. Raises AlreadyBegun."""
    with transaction.atomic():
        if Account.objects.filter(role=Role.ADMINISTRATOR.value).exists():
            raise AlreadyBegun()
        account = _account(email, "", Role.ADMINISTRATOR, now)
        account.set_password(password)
        account.save(update_fields=["password"])
        logbook.append([logbook.Entry("account opened", f"account:{account.pk}", {"by": "command line"})], now)
    return account


def open_account(viewer: Viewer, email: str, name: str = "", role: Role = Role.NONE) -> Account:
    """An account without a password; the administrator vouches for the e-mail. Raises Forbidden, AlreadyThere."""
    allowed(viewer, "accounts.manage")
    try:
        with transaction.atomic():
            account = _account(email, name, role, viewer.now)
            _tell(viewer, "account opened", f"account:{account.pk}", role=str(role))
    except IntegrityError as taken:
        raise AlreadyThere(what=email) from taken
    return account


@transaction.atomic
def close_account(viewer: Viewer, account: Account) -> None:
    """Close an account: its sessions and tokens let nobody in from now on. Raises Forbidden."""
    allowed(viewer, "accounts.manage", account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _tell(viewer, "account closed", f"account:{account.pk}")


def register_party(viewer: Viewer, name: str, place: str, codes: Iterable[tuple[str, str]] = ()) -> Party:
    """A party with its codes, each as register and code. Raises Forbidden, AlreadyThere."""
    allowed(viewer, "parties.manage")
    with transaction.atomic():
        party = Party.objects.create(name=name, place=place, made_at=viewer.now)
        for register, code in codes:
            _give_code(viewer, party, register, code)
        _tell(viewer, "party registered", f"party:{party.public}")
    return party


@transaction.atomic
def add_code(viewer: Viewer, party: Party, register: str, code: str) -> PartyCode:
    """Give a party a code: from now on it sees what names it. Raises Forbidden, AlreadyThere."""
    allowed(viewer, "parties.manage")
    made = _give_code(viewer, party, register, code)
    _tell(viewer, "code added", f"party:{party.public}", register=register, code=made.code)
    return made


@transaction.atomic
def end_code(viewer: Viewer, code: PartyCode) -> None:
    """Take a code from its party: it is kept that it had it, and somebody else may have it now. Raises Forbidden."""
    allowed(viewer, "parties.manage")
    if PartyCode.in_force().filter(pk=code.pk).update(ended_at=viewer.now, ended_by=viewer.by):
        told = {"register": code.register, "code": code.code}
        _tell(viewer, "code ended", f"party:{code.party.public}", **told)


def _give_code(viewer: Viewer, party: Party, register: str, code: str) -> PartyCode:
    try:
        with transaction.atomic():
            return PartyCode.objects.create(
                party=party, register=register, code=folded(code), added_at=viewer.now, added_by=viewer.by
            )
    except IntegrityError as taken:
        raise AlreadyThere(what=code) from taken


@transaction.atomic
def add_member(viewer: Viewer, party: Party, account: Account, level: Level) -> Membership:
    """Let an account act for a party, or change how far it may. Raises Forbidden, NotThere."""
    _manages(viewer, "members.manage", party)
    member, _ = Membership.objects.update_or_create(
        account=account, party=party, defaults={"level": level, "ended_at": None}
    )
    _tell(viewer, "member added", f"party:{party.public}", account=account.pk, level=int(level))
    return member


@transaction.atomic
def end_member(viewer: Viewer, member: Membership) -> None:
    """From now on the account acts no longer for the party. Raises Forbidden, NotThere."""
    _manages(viewer, "members.manage", member.party)
    member.ended_at = viewer.now
    member.save(update_fields=["ended_at"])
    _tell(viewer, "member ended", f"party:{member.party.public}", account=member.account_id)


@transaction.atomic
def issue_token(
    viewer: Viewer, owner: Account | Party, label: str, scopes: Iterable[str], until: datetime
) -> tokens.Issued:
    """A token of a party, or of an account. Raises Forbidden, NotThere, UnknownScope, WrongTerm."""
    _reaches(viewer, owner)
    issued = tokens.issue(owner, label, scopes, until, viewer.now, viewer.by)
    _tell(viewer, "token issued", f"token:{issued.token.public}", scopes=issued.token.scopes, until=until.isoformat())
    return issued


@transaction.atomic
def revoke_token(viewer: Viewer, token: Token) -> None:
    """End a token at once. Raises Forbidden, NotThere."""
    owner = token.account or token.party
    assert owner is not None, "a token belongs to an account or to a party"
    _reaches(viewer, owner)
    tokens.revoke(token, viewer.now)
    _tell(viewer, "token revoked", f"token:{token.public}")


@transaction.atomic
def give_mandate(
    viewer: Viewer, principal: Party, agent: Party, scopes: Iterable[str], begins: datetime, ends: datetime
) -> Mandate:
    """Let an agent act for a principal. Raises Forbidden, NotThere, UnknownScope, WrongTerm."""
    _manages(viewer, "mandates.manage", principal)
    if not begins < ends <= begins + LONGEST_MANDATE or principal == agent:
        raise tokens.WrongTerm(days=LONGEST_MANDATE.days)
    mandate = Mandate.objects.create(
        principal=principal, agent=agent, scopes=tokens.grantable(scopes, FOR_MANDATES), begins_at=begins, ends_at=ends,
        given_by=viewer.by,
    )  # fmt: skip
    _tell(viewer, "mandate given", f"mandate:{mandate.pk}", scopes=mandate.scopes, until=ends.isoformat())
    return mandate


@transaction.atomic
def revoke_mandate(viewer: Viewer, mandate: Mandate) -> None:
    """End a mandate at once; the principal and the agent may. Raises Forbidden, NotThere."""
    own = mandate.agent if viewer.party == mandate.agent_id else mandate.principal
    _manages(viewer, "mandates.manage", own)
    Mandate.objects.filter(pk=mandate.pk, revoked_at__isnull=True).update(revoked_at=viewer.now)
    mandate.refresh_from_db()
    _tell(viewer, "mandate revoked", f"mandate:{mandate.pk}")


def _account(email: str, name: str, role: Role, now: datetime) -> Account:
    account = Account.objects.create_account(email, name=name, role=role.value, made_at=now)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def _manages(viewer: Viewer, verb: str, party: Party) -> None:
    """Whether the viewer may do that for a party: an administrator, or a manager of it, not under a mandate."""
    allowed(viewer, verb)
    if not viewer.platform and viewer.party != party.pk:
        raise NotThere()


def _reaches(viewer: Viewer, owner: Account | Party) -> None:
    """Whether the viewer may make and revoke tokens of an owner: its own account, or what it manages."""
    if isinstance(owner, Account) and owner.pk == viewer.account:
        allowed(viewer, "tokens.own")
    elif isinstance(owner, Party):
        _manages(viewer, "tokens.manage", owner)
    else:
        allowed(viewer, "tokens.manage")
        if not viewer.platform:
            raise NotThere()


def _tell(viewer: Viewer, what: str, subject: str, **facts: object) -> None:
    logbook.append([logbook.Entry(what, subject, {"by": viewer.by, **facts})], viewer.now)
