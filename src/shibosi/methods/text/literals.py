"""Searching bytes for thousands of literals: with hyperscan where it is installed (extra `words`), else with windows.

A few are found by an automaton. All answer a byte of every place at which a literal stands; overlapping ones may be
told once.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

import ahocorasick_rs

from shibosi.methods.text.windows import Windows

MANY = 1000
"""From so many literals on an automaton is larger than the cache, and slow."""


class Literals(Protocol):
    """Literals to search for."""

    def places(self, data: bytes) -> Iterable[int]:
        """A byte of each place at which one stands."""
        ...


def literals(terms: Iterable[str]) -> Literals:
    """The quickest search there is for some terms, in UTF-8."""
    wanted = [term.encode("utf-8", "surrogatepass") for term in terms if term]
    if len(wanted) < MANY:
        return Automaton(wanted)
    return Hyperscan(wanted) if find_spec("hyperscan") else Windows(wanted)


class Automaton:
    """The search for a few."""

    def __init__(self, terms: Sequence[bytes]) -> None:
        kind = ahocorasick_rs.Implementation.ContiguousNFA
        self._automaton = ahocorasick_rs.BytesAhoCorasick(terms, implementation=kind)

    def places(self, data: bytes) -> Iterator[int]:
        """The first byte of each place."""
        return (start for _, start, _ in self._automaton.find_matches_as_indexes(data))


class Hyperscan:
    """The search of hyperscan. One at a time: its scratch space is its own."""

    def __init__(self, terms: Sequence[bytes]) -> None:
        hyperscan: Any = importlib.import_module("hyperscan")
        self._one_at_a_time = Lock()
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(expressions=list(terms), ids=list(range(len(terms))), elements=len(terms), flags=0,
                               literal=True)  # fmt: skip

    def places(self, data: bytes) -> list[int]:
        """The last byte of each place."""
        found: list[int] = []

        def heard(number: int, start: int, end: int, flags: int, context: object) -> None:
            found.append(end - 1)

        with self._one_at_a_time:
            self._database.scan(data, match_event_handler=heard)
        return found
