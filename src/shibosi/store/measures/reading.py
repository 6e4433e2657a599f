"""What pages read of measures: what was said about one, whom a finding may be laid to, points through a period."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shibosi.domains import registry
from shibosi.kernel.measures.packs import Pack, Rolling
from shibosi.kernel.measures.reading import Missing, Reader
from shibosi.store.firms import REPORTER, codes_among
from shibosi.store.measures.lives import life
from shibosi.store.measures.proposing import figure
from shibosi.store.measures.standing import Stand, packs_beside, place_of, stand
from shibosi.store.models import Account, DossierParty, Finding, MeasureEvent, Party, PartyCode
from shibosi.store.viewers import Viewer

ONE_DAY = timedelta(days=1)
ACCOUNT = re.compile("account:([0-9]+)")
MOST_PARTIES = 50
TIERS = {
    "first": "First tier", "second": "Second tier", "third": "Third tier", "fourth": "Fourth tier",
    "fifth": "Fifth tier", "closing": "Closing tier",
}  # fmt: skip
"""What the tiers of the packs that are shipped are called; another pack's are called as it names them."""


@dataclass(frozen=True)
class Rung:
    """A tier of a pack: its name, the points it is reached at, what it brings, whether it is reached."""

    tier: str
    at: int | None
    brings: tuple[str, ...]
    reached: bool


def said_of(row: MeasureEvent) -> list[MeasureEvent]:
    """What was said about an event, and about that, in the order it became known."""
    found: dict[int, MeasureEvent] = {}
    wanted = [row.pk]
    while wanted:
        next_ = MeasureEvent.objects.filter(about__in=wanted).exclude(pk__in=found).select_related("about")
        fresh = {one.pk: one for one in next_}
        found |= fresh
        wanted = list(fresh)
    return sorted(found.values(), key=lambda one: (one.recorded_at, one.pk))


def named_in(finding: Finding) -> list[Party]:
    """The parties the dossier of a finding concerns: one of them may have broken the rule."""
    marks = _marks(finding)
    codes = codes_among(marks)
    names = [mark.removeprefix(REPORTER) for mark in marks if mark.startswith(REPORTER)]
    by_code = Party.objects.filter(codes__in=PartyCode.in_force().filter(code__in=codes))
    return list((by_code | Party.objects.filter(public__in=names)).distinct().order_by("name", "pk"))


def nobodys(finding: Finding) -> list[str]:
    """The codes the dossier of a finding names that no firm here has registered."""
    codes = codes_among(_marks(finding))
    held = set(PartyCode.in_force().filter(code__in=codes).values_list("code", flat=True))
    return sorted(set(codes) - held)


def _marks(finding: Finding) -> list[str]:
    every = DossierParty.objects.filter(dossier=finding.dossier_id).order_by("who")
    return list(every.values_list("who", flat=True)[:MOST_PARTIES])


def people(viewer: Viewer, names: Iterable[str]) -> dict[str, str]:
    """Who accounts named in events are, as the platform may know it; to parties they stay nameless."""
    numbers = {name: int(found[1]) for name in names if (found := ACCOUNT.match(name))}
    if not viewer.platform or not numbers:
        return {}
    emails = dict(Account.objects.filter(pk__in=numbers.values()).values_list("pk", "email"))
    return {name: emails[number] for name, number in numbers.items() if number in emails}


def ladder(found: Stand) -> list[Rung]:
    """The tiers of the pack that counts, lowest first, as they are set for the party on its day."""
    reached = {one.tier for one in found.standing.tiers}
    return [
        Rung(tier.name, figure(tier.at, found), tuple(figure(tier.brings, found) or ()), tier.name in reached)
        for tier in found.pack.tiers
    ]


def beside(found: Stand) -> list[Stand]:
    """How the same party stands on the same day by the packs that count some faults by themselves."""
    events = life(found.party)
    return [stand(found.party, found.day, events, pack=one) for one in packs_beside(found.party, found.day)]


def next_rung(found: Stand) -> tuple[Rung, int] | None:
    """The tier that is reached next, and how many points it is away; None where there is none or a value is missing."""
    points = found.standing.points
    if points is None:
        return None
    falls = found.pack.score is not None
    away = [
        (points - one.at + 1 if falls else one.at - points, number, one)
        for number, one in enumerate(ladder(found)) if one.at is not None and not one.reached
    ]  # fmt: skip
    gap, _, one = min(away, default=(0, 0, None))
    return None if one is None else (one, gap)


def period(pack: Pack, party: Party, day: date) -> date:
    """The first day that counts for a party on a day; the day itself where a value is missing."""
    try:
        return Reader(registry.values(), place_of(party)).window_start(pack.window, day)
    except Missing:
        return day


def curve(found: Stand) -> list[tuple[date, int | None]]:
    """Points of a party on every day of the period up to the day asked, as known now."""
    events = life(found.party)
    first = period(found.pack, found.party, found.day)
    turns = {one.day for one in events} | {first}
    if isinstance(found.pack.window, Rolling):
        lasts = timedelta(days=int(figure(found.pack.window.days, found) or 0))
        turns |= {one + lasts for one in turns}
    days = [first + ONE_DAY * number for number in range((found.day - first).days + 1)]
    points: int | None = None
    drawn = []
    for day in days:
        if day in turns:
            points = stand(found.party, day, events, pack=found.pack).standing.points
        drawn.append((day, points))
    return drawn
