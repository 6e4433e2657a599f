"""Parties against lists: in full, and after a change of either only what can have changed.

A pair of party and entry that people cleared stays cleared until one of the two says something else: the clearing
names the fingerprints of both. After a list changed, those parties are asked again that had
a hit before, or that an entry added or changed may mean; who had none and is meant by nothing new has none now.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from shibosi.methods.names.matching import CUT, Bearer, Hit, Matcher
from shibosi.methods.watchlists.entries import Entry

WIDER = 0.2
"""How much surer than the cut nobody needs to be to be asked again."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody to be screened: a key that stays, and what is known."""

    key: str
    bearer: Bearer

    def fingerprint(self) -> str:
        """A digest of what is known: equal parties are unchanged."""
        return hashlib.sha256(json.dumps(asdict(self.bearer), ensure_ascii=False).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Found:
    """A party that may be a listed one."""

    party: str
    party_fingerprint: str
    entry: str
    entry_fingerprint: str
    hit: Hit

    def pair(self) -> tuple[str, str, str, str]:
        """What a clearing names."""
        return self.party, self.party_fingerprint, self.entry, self.entry_fingerprint


@dataclass(slots=True)
class Screens:
    """Results by key of the party; parties without hits are there too, with none."""

    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    asked: int = 0
    """How many parties were asked in the last run."""

    def open(self, cleared: Iterable[tuple[str, str, str, str]]) -> list[Found]:
        """Hits nobody cleared, the surest first."""
        known = set(cleared)
        every = [one for several in self.found.values() for one in several if one.pair() not in known]
        return sorted(every, key=lambda one: (-one.hit.log_odds, one.party, one.entry))


class Screener:
    """A list of entries, ready to screen against."""

    def __init__(self, entries: Sequence[Entry], cut: float = CUT) -> None:
        self.entries = entries
        self.cut = cut
        self._matcher = Matcher([entry.bearer() for entry in entries])
        self._fingerprints = [entry.fingerprint() for entry in entries]

    def screen(self, parties: Sequence[Party], cut: float | None = None) -> Screens:
        """Every party against every entry. `cut`: how probable a hit has to be, that of the screener unless given."""
        answers = self._matcher.all_hits((party.bearer for party in parties), self.cut if cut is None else cut)
        found = {party.key: self._found(party, hits) for party, hits in zip(parties, answers, strict=True)}
        return Screens(found, len(parties))

    def _found(self, party: Party, hits: Iterable[Hit]) -> tuple[Found, ...]:
        mark = party.fingerprint()
        return tuple(
            Found(party.key, mark, self.entries[hit.listed].id, self._fingerprints[hit.listed], hit) for hit in hits
        )

    def again(self, parties: Sequence[Party], before: Screens, older: Mapping[str, str]) -> Screens:
        """The same result as `screen`, asking only parties for whom something can have changed.

        `before` is the result on the older list, whose ids and fingerprints are `older`. New and changed parties
        are asked too.
        """
        now = dict(zip((entry.id for entry in self.entries), self._fingerprints, strict=True))
        gone = {one for one, mark in older.items() if now.get(one) != mark}
        fresh = [entry for entry in self.entries if older.get(entry.id) != now[entry.id]]
        touched = {key for key, several in before.found.items() if several} if gone or fresh else set()
        known = {key: several[0].party_fingerprint for key, several in before.found.items() if several}
        touched |= {
            party.key
            for party in parties
            if party.key not in before.found or known.get(party.key, party.fingerprint()) != party.fingerprint()
        }
        touched |= may_mean(fresh, parties, self.cut)
        asked = [party for party in parties if party.key in touched]
        found = self.screen(asked).found
        numbers = {entry.id: number for number, entry in enumerate(self.entries)}
        kept = {
            party.key: tuple(
                Found(
                    one.party,
                    one.party_fingerprint,
                    one.entry,
                    one.entry_fingerprint,
                    _renumbered(one.hit, numbers[one.entry]),
                )
                for one in before.found[party.key]
            )
            for party in parties
            if party.key not in touched
        }
        return Screens(
            {party.key: found[party.key] if party.key in touched else kept[party.key] for party in parties}, len(asked)
        )


def may_mean(entries: Sequence[Entry], parties: Sequence[Party], cut: float = CUT) -> set[str]:
    """The keys of parties whom one of these entries may mean, with something to spare."""
    if not entries or not parties:
        return set()
    matcher = Matcher([entry.bearer() for entry in entries])
    hits = matcher.all_hits((party.bearer for party in parties), max(0.0, cut - WIDER))
    return {party.key for party, some in zip(parties, hits, strict=True) if some}


def _renumbered(hit: Hit, listed: int) -> Hit:
    """A hit with the number its entry has in another version of the list."""
    return Hit(listed, hit.score, hit.log_odds, hit.name, hit.asked, hit.reasons)
