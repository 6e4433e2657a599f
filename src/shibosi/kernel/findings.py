"""Findings 发现: what was broken or could not be decided, with the facts and values that decided.

A control that is undetermined only because something is absent that another control reports stays silent: the absence
is one finding, not eight. It is counted all the same ("folded"). What a one-sided control cannot decide is only
counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.columns import Column
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE, SHARE_SCALE
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.expressions.plain import EARLIEST, LATEST
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.judging import Codes, Judged
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
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Found:
    """Findings of a batch in the schema above, and the counts of every outcome per control."""

    findings: pl.DataFrame
    counts: pl.DataFrame


def find(judged: Judged, controls: Sequence[Control], told: bool = True) -> Found:
    """The findings of a judged batch; not `told`: only the counts. Row order is not defined: sort before comparing."""
    findings = Findings(controls, told)
    findings.add(judged)
    return findings.found()


@dataclass(frozen=True)
class Noted:
    """What is kept of judged dossiers: how often each outcome, and those of which something may have to be told.

    `header` has the columns used and the keys ("#key") of those dossiers.
    """

    numbers: dict[str, Numbers]
    outcomes: dict[str, Codes]
    scopeless: dict[str, Codes]
    header: pl.DataFrame


class Findings:
    """Findings of dossiers that come judged, a piece after the other. Of those in order only the counts are kept."""

    def __init__(self, controls: Sequence[Control], told: bool = True) -> None:
        self.controls = controls
        self.told = told
        self.numbers = {control.name: np.zeros(4, dtype=np.int64) for control in controls}
        self.noted: list[Noted] = []
        self.vector: Vector | None = None
        self.absent: frozenset[str] = frozenset()

    def add(self, judged: Judged) -> None:
        """Take in some judged dossiers."""
        self.take(self.note(judged))

    def note(self, judged: Judged) -> Noted:
        """What has to be kept of some judged dossiers. Changes nothing but what is alike for all pieces."""
        self.absent = judged.absent
        if self.vector is None:
            self.vector = Vector(judged.values, judged.as_of, {}).within(judged.ready)
        at = np.flatnonzero(self._notable(judged))
        keys = judged.assembled.key_texts(at if self.told else at[:0]).alias("#key")
        return Noted(
            {name: np.bincount(codes, minlength=4) for name, codes in judged.outcomes.items()},
            {name: codes[at] for name, codes in judged.outcomes.items()},
            {name: codes[at] for name, codes in judged.scopeless.items()},
            judged.header[at].with_columns(keys) if self.told else pl.DataFrame(),
        )

    def take(self, noted: Noted, times: int = 1) -> None:
        """Take in what was noted; with `times` each dossier stands for so many, and nothing is told of it."""
        for control in self.controls:
            self.numbers[control.name] += noted.numbers[control.name] * times
        if times == 1:
            self.noted.append(noted)

    def _notable(self, judged: Judged) -> Mask:
        """Of which dossiers something is told, or folded into what is told."""
        mark = np.zeros(judged.assembled.size, dtype=bool)
        for control in self.controls:
            codes = judged.outcomes[control.name]
            mark |= codes == Outcome.BROKEN if control.one_sided and not control.reports else codes >= Outcome.BROKEN
        return mark

    def found(self) -> Found:
        """Everything that was found, and the counts."""
        noted = _together(self.noted)
        bad = {name: codes >= Outcome.BROKEN for name, codes in noted.outcomes.items()}
        parts: list[pl.DataFrame] = []
        counts: list[dict[str, object]] = []
        for control in self.controls:
            number = self.numbers[control.name]
            silent = self._silent(control, noted, bad)
            if self.told:
                parts += self._told(control, noted, silent)
            counts.append({
                "control": control.name, "dossier": control.dossier.name, "out_of_scope": int(number[0]),
                "held": int(number[1]), "broken": int(number[2]), "undetermined": int(number[3]),
                "folded": int(number[3]) if self._unheard(control) else int(silent.sum()),
            })  # fmt: skip
        findings = pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)
        return Found(findings, pl.DataFrame(counts, schema=COUNTS))

    def _silent(self, control: Control, noted: Noted, bad: dict[str, Mask]) -> Mask:
        """Where an undetermined outcome has its cause reported elsewhere.

        A control that reports an absence itself is silent only where not even its scope could be decided, and where
        its kind of record was not handed in at all (the run says so once).
        """
        undetermined: Mask = noted.outcomes[control.name] == Outcome.UNDETERMINED
        if self._unheard(control) or not undetermined.any():
            return undetermined
        needs = control.leaves()
        silent = np.zeros(len(undetermined), dtype=bool)
        for other in self.controls:
            if other is not control and other.reports & needs and not control.reports & other.reports:
                silent |= bad[other.name]
        if control.reports:
            silent &= noted.scopeless[control.name].astype(bool) if control.name in noted.scopeless else False
        told_elsewhere: Mask = silent & undetermined
        return told_elsewhere

    def _unheard(self, control: Control) -> bool:
        """Whether the control reports the absence of a kind that was not handed in at all."""
        return any((kind, "#") in control.reports for kind in self.absent)

    def _told(self, control: Control, noted: Noted, silent: Mask) -> Iterator[pl.DataFrame]:
        codes = noted.outcomes[control.name]
        for outcome in NAMES:
            if outcome == Outcome.UNDETERMINED and control.one_sided:
                continue
            wanted = codes == outcome
            if outcome == Outcome.UNDETERMINED:
                wanted &= ~silent
            if wanted.any():
                assert self.vector is not None
                yield _rows(noted.header, pl.Series(wanted), self.vector, control, outcome)


def _together(noted: Sequence[Noted]) -> Noted:
    """What was noted of all pieces as if they had been one (but for the numbers, which are added up elsewhere)."""
    if len(noted) == 1:
        return noted[0]
    sizes = [len(next(iter(one.outcomes.values()), [])) for one in noted]
    names = {name: None for one in noted for name in one.scopeless}
    return Noted(
        {},
        {name: np.concatenate([one.outcomes[name] for one in noted]) for name in noted[0].outcomes},
        {
            name: np.concatenate([
                one.scopeless.get(name, np.zeros(size, dtype=np.uint8)) for one, size in zip(noted, sizes, strict=True)
            ])
            for name in names
        },
        pl.concat([one.header for one in noted], how="vertical_relaxed"),
    )  # fmt: skip


def _rows(
    header: pl.DataFrame, wanted: pl.Series, vector: Vector, control: Control, outcome: Outcome
) -> pl.DataFrame:  # fmt: skip
    stated = {fact_name(node): node for node in reversed(fact_nodes(control)) if node in vector.ready}
    when = vector.expression(control.day) if control.day is not None else pl.lit(None, dtype=pl.Int64)
    place = vector.expression(control.place)
    read = {vector.ready[node] for node in stated.values()}.union(when.meta.root_names(), place.meta.root_names())
    # Polars trips over the empty chunks that pieces without a finding leave behind.
    header = header.select("#key", *sorted(read)).filter(wanted).rechunk()
    texts = [_text(header[vector.ready[node]].alias(name), fact_kind(node)) for name, node in sorted(stated.items())]
    facts = pl.struct(pl.all()).struct.json_encode()
    told = pl.DataFrame(texts).select(facts).to_series() if texts else pl.Series(["{}"])
    found = header.lazy().select(
        pl.lit(control.dossier.name).alias("dossier"),
        pl.col("#key").alias("key"),
        pl.lit(control.name).alias("control"),
        pl.lit(NAMES[outcome]).alias("outcome"),
        _calendar(when).alias("day"),
        place.alias("place"),
        pl.lit(told if texts else told.item()).alias("facts"),
    ).collect()  # fmt: skip
    return found.cast(pl.Schema(SCHEMA))


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
    if node.op in ("localday", "months", "asof", "year", "lit"):
        # a constant is a power of ten: it brings numbers to one scale
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
        return series.to_frame().select(_calendar(pl.col(series.name)).cast(pl.String))[series.name]
    if kind == "instant":
        return series.cast(pl.Datetime("us", "UTC")).dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ")
    return series.cast(pl.String)


def _calendar(days: pl.Expr) -> pl.Expr:
    """Days counted from 1970 as days of the calendar."""
    return pl.when(days.is_between(EARLIEST, LATEST)).then(days).cast(pl.Int32).cast(pl.Date)


def _decimal(series: pl.Series, scale: int) -> pl.Series:
    name = series.name
    column = pl.col(name)
    size = column.abs()
    whole, rest = size // 10**scale, size % 10**scale
    tail = rest.cast(pl.String).str.zfill(scale).str.strip_chars_end("0")
    text = pl.when(tail == "").then(whole.cast(pl.String)).otherwise(pl.format("{}.{}", whole.cast(pl.String), tail))
    signed = pl.when(column < 0).then(pl.format("-{}", text)).otherwise(text)
    return series.to_frame().select(signed.alias(name))[name]
