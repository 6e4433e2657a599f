"""Findings 发现: what was broken or could not be decided, with the facts and values that decided.

A control that is undetermined only because something is absent that another control reports stays silent: the absence
is one finding, not eight. It is counted all the same ("folded"). What a one-sided control
cannot decide is only counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.columns import Column
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE, SHARE_SCALE
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.judging import Judged
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import record

SCHEMA = {
    "dossier": pl.String, "key": pl.String, "control": pl.String, "outcome": pl.String, "day": pl.Date,
    "place": pl.String, "facts": pl.String,
}  # fmt: skip
COUNTS = {
    "control": pl.String, "dossier": pl.String, "out_of_scope": pl.Int64, "held": pl.Int64, "broken": pl.Int64,
    "undetermined": pl.Int64, "folded": pl.Int64,
}  # fmt: skip
DECIMALS = {**dict.fromkeys(["money", "decimal", "amount", "number"], AMOUNT_SCALE), "share": SHARE_SCALE}
NAMES = {Outcome.BROKEN: "broken", Outcome.UNDETERMINED: "undetermined"}
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """Findings of a batch in the schema above, and the counts of every outcome per control."""

    findings: pl.DataFrame
    counts: pl.DataFrame


def find(judged: Judged, controls: Sequence[Control], told: bool = True) -> Found:
    """The findings of a judged batch; not `told`: only the counts. Row order is not defined: sort before comparing."""
    outcomes = judged.outcomes
    bad = {control.name: outcomes[control.name] >= Outcome.BROKEN for control in controls}
    parts: list[pl.DataFrame] = []
    counts: list[dict[str, object]] = []
    for control in controls:
        codes = outcomes[control.name]
        number = np.bincount(codes, minlength=4)
        silent = _silent(control, controls, judged, bad) if number[3] else None
        for outcome in NAMES:
            if not told or number[outcome] == 0 or (outcome == Outcome.UNDETERMINED and control.one_sided):
                continue
            wanted = codes == outcome
            if outcome == Outcome.UNDETERMINED and silent is not None:
                wanted &= ~silent
            at = np.flatnonzero(wanted)
            if len(at):
                parts.append(_rows(judged, control, outcome, at))
        counts.append({
            "control": control.name, "dossier": control.dossier.name, "out_of_scope": int(number[0]),
            "held": int(number[1]), "broken": int(number[2]), "undetermined": int(number[3]),
            "folded": int(silent.sum()) if silent is not None else 0,
        })  # fmt: skip
    findings = pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)
    return Found(findings, pl.DataFrame(counts, schema=COUNTS))


def _silent(control: Control, controls: Sequence[Control], judged: Judged, bad: dict[str, Mask]) -> Mask:
    """Where an undetermined outcome has its cause reported elsewhere.

    A control that reports an absence itself is silent only where not even its scope could be decided, and where its
    kind of record was not handed in at all (the run says so once).
    """
    undetermined = judged.outcomes[control.name] == Outcome.UNDETERMINED
    needs = control.leaves()
    silent = np.zeros(len(undetermined), dtype=bool)
    for other in controls:
        if other is not control and other.reports & needs and not control.reports & other.reports:
            silent |= bad[other.name]
    if control.reports:
        silent &= judged.scopeless.get(control.name, np.zeros(len(silent), dtype=np.uint8)).astype(bool)
        if any((kind, "#") in control.reports for kind in judged.absent):
            silent[:] = True
    silent &= undetermined
    return silent


def _rows(judged: Judged, control: Control, outcome: Outcome, at: NDArray[np.int64]) -> pl.DataFrame:
    stated = {fact_name(node): node for node in reversed(fact_nodes(control)) if node in judged.ready}
    wanted = pl.Series(at)
    texts = [
        _text(judged.header[judged.ready[node]].gather(wanted).alias(name), fact_kind(node))
        for name, node in sorted(stated.items())
    ]
    told = pl.Series("facts", ["{}"]).new_from_index(0, len(at))
    if texts:
        told = pl.DataFrame(texts).select(pl.struct(pl.all()).struct.json_encode().alias("facts"))["facts"]
    vector = Vector(judged.values, judged.as_of, {})
    vector.ready = judged.ready
    when = vector.expression(control.day) if control.day is not None else pl.lit(None, dtype=pl.Int64)
    beside = judged.header[at].lazy().select(
        pl.col("#"),
        when.cast(pl.Int32).cast(pl.Date).alias("day"),
        vector.expression(control.place).alias("place"),
    ).collect()  # fmt: skip
    height = len(at)
    return pl.DataFrame({
        "dossier": pl.Series([control.dossier.name]).new_from_index(0, height),
        "key": judged.assembled.key_texts(at),
        "control": pl.Series([control.name]).new_from_index(0, height),
        "outcome": pl.Series([NAMES[outcome]]).new_from_index(0, height),
        "day": beside["day"], "place": beside["place"], "facts": told,
    }, schema=SCHEMA)  # fmt: skip


def fact_nodes(control: Control) -> list[Node]:
    """What a finding states: columns of single members, counts, and totals of a column; in a fixed order."""
    found: dict[Node, None] = {}
    stack = [control.condition, control.scope]
    while stack:
        node = stack.pop(0)
        if node.op in AGGREGATES:
            if node.op in ("sum", "min", "max", "countif", "distinct", "common"):
                found[node] = None
            continue
        if node.op in ("col", "count"):
            found[node] = None
        stack.extend(node.args)
    return list(found)


def fact_name(node: Node) -> str:
    """How a fact is called: "order.paid", "#payment", "sum(payment.amount)"."""
    if node.op == "col":
        return ".".join(node.meta)
    if node.op == "count":
        return f"#{node.meta}"
    return f"{node.op}({', '.join(_leaf_names(node))})"


def _leaf_names(node: Node) -> list[str]:
    return list(dict.fromkeys(".".join(part.meta) for part in node.walk() if part.op == "col"))


def fact_kind(node: Node) -> str:
    """How a fact is written: the kind of its column, "whole" for counts, "amount10" for ten decimals."""
    if node.op == "col":
        return _column(node).kind
    if node.op in ("sum", "min", "max"):
        inner = node.args[0]
        if inner.op == "col":
            return _column(inner).kind
        unit = _unit(inner)
        return unit if isinstance(unit, str) else f"amount{unit}" if unit else "whole"
    return "text" if node.op == "common" else "whole"


def _unit(node: Node) -> str | int:
    """What a number counts: "day", "instant", or units of how many decimals."""
    if node.op in ("col", "param"):
        kind = _column(node).kind if node.op == "col" else Parameters.known[node.meta].kind
        return kind if kind in ("day", "instant") else DECIMALS.get(kind, 0)
    if node.op in ("localday", "asof", "year", "lit"):  # a constant is a power of ten: it brings numbers to one scale
        return {"year": 0, "lit": len(str(node.meta)) - 1}.get(node.op, "day")
    units = [_unit(arg) for arg in node.args if arg.kind == "int"] or [0]
    if node.op == "mul":
        return sum(unit for unit in units if isinstance(unit, int))
    return 0 if node.op == "sub" and isinstance(units[0], str) and units[0] == units[1] else units[0]


def _column(node: Node) -> Column[Any, Any]:
    kind, name = node.meta
    return record(kind).columns[name]


def _text(series: pl.Series, kind: str) -> pl.Series:
    """A fact as text, the same from every engine: amounts as decimals without trailing zeros."""
    if kind in DECIMALS or kind.startswith("amount"):
        return _decimal(series, DECIMALS.get(kind) or int(kind.removeprefix("amount")))
    if kind == "day":
        return series.cast(pl.Int32).cast(pl.Date).cast(pl.String)
    if kind == "instant":
        return series.cast(pl.Datetime("us", "UTC")).dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ")
    return series.cast(pl.String)


def _decimal(series: pl.Series, scale: int) -> pl.Series:
    name = series.name
    column = pl.col(name)
    size = column.abs()
    whole, rest = size // 10**scale, size % 10**scale
    tail = rest.cast(pl.String).str.zfill(scale).str.strip_chars_end("0")
    text = pl.when(tail == "").then(whole.cast(pl.String)).otherwise(pl.format("{}.{}", whole.cast(pl.String), tail))
    signed = pl.when(column < 0).then(pl.format("-{}", text)).otherwise(text)
    return series.to_frame().select(signed.alias(name))[name]
