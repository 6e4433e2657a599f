"""What tiers ask for: looked at whenever something happens to a party, and by the clock.

A tier proposes and somebody decides. Only where the pack says that reaching a tier imposes, its measures need no second
person, and no value that took part asks for review, they are imposed at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.measures.events import Event, Violation
from shibosi.kernel.measures.packs import IMPOSES, Figure, Pack
from shibosi.kernel.measures.remaining import remaining
from shibosi.store.measures.standing import Stand, place_of
from shibosi.store.models import Party, PartyStanding, Proposal, ProposalState

SYSTEM = "system"
"""Who asks where nobody does."""


@dataclass(frozen=True)
class Asked:
    """A measure a tier asks for, with what it rests on. `since` is the day the tier was reached."""

    what: str
    tier: str
    since: date
    last: date | None
    because: tuple[str, ...]
    clauses: tuple[str, ...]
    finding: int | None
    case: str
    automatic: bool
    four_eyes: bool


def asked(found: Stand, events: list[Event]) -> Iterator[Asked]:
    """What the tiers a party has reached ask for and no measure does yet; each kind once, by the highest tier."""
    left = [one for one in remaining(events, found.party.public, found.day).events if one.id not in found.stopped]
    rested = [one for one in left if isinstance(one, Violation) and found.counts(one)]
    imposes = figure(found.pack.on_reached, found) == IMPOSES and not found.standing.review
    eyes = needing_two(found.pack, found)
    told: set[str] = {one.kind for one in found.in_force}
    for tier in reversed(found.standing.tiers):
        crossing = [one for one in rested if tier.since is None or one.day <= tier.since]
        last = crossing[-1] if crossing else None
        for what in tier.brings:
            if what not in told:
                told.add(what)
                yield Asked(
                    what, tier.tier, tier.since or found.day, tier.until, tuple(one.id for one in rested),
                    _clauses(found.pack, rested), int(last.reason.finding) if last and last.reason.finding else None,
                    last.reason.case if last else "", imposes and what not in eyes, what in eyes,
                )  # fmt: skip


def needing_two(pack: Pack, found: Stand) -> frozenset[str]:
    """The kinds of measures two people decide."""
    return frozenset(figure(pack.four_eyes, found) or ())


def figure(wanted: Figure, found: Stand) -> Any:
    """The value of a figure of a pack for a party on its day; None where there is none."""
    version = registry.values().in_force(wanted.id, found.day, place_of(found.party))
    return None if version is None or version.value is None else wanted.seen(version.value)


def settle(found: Stand, wanted: list[Asked], now: datetime) -> list[Proposal]:
    """Put proposals down that are new, let those lapse that nothing asks for any more; answers the new ones.

    What was declined is not asked for again as long as the tier was reached on the same day.
    """
    system = Proposal.objects.filter(party=found.party, asked_by=SYSTEM, pack=found.pack.name)
    keys = {(one.what, one.tier, one.since) for one in wanted}
    stale = [one.pk for one in system.filter(state=ProposalState.OPEN) if (one.what, one.tier, one.since) not in keys]
    Proposal.objects.filter(pk__in=stale).update(state=ProposalState.LAPSED, decided_at=now)
    known = set(system.exclude(state=ProposalState.LAPSED).values_list("what", "tier", "since"))
    return [
        Proposal.objects.create(
            party=found.party, what=one.what, day=found.day, last=one.last, clauses=list(one.clauses),
            finding=one.finding, case=one.case, because=list(one.because), pack=found.pack.name, tier=one.tier,
            since=one.since, review=found.standing.review, four_eyes=one.four_eyes, asked_by=SYSTEM, asked_at=now,
        )
        for one in wanted
        if (one.what, one.tier, one.since) not in known
    ]  # fmt: skip


def show(found: Stand, violations: int, now: datetime) -> None:
    """Keep how a party stands, for lists."""
    PartyStanding.objects.update_or_create(party=found.party, defaults={
        "pack": found.pack.name, "points": found.standing.points, "tiers": [one.tier for one in found.standing.tiers],
        "effects": sorted({one.kind for one in found.in_force}), "in_force": len(found.in_force),
        "violations": violations, "review": found.standing.review, "looked_on": found.day, "changed_at": now,
    })  # fmt: skip


def of_party(party: Party) -> Any:
    """The open proposals about a party."""
    return Proposal.objects.filter(party=party, state=ProposalState.OPEN).order_by("pk")


def _clauses(pack: Pack, rested: list[Violation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*pack.clauses, *(clause for one in rested for clause in one.reason.clauses)]))
