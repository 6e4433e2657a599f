"""The plan of a run: which dossiers are judged in which order, and what one part of one of them yields.

Both engines run `judge_part`; they differ only in how rows reach it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from shibosi.kernel import controls as registry
from shibosi.kernel.assembly import Frames, assemble, stacked
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN, Dossier
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import COUNTS, SCHEMA, find
from shibosi.kernel.intake import uncertain_kinds
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.parameters import DAY_ZERO, Values
from shibosi.kernel.sources import Sources

SORTED = ["dossier", "key", "control", "outcome", "day", "place", "facts"]
"""The one order of findings; written keys of two dossiers may be alike, so everything counts."""


@dataclass(frozen=True)
class Question:
    """What is asked: with which values, as of which day, by which controls (all that are known, unless named)."""

    values: Values
    as_of: date
    controls: tuple[str, ...] | None = None

    def of(self, dossier: Dossier) -> list[Control]:
        """The controls to judge a dossier by."""
        wanted = registry.of(dossier)
        return wanted if self.controls is None else [control for control in wanted if control.name in self.controls]


@dataclass
class Part:
    """What judging one part of the dossiers of one kind gave."""

    findings: pl.DataFrame
    counts: pl.DataFrame
    dossiers: int
    derived: dict[str, pl.DataFrame] = field(default_factory=dict)


@dataclass
class Result:
    """What a run found: sorted findings, counts per control, dossiers judged per kind, kinds nobody handed in."""

    findings: pl.DataFrame
    counts: pl.DataFrame
    dossiers: dict[str, int]
    absent: list[str]


class Keeper(Protocol):
    """Told by an engine what passes through it, so that a later run need not begin from nothing."""

    def loaded(self, kind: str, rows: pl.DataFrame) -> None:
        """All rows in force of a kind, every column that any dossier reads, numbered ("#row") as handed in."""

    def judged(self, judged: Judged) -> None:
        """Some dossiers."""

    def derived(self, kind: str, rows: pl.DataFrame) -> None:
        """Some records of a kind that is made from dossiers."""


def circumstances(question: Question, sources: Sources) -> Circumstances:
    """What holds for the whole run: the day, the kinds not handed in, the kinds not fully readable."""
    reported = {kind for dossier in KNOWN.values() for kind in _kinds(dossier)}
    made = {derivation.record.kind() for dossier in KNOWN.values() for derivation in dossier.derivations}
    return Circumstances(
        (question.as_of - DAY_ZERO).days,
        frozenset(reported - made - sources.kinds()),
        uncertain_kinds(sources.problems),
    )


def order_of_work(question: Question, sources: Sources) -> list[Dossier]:
    """The dossiers that something was handed in for, those others are made from first."""
    made = {derivation.record.kind() for dossier in KNOWN.values() for derivation in dossier.derivations}
    first = [dossier for dossier in KNOWN.values() if not _kinds(dossier) & made]
    later = [dossier for dossier in KNOWN.values() if _kinds(dossier) & made]
    handed = sources.kinds() | made
    return [
        dossier for dossier in [*sorted(first, key=_name), *sorted(later, key=_name)]
        if _kinds(dossier) & handed and (question.of(dossier) or dossier.derivations)
    ]  # fmt: skip


def judge_part(judge: Judge, frames: Frames) -> Part:
    """Judge the dossiers of one part: every row of every key in it must be there."""
    return part_of(judge, judge.judge(frames))


def part_of(judge: Judge, judged: Judged, told: bool = True) -> Part:
    """What judged dossiers gave; not `told`: without the findings."""
    found = find(judged, judge.controls, told)
    return Part(found.findings, found.counts, judged.assembled.size, judged.derived)


def judge_change(judge: Judge, before: Frames, after: Frames) -> tuple[Judged, Judged]:
    """Two states of the same dossiers, judged in one go. Both have the same columns."""
    first, second = (assemble(judge.dossier, frames) for frames in (before, after))
    judged = judge.judge_assembled(stacked(first, second))
    return judged.cut(0, first), judged.cut(first.size, second)


def columns_read(judges: Iterable[Judge]) -> dict[str, list[str]]:
    """All columns of each kind that any dossier reads."""
    found: dict[str, set[str]] = {}
    for judge in judges:
        for kind, names in judge.columns().items():
            found.setdefault(kind, set()).update(names)
    return {kind: sorted(names) for kind, names in found.items()}


def together(parts: Iterable[Part]) -> Part:
    """Parts of one dossier kind as one."""
    every = list(parts)
    if not every:
        return Part(pl.DataFrame(schema=SCHEMA), pl.DataFrame(schema=COUNTS), 0)
    counts = pl.concat([part.counts for part in every])
    numbers = [name for name, kind in COUNTS.items() if kind == pl.Int64]
    return Part(
        pl.concat([part.findings for part in every]),
        counts.group_by("control", "dossier", maintain_order=True).agg(pl.col(numbers).sum()),
        sum(part.dossiers for part in every),
        {kind: pl.concat([part.derived[kind] for part in every]) for kind in every[0].derived},
    )


def finished(parts: dict[str, Part], absent: Iterable[str]) -> Result:
    """The result of a run from its dossier kinds, in the one order every engine gives."""
    findings = [part.findings for part in parts.values()] or [pl.DataFrame(schema=SCHEMA)]
    counts = [part.counts for part in parts.values()] or [pl.DataFrame(schema=COUNTS)]
    return Result(
        pl.concat(findings).sort(SORTED),
        pl.concat(counts).sort("control"),
        {name: part.dossiers for name, part in sorted(parts.items())},
        sorted(absent),
    )


def _kinds(dossier: Dossier) -> set[str]:
    return {member.record.kind() for member in dossier.members}


def _name(dossier: Dossier) -> str:
    return dossier.name
