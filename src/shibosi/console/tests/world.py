"""A console with something in it: an example that came in by the intake, people of every kind, two firms."""

from dataclasses import dataclass

from shibosi.store.models import Account, DossierParty, Level, Membership, Party, PartyCode, Role
from shibosi.store.tests.firms import staff
from shibosi.store.tests.trade import documents, frames, hand_in


@dataclass(frozen=True)
class World:
    """The people, and two firms that are named in the example."""

    officer: Account
    administrator: Account
    auditor: Account
    clerk: Account
    firm: Party
    other: Party


def a_world(orders: int = 12) -> World:
    """An example of some orders, most of them with faults."""
    hand_in(documents(frames(orders)))
    codes = list(
        DossierParty.objects.exclude(who__startswith="@").order_by("who").values_list("who", flat=True).distinct()
    )
    firm, other = _firm("Own firm", codes[0]), _firm("Other firm", codes[-1])
    clerk = Account.objects.create_account("clerk@firm.example")
    Membership.objects.create(account=clerk, party=firm, level=Level.MANAGER)
    return World(staff(Role.OFFICER), staff(Role.ADMINISTRATOR), staff(Role.AUDITOR), clerk, firm, other)


def _firm(name: str, code: str) -> Party:
    party = Party.objects.create(name=name, place="CN", public=code.lower())
    PartyCode.objects.create(party=party, register="uscc", code=code)
    return party
