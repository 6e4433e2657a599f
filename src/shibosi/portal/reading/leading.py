"""Where things of rules and law lead: the address of each kind's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from shibosi.telling.searching import Entry, Hit, hit

PAGES: Mapping[str, str] = {
    "clause": "rules.clause", "control": "rules.control", "parameter": "parameters.parameter",
    "record": "records.record", "norm": "norms.norm", "place": "markets.market", "value": "facts.fact",
}  # fmt: skip
LABELS: Mapping[str, str] = {
    "clause": "Clauses", "norm": "Norms", "place": "Markets", "value": "Values of law", "parameter": "Parameters",
    "control": "Controls", "record": "Kinds of record",
}  # fmt: skip
"""Kinds in the order in which they are shown."""


@dataclass(frozen=True)
class Led:
    """A hit with the address of its page and the label of its kind."""

    hit: Hit
    address: str
    label: str


def address(kind: str, name: str) -> str:
    """The address of the page of a thing."""
    return reverse(PAGES[kind], args=[name])


def led(found: Iterable[Entry], query: str) -> list[Led]:
    """Found things with their hits marked and their addresses."""
    return [Led(hit(one, query), address(one.kind, one.name), LABELS[one.kind]) for one in found]
