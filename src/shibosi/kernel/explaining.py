"""Explaining: the documents of a dossier, fetched by its key, and what decided each control on it."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from shibosi.kernel.assembly import Frames, assemble
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.engines.plan import Question, circumstances
from shibosi.kernel.expressions.reasons import Reading, Reason, decided
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.records import record
from shibosi.kernel.sources import Sources

SEPARATOR = "/"


@dataclass(frozen=True)
class Explanation:
    """A control on one dossier: its outcome, and the facts and parameter versions that decided it."""

    control: Control
    key: str
    outcome: Outcome
    reasons: list[Reason]


class Explainer:
    """Fetches dossiers out of what was handed in and reads controls on them with reasons."""

    def __init__(self, sources: Sources, question: Question) -> None:
        self.sources = sources
        self.question = question
        self.at: Circumstances = circumstances(question, sources)

    def dossiers(self, dossier: Dossier, keys: Iterable[str]) -> dict[str, Rows]:
        """The rows of some dossiers by key (parts joined with "/"); keys that nothing has are left out."""
        wanted = pl.DataFrame({"#key": sorted(set(keys))}, schema={"#key": pl.String})
        frames: Frames = {}
        for member in dossier.members:
            kind = member.record.kind()
            if kind in self.sources.frames:
                key = pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator=SEPARATOR)
                every = self.sources.scan(kind, list(record(kind).columns)).with_columns(key.alias("#key"))
                frames[kind] = every.join(wanted.lazy(), on="#key", how="semi").drop("#key").collect()
        return self._rows(dossier, frames)

    def derived(self, dossier: Dossier, frames: Frames) -> dict[str, Rows]:
        """Rows of a dossier whose members are made from others, given those as frames."""
        return self._rows(dossier, frames)

    def explain(self, control: Control, key: str, rows: Rows) -> Explanation:
        """One control on one dossier."""
        reading = Reading(control.dossier, rows, self.at, self.question.values)
        code, reasons = decided(reading, control.scope, control.condition)
        return Explanation(control, key, Outcome(code), reasons)

    def purchases(self, source: Dossier, kind: str) -> pl.DataFrame:
        """All records of a kind that are made from dossiers of `source`."""
        judge = Judge(source, [], self.question.values, self.at)
        columns = judge.columns()
        frames = {
            name: self.sources.scan(name, names).collect()
            for name, names in columns.items()
            if name in self.sources.frames
        }
        return judge.judge(frames).derived[kind]

    @staticmethod
    def _rows(dossier: Dossier, frames: Frames) -> dict[str, Rows]:
        assembled = assemble(dossier, frames)
        found: dict[str, Rows] = {}
        keys = assembled.key_texts(pl.Series(range(assembled.size), dtype=pl.Int64).to_numpy()).to_list()
        kinds = [member.record.kind() for member in dossier.members]
        rows: list[Rows] = [{kind: [] for kind in kinds} for _ in keys]
        for kind in kinds:
            made = record(kind)
            columns = list(made.columns.values())
            for number, values in zip(
                assembled.ids[kind].tolist(), assembled.frames[kind].select(made.schema().keys()).rows(), strict=True
            ):
                rows[number][kind].append(
                    [column.stored(value) if column.kind in ("day", "instant") else value
                     for column, value in zip(columns, values, strict=True)]
                )  # fmt: skip
        for key, dossier_rows in zip(keys, rows, strict=True):
            found[key] = dossier_rows
        return found
