"""Incremental runs: judge again only the dossiers whose documents changed, or that only waited for time to pass.

A run's findings and counts are those of the run before, less what its touched dossiers gave, plus what they give now.
The answer is the same as that of a full run; where controls, values or kinds of record changed, a full run is made.
"""

from dataclasses import dataclass

import polars as pl

from shibosi.kernel import controls as registry
from shibosi.kernel.assembly import Frames
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.engines.plan import SORTED, Part, Question, Result, circumstances, judge_part, order_of_work
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import COUNTS
from shibosi.kernel.judging import Judge
from shibosi.kernel.records import Record, record
from shibosi.kernel.runs import Run, fingerprints
from shibosi.kernel.sources import Sources

SEPARATOR = "\x1f"
NUMBERS = [name for name, kind in COUNTS.items() if kind == pl.Int64]


@dataclass
class _Side:
    """One state of the documents: before or after."""

    sources: Sources
    at: Circumstances


def run_since(before: Run, old: Sources, new: Sources, question: Question) -> Result | None:
    """The result of a run over `new`, made from an earlier run over `old`; None where a full run is needed."""
    sides = (
        _Side(old, circumstances(Question(question.values, before.as_of), old)),
        _Side(new, circumstances(question, new)),
    )
    if question.as_of < before.as_of or sides[0].at.uncertain != sides[1].at.uncertain:
        return None
    counts = before.counts()
    made = fingerprints(question, Result(before.findings(), counts, {}, []))
    if made["controls"] != before.about["controls"] or made["values"] != before.about["values"]:
        return None
    changed = {kind: _changed(record(kind), old, new) for kind in old.kinds() | new.kinds()}
    findings, dossiers = before.findings(), dict(before.about["dossiers"])
    for dossier in order_of_work(question, new):
        touched = _touched(dossier, changed, findings, before.as_of != question.as_of)
        if touched.is_empty():
            continue
        gone, come = (_judged(dossier, side, touched, question) for side in sides)
        for kind in gone.derived:
            changed[kind] = pl.concat([gone.derived[kind], come.derived[kind]])
            for side, part in ((sides[0], gone), (sides[1], come)):
                side.sources.add(kind, _every(dossier, kind, side, question), part.derived[kind].height)
        findings = pl.concat([_without(dossier, findings, touched), come.findings])
        counts = _exchanged(counts, gone.counts, come.counts)
        dossiers[dossier.name] = dossiers.get(dossier.name, 0) - gone.dossiers + come.dossiers
    return Result(
        findings.sort(SORTED), counts.sort("control"), dict(sorted(dossiers.items())), before.about["not_handed_in"]
    )


def with_changes(old: Sources, delta: Sources) -> Sources:
    """The documents of a run with new and changed ones in their place. Lines go with the document they are part of."""
    made = Sources(problems=[*old.problems, *delta.problems], files=[*old.files, *delta.files], work=old.work)
    for kind in old.kinds() | delta.kinds():
        keys = _identity(record(kind))
        if kind in delta.frames:
            fresh = pl.concat(delta.frames[kind])
            if kind in old.frames:
                kept = pl.concat(old.frames[kind]).join(fresh.select(keys), on=keys, how="anti", nulls_equal=True)
                made.add(kind, kept, old.rows[kind])
            made.add(kind, fresh, delta.rows[kind])
        else:
            for frame in old.frames[kind]:
                made.add(kind, frame, 0)
            made.rows[kind] = old.rows[kind]
    return made


def _identity(made: type[Record]) -> list[str]:
    """What a changed document replaces: the one of its number; all lines of a document together."""
    return made.keys()[:1] if made.part_of else list(dict.fromkeys([*made.keys(), made.needs]))


def _columns(kind: str) -> list[str]:
    return list(record(kind).columns)


def _changed(made: type[Record], old: Sources, new: Sources) -> pl.DataFrame:
    """Rows that stand on one side only, whole."""
    kind, columns = made.kind(), _columns(made.kind())
    sides = [
        source.scan(kind, columns).collect(engine="streaming")
        if kind in source.frames
        else pl.DataFrame(schema=made.schema())
        for source in (old, new)
    ]
    digests = [side.hash_rows(seed=7) for side in sides]
    return pl.concat([
        side.filter(~digest.is_in(other.implode())) for side, digest, other in
        ((sides[0], digests[0], digests[1]), (sides[1], digests[1], digests[0]))
    ])  # fmt: skip


def _key(names: tuple[str, ...]) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String) for name in names], separator=SEPARATOR).alias("#key")


def _touched(dossier: Dossier, changed: dict[str, pl.DataFrame], findings: pl.DataFrame, later: bool) -> pl.DataFrame:
    """Keys of the dossiers to judge again: of changed rows, and of those that waited when days have passed."""
    parts = [
        changed[member.record.kind()].select(_key(member.by)).drop_nulls()
        for member in dossier.members if member.record.kind() in changed
    ]  # fmt: skip
    if later:
        waiting = [
            control.name for control in registry.of(dossier) if any(node.op == "asof" for node in control.nodes())
        ]
        keys = findings.filter(
            (pl.col("dossier") == dossier.name)
            & pl.col("control").is_in(waiting)
            & (pl.col("outcome") == "undetermined")
        )
        parts.append(keys.select(pl.col("key").str.replace_all("/", SEPARATOR, literal=True).alias("#key")))
    return pl.concat(parts).unique() if parts else pl.DataFrame(schema={"#key": pl.String})


def _judged(dossier: Dossier, side: _Side, touched: pl.DataFrame, question: Question) -> Part:
    judge = Judge(dossier, question.of(dossier), question.values, side.at)
    frames: Frames = {}
    for member in dossier.members:
        kind = member.record.kind()
        if kind in side.sources.frames:
            rows = side.sources.scan(kind, _columns(kind)).with_columns(_key(member.by))
            frames[kind] = rows.join(touched.lazy(), on="#key", how="semi").drop("#key").collect(engine="streaming")
    return judge_part(judge, frames)


def _every(dossier: Dossier, kind: str, side: _Side, question: Question) -> pl.LazyFrame:
    """All records of a kind that are made from dossiers, on one side."""
    judge = Judge(dossier, [], question.values, side.at)
    columns = judge.columns()
    kinds = [member.record.kind() for member in dossier.members]
    frames = {
        kind: side.sources.scan(kind, columns[kind]).collect(engine="streaming")
        for kind in kinds
        if kind in side.sources.frames
    }
    return judge.judge(frames).derived[kind].lazy()


def _without(dossier: Dossier, findings: pl.DataFrame, touched: pl.DataFrame) -> pl.DataFrame:
    keys = touched.select(
        pl.col("#key").str.replace_all(SEPARATOR, "/", literal=True).alias("key"), pl.lit(dossier.name).alias("dossier")
    )
    return findings.join(keys, on=["dossier", "key"], how="anti")


def _exchanged(counts: pl.DataFrame, gone: pl.DataFrame, come: pl.DataFrame) -> pl.DataFrame:
    signed = [counts.cast(dict.fromkeys(NUMBERS, pl.Int64)), gone.with_columns(-pl.col(NUMBERS)), come]
    return (
        pl.concat([frame.select(COUNTS.keys()) for frame in signed])
        .group_by("control", "dossier")
        .agg(pl.col(NUMBERS).sum())
    )
