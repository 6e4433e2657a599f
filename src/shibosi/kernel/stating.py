"""What a finding on one dossier states, in memory: its key, day, place and facts, byte for byte as a batch writes them.

The batch twin is `findings`; which facts, how they are called and in which unit they are written is decided there.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from json.encoder import encode_basestring
from typing import Any

from shibosi.kernel.columns import EPOCH, Column
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.nodes import UNKNOWN, Node
from shibosi.kernel.expressions.plain import EARLIEST, LATEST
from shibosi.kernel.expressions.scalar import Circumstances, compile_values
from shibosi.kernel.findings import DECIMALS, fact_kind, fact_name, fact_nodes
from shibosi.kernel.parameters import DAY_ZERO, Values

Write = Callable[[Any], str | None]
"""A fact as text; None where it is no day of the calendar."""
Stated = tuple[date | None, str | None, str]
"""Day, place and facts (JSON text) of a finding."""


class Statement:
    """What the findings of one control state. Made once, used for any number of dossiers."""

    def __init__(self, control: Control, values: Values) -> None:
        facts = {fact_name(node): node for node in reversed(fact_nodes(control))}
        names = sorted(facts)
        self.facts = [(f"{encode_basestring(name)}:", writer(fact_kind(facts[name]))) for name in names]
        nodes: list[Node] = [control.day or UNKNOWN, control.place, *(facts[name] for name in names)]
        self.reckon = compile_values(control.dossier, nodes, values)

    def __call__(self, rows: Rows, at: Circumstances) -> Stated:
        found = self.reckon(rows, at)
        assert found is not None
        day, place, *facts = found
        texts = [
            name + _quoted(None if fact is None else write(fact))
            for (name, write), fact in zip(self.facts, facts, strict=True)
        ]
        return calendar_day(day), place, "{" + ",".join(texts) + "}"


class Keys:
    """The key of a dossier as text, parts joined with "/"."""

    def __init__(self, dossier: Dossier) -> None:
        self.members = [
            (member.record.kind(), [_part(member.record.columns[name]) for name in member.by])
            for member in dossier.members
        ]

    def __call__(self, rows: Rows) -> str | None:
        """The key; None where there are no rows, and so no dossier."""
        for kind, parts in self.members:
            if rows[kind]:
                first = rows[kind][0]
                return "/".join([write(first[position]) or "" for position, write in parts])
        return None


def _part(column: Column[Any, Any]) -> tuple[int, Write]:
    assert column.kind != "instant", "a key has no moments"
    return column.position, {"truth": _truth, "day": _day}.get(column.kind, str)


def _quoted(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


def writer(kind: str) -> Write:
    """How a fact of a kind is written; the kinds are those of `findings.fact_kind`."""
    if kind in DECIMALS:
        return partial(_decimal, DECIMALS[kind])
    if kind.startswith("amount"):
        return partial(_decimal, int(kind.removeprefix("amount")))
    return {"day": _day, "instant": _instant, "truth": _truth}.get(kind, str)


def _decimal(scale: int, value: int) -> str:
    whole, rest = divmod(abs(value), 10**scale)
    tail = str(rest).zfill(scale).rstrip("0")
    size = f"{whole}.{tail}" if tail else str(whole)
    return f"-{size}" if value < 0 else size


def _truth(value: bool) -> str:
    return "true" if value else "false"


def calendar_day(value: int | None) -> date | None:
    """A day counted from 1970; None outside the years 1 to 9999."""
    return None if value is None or not EARLIEST <= value <= LATEST else DAY_ZERO + timedelta(days=value)


def _day(value: int) -> str | None:
    found = calendar_day(value)
    return None if found is None else found.isoformat()


def _instant(value: int) -> str:
    moment = (EPOCH + timedelta(microseconds=value)).replace(tzinfo=None)
    precision = "microseconds" if value % 1_000 else "milliseconds" if value % 1_000_000 else "seconds"
    return moment.isoformat(timespec=precision) + "Z"
