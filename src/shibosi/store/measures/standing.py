"""How a party stands at a moment: its events folded by the pack that counts there and by those that brought a measure.

`then` is what was believed at that moment; without it, what is known of it now. The day is the one where the party is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from shibosi.domains import registry
from shibosi.domains.enforcement.measures.scheme import Scheme
from shibosi.kernel.measures.events import Event, Measure, Violation
from shibosi.kernel.measures.packs import Figure, Pack, named
from shibosi.kernel.measures.standing import Standing, standing
from shibosi.kernel.parameters import EVERYWHERE, Parameters, UnknownParameter
from shibosi.store.measures.lives import life, lives
from shibosi.store.models import Party
from shibosi.store.zones import day_of


@dataclass(frozen=True)
class Stand:
    """A party on a day: its standing by a pack, and the measures in force whatever brought them.

    `stopped` are the events that do not count while they are appealed or suspended, `apart` the rules whose violations
    a pack of their own counts.
    """

    party: Party
    day: date
    pack: Pack
    standing: Standing
    in_force: tuple[Measure, ...]
    stopped: frozenset[str]
    apart: frozenset[str]

    def counts(self, violation: Violation) -> bool:
        """Whether a violation counts by this pack."""
        return violation.reason.rule not in self.apart and self.pack.weight(violation) is not None


def stand(
    party: Party, day: date, events: Iterable[Event] | None = None, then: datetime | None = None,
    pack: Pack | None = None,
) -> Stand:  # fmt: skip
    """How a party stands on a day by a pack, else by the one that counts. `events`: what to fold, not what is kept."""
    told = life(party) if events is None else list(events)
    pack = pack or pack_of(party, day)
    own = _folded(pack, told, party, day, then)
    held, stopped = list(own.in_force), set(own.stopped)
    for name in sorted({one.pack for one in told if isinstance(one, Measure)} - {"", pack.name}):
        other = _folded(named(name), told, party, day, then)
        held += [one for one in other.in_force if one.pack == name]
        stopped |= other.stopped
    held.sort(key=lambda one: (one.day, one.recorded, one.id))
    return Stand(party, day, pack, own, tuple(held), frozenset(stopped), _apart(pack, party, day))


def stands(parties: Iterable[Party], at: datetime) -> dict[int, Stand]:
    """How parties stand at a moment as it is known then, by their numbers."""
    every = {one.pk: one for one in parties}
    told = lives(every)
    return {pk: stand(one, day_of(one, at), told.get(pk, ()), at) for pk, one in every.items()}


def pack_of(party: Party, day: date) -> Pack:
    """The pack that counts for a party on a day. Raises UnknownPack."""
    registry.load()
    return named(str(chosen(Scheme.pack, party, day)))


def packs_beside(party: Party, day: date) -> list[Pack]:
    """The packs that count some faults by themselves for a party on a day. Raises UnknownPack."""
    registry.load()
    return [named(name) for name in sorted(chosen(Scheme.beside, party, day))]  # type: ignore[call-overload]


def pack_for(rule: str, party: Party, day: date) -> Pack:
    """The pack by which a violation of a rule counts."""
    return next((one for one in packs_beside(party, day) if rule in one.faults), pack_of(party, day))


def chosen(figure: Figure, party: Party, day: date) -> object:
    """The value of a parameter for a party on a day, as a person reads it. Raises UnknownParameter if there is none."""
    version = registry.values().in_force(figure.id, day, place_of(party))
    if version is None or version.value is None:
        raise UnknownParameter(parameter=figure.id)
    return Parameters.known[figure.id].seen(version.value)


def place_of(party: Party) -> str:
    """The place whose values count for a party."""
    return party.place or EVERYWHERE


def _folded(pack: Pack, told: list[Event], party: Party, day: date, then: datetime | None) -> Standing:
    apart = _apart(pack, party, day)
    return standing(pack, told, party.public, day, registry.values(), place_of(party), then, apart)


def _apart(pack: Pack, party: Party, day: date) -> frozenset[str]:
    """The rules whose violations do not count by a pack, for one beside it counts them."""
    return frozenset(rule for one in packs_beside(party, day) for rule in one.faults if not pack.faults)
