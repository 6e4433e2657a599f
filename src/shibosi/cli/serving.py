"""Who may come in to an example: people of each kind, their firms, and a password for all of them.

Only for a server that nobody but this machine reaches.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from shibosi.example.firms import firms

PLACE = "example.localdomain"
FIRM, OFFICER = f"firm@{PLACE}", f"officer@{PLACE}"
STAFF = {
    f"administrator@{PLACE}": ("administrator", "Ada"), OFFICER: ("officer", "Olive"),
    f"auditor@{PLACE}": ("auditor", "Aude"),
}  # fmt: skip
MEANT = {
    f"administrator@{PLACE}": "An administrator: accounts, parties, everything.",
    OFFICER: "A compliance officer of the platform: decides cases.",
    f"auditor@{PLACE}": "An auditor: sees everything, changes nothing.",
    FIRM: "A person of two firms of the example, who may also act for a third.",
}
OWN = (("platform", 0), ("payment", 0))
"""Firms of the example in which the person of a firm is a member, by role and place."""
PRINCIPAL = ("merchant", 0)
TERM = timedelta(days=365)


def people() -> dict[str, str]:
    """The e-mails of the people of the example, with what they are."""
    return MEANT


def are_there() -> bool:
    """Whether the example has its people."""
    from shibosi.store.models import Account

    return Account.objects.filter(email=FIRM).exists()


def open_accounts(now: datetime) -> None:
    """The people of the example, made by whoever administers the server."""
    from shibosi.store.actions import access
    from shibosi.store.models import Account, Level, Role
    from shibosi.store.permissions import FOR_MANDATES
    from shibosi.store.viewers import of_account

    first = Account.objects.filter(role=Role.ADMINISTRATOR.value).order_by("pk")[0]
    viewer = of_account(first, now)
    for email in STAFF.keys() - set(Account.objects.values_list("email", flat=True)):
        role, name = STAFF[email]
        access.open_account(viewer, email, name, Role(role))
    person = access.open_account(viewer, FIRM, "Fang")
    own = [_party(viewer, *one) for one in OWN]
    for party in own:
        access.add_member(viewer, party, person, Level.MANAGER)
    access.give_mandate(viewer, _party(viewer, *PRINCIPAL), own[0], FOR_MANDATES, now, now + TERM)


def new_password() -> str:
    """One password for all people of the example, from now on; it works until the next is made."""
    from shibosi.store.models import Account

    password = secrets.token_urlsafe(9)
    for account in Account.objects.filter(email__in=MEANT):
        account.set_password(password)
        account.save(update_fields=["password"])
    return password


def _party(viewer: Any, role: str, at: int) -> Any:
    """A firm of the example as a party with its code."""
    from shibosi.store.actions import access

    code, name = firms(role).row(at)
    register = "uscc" if len(code) == 18 else "customs"
    return access.register_party(viewer, name, "CN", [(register, code)])
