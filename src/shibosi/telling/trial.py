"""A trial: documents judged as intake would judge them, on their own and without keeping anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.kernel.controls import Control, Outcome, named
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.explaining import Explanation
from shibosi.kernel.expressions.reasons import Reading, decided
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import record
from shibosi.kernel.standing import in_force, lines_in_force, number
from shibosi.store.intake.deciders import copies_of, decider_of, in_order
from shibosi.store.intake.handed import Read

Pool = dict[str, list[list[Any]]]
"""By kind of record the rows in force."""
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Tried:
    """A dossier of a trial: `key` is None where it is personal; `because` names the controls it is held for."""

    dossier: Dossier
    key: str | None
    verdict: Verdict
    because: tuple[str, ...]
    again: date | None


@dataclass(frozen=True)
class Fault:
    """What was found in a trial, with what decided it."""

    control: Control
    outcome: str
    key: str | None
    explanation: Explanation


@dataclass(frozen=True)
class Trial:
    """What intake would answer: its decision, the dossiers with theirs, what was found, what could not be read."""

    verdict: Verdict
    dossiers: list[Tried]
    faults: list[Fault]
    unread: list[Read]


def tried(every: Iterable[Read], as_of: date) -> Trial:
    """Judge documents as of a day. What another party may have reported of the same dossiers is not known here."""
    read = list(every)
    unread = [one for one in read if one.document is None]
    pool = standing(one.document.rows for one in read if one.document is not None)
    at = Circumstances((as_of - DAY_ZERO).days)
    dossiers: list[Tried] = []
    faults: list[Fault] = []
    for dossier in in_order():
        for rows in grouped(dossier, pool).values():
            _judge(dossier, copies_of(dossier.name).without(rows), at, dossiers, faults, pool)
    verdicts = [one.verdict for one in dossiers] + [Verdict.REFUSE] * bool(unread)
    return Trial(max(verdicts, default=Verdict.ACCEPT), dossiers, faults, unread)


def standing(documents: Iterable[Mapping[str, list[list[Any]]]]) -> Pool:
    """The rows in force of some documents: a change replaces, a deletion removes."""
    heads: dict[str, dict[Key, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
    lines: Pool = defaultdict(list)
    for rows in documents:
        for kind, some in rows.items():
            made = record(kind)
            for row in some:
                (lines[kind] if made.part_of else heads[kind][number(made, row)]).append(row)
    pool: Pool = {}
    gone: dict[str, set[str]] = {}
    for kind, groups in heads.items():
        found = [in_force(record(kind), some) for some in groups.values()]
        pool[kind] = [row for one in found for row in one.rows]
        gone[kind] = {guid for one in found for guid in one.gone}
    return pool | {
        kind: lines_in_force(record(kind), some, gone.get(record(kind).part_of, set())) for kind, some in lines.items()
    }


def grouped(dossier: Dossier, pool: Pool) -> dict[Key, Rows]:
    """The dossiers of one kind that some rows belong to."""
    found: dict[Key, Rows] = {}
    for member in dossier.members:
        kind = member.record.kind()
        places = [member.record.columns[name].position for name in member.by]
        for row in pool.get(kind, ()):
            key = tuple([row[place] for place in places])
            if None not in key:
                empty: Rows = {one.record.kind(): [] for one in dossier.members}
                found.setdefault(key, empty)[kind].append(row)
    return found


def _judge(
    dossier: Dossier, rows: Rows, at: Circumstances, dossiers: list[Tried], faults: list[Fault], pool: Pool
) -> None:  # fmt: skip
    one = decider_of(dossier.name).decide(rows, at)
    key = None if dossier.personal_key else one.key
    dossiers.append(Tried(dossier, key, one.decision.verdict, one.decision.because, one.decision.again))
    reading = Reading(dossier, rows, at, decider_of(dossier.name).values)
    for told in one.findings:
        control = named(told.control)
        code, reasons = decided(reading, control.scope, control.condition)
        faults.append(Fault(control, told.outcome, key, Explanation(control, told.key, Outcome(code), reasons)))
    for kind, made in one.derived.items():
        pool.setdefault(kind, []).append(made)
