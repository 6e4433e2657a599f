"""Refused documents: whoever handed them in is asked to correct them, and the case ends by itself when they come.

A few become a case each, by number; many of one handing in share a case for each kind and reason, with their list.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shibosi.domains.customs.flows import CORRECTION
from shibosi.kernel.words import LANGUAGES
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening
from shibosi.store.firms import reporter_mark
from shibosi.store.intake.handed import JOINT, Document, Read
from shibosi.store.logbook import Entry
from shibosi.store.models import Awaited, Case
from shibosi.store.portions import portions
from shibosi.store.sealing import token
from shibosi.store.statements import MOST, change

FEW = 20
"""Refused documents of one handing in up to which each has a case of its own."""
NAMED = 20
"""Numbers that a case names; its list has all."""
LONGEST = 4000
NOT_THEIRS = "reports-for-others"
"""The code of a problem for which a document is not the party's to correct."""
Name = tuple[str, str]
"""The kind of a document and its number."""


@dataclass(frozen=True)
class Refused:
    """The refused documents of one handing in. `together`: what tells a large one from others, "" for a small one."""

    every: Sequence[Read]
    together: str = ""


def settle(refused: Iterable[Refused], came: Iterable[Document], party: str, now: datetime) -> list[Entry]:
    """End cases of documents that came, open cases of those that were refused. Inside a transaction.

    `party`: the public name of who hands in; the platform itself is asked nothing. Answers entries for the log.
    """
    if not party:
        return []
    some = [(one, _named(one.every)) for one in refused]
    arrived = {(one.kind, one.number) for one in came}
    open_ = _open(party, {*arrived, *(name for _, named in some for name in named)})
    _arrive([open_[name] for name in arrived if name in open_], now)
    return [entry for one, named in some for entry in _ask(one, named, open_, party, now)]


def _named(every: Iterable[Read]) -> dict[Name, Read]:
    """Those that say which document they are, and are the party's to correct; each once."""
    return {
        (one.kind, one.number): one
        for one in every
        if one.document is None and one.number and all(each.code != NOT_THEIRS for each in one.problems)
    }


def _open(party: str, names: set[Name]) -> dict[Name, Awaited]:
    """Those of which an open case waits."""
    found = {}
    for some in portions(sorted({number for _, number in names}), MOST):
        waiting = Awaited.objects.filter(party=party, arrived_at__isnull=True, case__closed_at__isnull=True)
        for one in waiting.filter(number__in=some):
            if (one.kind, one.number) in names:
                found[one.kind, one.number] = one
    return found


def _arrive(every: list[Awaited], now: datetime) -> None:
    """Note that documents came; a case that waits for no other ends."""
    if not every:
        return
    for one in every:
        one.arrived_at = now
    change(Awaited, every, ["arrived_at"])
    cases = Case.objects.filter(pk__in={one.case_id for one in every})
    for case in cases.exclude(awaited__arrived_at__isnull=True).order_by("pk"):
        moving.by_machine(case, "arrive", now)


def _ask(
    refused: Refused, named: Mapping[Name, Read], open_: Mapping[Name, Awaited], party: str, now: datetime
) -> list[Entry]:  # fmt: skip
    again = [open_[name] for name in named if name in open_ and open_[name].arrived_at is None]
    for one in again:
        read = named[one.kind, one.number]
        one.place, one.said = read.place[:LONGEST], _said(read)  # type: ignore[assignment]
    if again:
        change(Awaited, again, ["place", "said"])
    fresh = [name for name in named if name not in open_ or open_[name].arrived_at is not None]
    groups: dict[str, list[Name]] = {}
    apart = not refused.together and len(fresh) <= FEW
    for name in fresh:
        read = named[name]
        told = name if apart else (refused.together or fresh[0][1], read.kind, read.problems[0].code)
        groups.setdefault(token("\n".join([party, *told]))[:40], []).append(name)
    return _opened({_about(key): some for key, some in groups.items()}, named, party, now)


def _opened(
    groups: Mapping[str, list[Name]], named: Mapping[Name, Read], party: str, now: datetime
) -> list[Entry]:  # fmt: skip
    """A case for each group of which none is open, and what each waits for."""
    if not groups:
        return []
    there = {case.about: case for case in Case.objects.filter(about__in=list(groups), closed_at__isnull=True)}
    wanted = [
        opening.Wanted(CORRECTION.name, _opening(about, some, named, party))
        for about, some in groups.items() if about not in there
    ]  # fmt: skip
    made, entries = opening.open_some(wanted, opening.MACHINE, now)
    cases = there | {case.about: case for case in made}
    Awaited.objects.bulk_create([
        Awaited(case=cases[about], party=party, kind=kind, number=number, at=now,
                place=named[kind, number].place[:LONGEST], said=_said(named[kind, number]))
        for about, some in groups.items() for kind, number in some
    ])  # fmt: skip
    return entries


def _opening(about: str, some: list[Name], named: Mapping[Name, Read], party: str) -> Opening:
    first = named[some[0]]
    numbers = ", ".join(number.replace(JOINT, "/") for _, number in some[:NAMED])
    wanted = " / ".join(first.problems[0].sentence(language) for language in LANGUAGES)
    facts = {"record": first.kind, "number": numbers[:LONGEST], "wanted": wanted[:LONGEST]}
    return Opening(parties={"subject": reporter_mark(party)}, facts=facts, about=about)


def _about(key: str) -> str:
    return f"{CORRECTION.name}:refused:{key}"


def _said(read: Read) -> str:
    """Why it was refused, in each language."""
    return json.dumps([
        {"place": one.place} | {language: one.words(language) for language in LANGUAGES} for one in read.problems
    ], ensure_ascii=False)  # fmt: skip
