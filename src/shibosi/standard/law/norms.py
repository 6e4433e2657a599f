"""The graph of norms: what cites what, what replaces what, and in which state each is on a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.standard.law.book import Book, book
from shibosi.standard.law.citations import rules
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.succession import successors
from shibosi.standard.register import resolve

STATES = ("in-force", "coming", "ended", "undated")
CITED = re.compile(r"T/CATIS 030-2025 §([\d., §and-]+(?:[a-z]\))?)")
CLAUSE = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Edge:
    """One link of the graph: a clause `cites` a norm, or a norm is `replaced-by` another."""

    source: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm on a day: its row, its state, who cites it, what replaces it, what is wrong with how it is cited."""

    fact: Fact
    state: str
    cited_by: tuple[str, ...]
    replaced_by: tuple[str, ...]
    slips: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The norm as plain data."""
        return {
            **self.fact.as_data(), "title": self.fact.title, "state": self.state, "cited_by": list(self.cited_by),
            "replaced_by": list(self.replaced_by), "slips": list(self.slips),
        }  # fmt: skip


def state(fact: Fact, day: date) -> str:
    """In which state a norm is: in force, coming, ended, or undated (used, its first day unknown)."""
    if fact.end is not None and fact.end < day:
        return "ended"
    if fact.start is None:
        return "undated"
    return "in-force" if fact.start <= day else "coming"


def norms(day: date, query: str = "", law: Book | None = None) -> list[Norm]:
    """All norms on a day, or those whose id, number or title has these words; letter case and blanks do not matter."""
    law = law or book()
    wanted = _plain(query)
    slips: dict[str, list[str]] = {}
    for rule in rules():
        slips.setdefault(rule.norm, []).append(rule.id)
    found = []
    for name in law.series("norms"):
        fact = law.as_of(name, day) or law.history(name)[-1]
        names = (fact.id, fact.values["number"], fact.values["title_en"], fact.values["title_zh"])
        if any(wanted in _plain(str(one)) for one in names if one):
            found.append(Norm(fact, state(fact, day), tuple(citing(fact)), successors(fact),
                              tuple(slips.get(fact.id, ()))))  # fmt: skip
    return found


def graph(day: date, law: Book | None = None) -> tuple[list[Norm], list[Edge]]:
    """All norms on a day as nodes, and the links between them and from the clauses that cite them."""
    nodes = norms(day, law=law)
    edges = [Edge(clause, "cites", one.fact.id) for one in nodes for clause in one.cited_by]
    edges += [Edge(one.fact.id, "replaced-by", after) for one in nodes for after in one.replaced_by]
    return nodes, edges


def citing(fact: Fact) -> Iterator[str]:
    """The items of the register, or headings of the standard, that a norm is cited in, as its source says."""
    for named in CITED.finditer(fact.source):
        yield from CLAUSE.findall(named.group(1))


def known_clauses(fact: Fact) -> list[str]:
    """Those of them that the register has as items. Clauses 1 to 3 define and are no items."""
    return [clause for clause in citing(fact) if int(clause.partition(".")[0]) > 3 and resolve(clause)]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
