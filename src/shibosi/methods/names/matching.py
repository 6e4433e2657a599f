"""Bearers of names looked up among listed ones: candidates from the index, scored, explained, the surest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shibosi.methods.names.facts import Facts, weighed
from shibosi.methods.names.index import NameIndex
from shibosi.methods.names.parsing import Kind, Parsed, parse
from shibosi.methods.names.scoring import Reason, compare_parsed, name_odds, probability

CUT = 0.7
"""A hit is at least so probable; chosen on labelled queries."""
LEAST_SHARE = 0.6
MOST = 20
"""Hits of one bearer that are told."""
CANDIDATES = 32
"""Names that are compared in full, for each name asked."""
OTHER_KIND = -1.5
KNOWN = frozenset([Kind.PERSON, Kind.ORGANISATION, Kind.VESSEL])


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody with names, asked for or listed."""

    names: tuple[str, ...]
    kind: Kind = Kind.ANY
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed bearer who may be the one asked for."""

    listed: int
    """Its number by order in the list."""
    score: float
    log_odds: float
    name: str
    """The listed name that fits best."""
    asked: str
    reasons: tuple[Reason, ...]


class Matcher:
    """A list of bearers, ready to be asked. Bearers without names are kept and never found by name."""

    def __init__(self, listed: Sequence[Bearer]) -> None:
        self.listed = listed
        self._names = [(name, bearer.kind, number) for number, bearer in enumerate(listed) for name in bearer.names]
        self._index = NameIndex((name, kind) for name, kind, _ in self._names)
        self._parsed: dict[int, Parsed] = {}

    def hits(self, asked: Bearer, cut: float = CUT, most: int = MOST) -> list[Hit]:
        """Who may be meant, explained, the surest first; bearers asked one by one."""
        return next(self.all_hits([asked], cut, most))

    def all_hits(
        self, asked: Iterable[Bearer], cut: float = CUT, most: int = MOST, portion: int = 1000
    ) -> Iterator[list[Hit]]:
        """For each bearer asked, in order, the hits. Memory is bounded by the portion."""
        waiting: list[Bearer] = []
        for bearer in asked:
            waiting.append(bearer)
            if len(waiting) == portion:
                yield from self._portion(waiting, cut, most)
                waiting = []
        yield from self._portion(waiting, cut, most)

    def _portion(self, asked: Sequence[Bearer], cut: float, most: int) -> Iterator[list[Hit]]:
        names = [(name, number) for number, bearer in enumerate(asked) for name in bearer.names]
        parsed = [parse(name, asked[number].kind) for name, number in names]
        best: list[dict[int, tuple[float, int, int]]] = [{} for _ in asked]
        for found in self._index.candidates(parsed, CANDIDATES, LEAST_SHARE):
            for query, name in zip(found.query.tolist(), found.name.tolist(), strict=True):
                odds = name_odds(parsed[query], self._listed_name(name))
                known = best[names[query][1]]
                listed = self._names[name][2]
                if odds is not None and (listed not in known or odds > known[listed][0]):
                    known[listed] = odds, query, name
        for bearer, known in zip(asked, best, strict=True):
            hits = [
                hit for listed, (odds, query, name) in known.items()
                if (hit := self._hit(bearer, listed, odds, parsed[query], name, cut))
            ]  # fmt: skip
            yield sorted(hits, key=lambda hit: (-hit.log_odds, hit.listed))[:most]

    def _listed_name(self, name: int) -> Parsed:
        """A listed name taken apart, kept for the next time; the keeping is bounded."""
        if name not in self._parsed:
            if len(self._parsed) > 200_000:
                self._parsed.clear()
            text, kind, _ = self._names[name]
            self._parsed[name] = parse.__wrapped__(text, kind)
        return self._parsed[name]

    def _hit(self, asked: Bearer, listed: int, odds: float, query: Parsed, name: int, cut: float) -> Hit | None:
        """The hit of one listed bearer, or None below the cut."""
        other = self.listed[listed]
        beside = weighed(asked.facts, other.facts)
        if asked.kind in KNOWN and other.kind in KNOWN and asked.kind is not other.kind:
            beside.append(Reason("kind", asked.kind, other.kind, OTHER_KIND))
        total = odds + sum(reason.points for reason in beside)
        if probability(total) < cut:
            return None
        scored = compare_parsed(query, self._listed_name(name))
        return Hit(listed, probability(total), total, self._names[name][0], query.text, (*scored.reasons, *beside))
