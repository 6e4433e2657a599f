"""Deciding on one dossier in memory, in plain Python: outcomes, findings, records derived, and what follows.

The twin of `judging` with `findings` for a single dossier, to be used where a document has just come in: no frame is
made. Findings are those of a batch, their facts byte for byte. What a finding states is reckoned only where there is
one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.decisions import Decision, Decisions
from shibosi.kernel.derived import fit, held
from shibosi.kernel.dossiers import Derivation, Dossier, Rows
from shibosi.kernel.expressions.nodes import TRUE, Node
from shibosi.kernel.expressions.scalar import Circumstances, Reckoned, compile_controls, compile_values
from shibosi.kernel.findings import NAMES
from shibosi.kernel.parameters import Values
from shibosi.kernel.stating import Keys, Statement

BROKEN, UNDETERMINED = int(Outcome.BROKEN), int(Outcome.UNDETERMINED)
Stored = list[Any]
"""A record as stored values in column order."""


class Finding(NamedTuple):
    """A finding, field by field as in `findings.SCHEMA`; `facts` is JSON text."""

    dossier: str
    key: str
    control: str
    outcome: str
    day: date | None
    place: str | None
    facts: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a dossier.

    `outcomes` has one code (`controls.Outcome`) per control, in their order; `folded` names the undetermined ones
    whose cause is told by another; `derived` has by record kind the record made from the dossier. `key` is None where
    there is no row at all, and so no dossier: nothing is found then.
    """

    key: str | None
    outcomes: list[int]
    findings: list[Finding]
    folded: list[str]
    derived: dict[str, Stored]
    decision: Decision


class Decider:
    """The plan for one kind of dossier: made once (some 100 ms), used for any number of dossiers.

    Rows must be in force and without copies (`standing`). It holds no state of a dossier and may be shared by threads.
    """

    def __init__(self, dossier: Dossier, controls: Iterable[Control], values: Values) -> None:
        self.dossier = dossier
        self.controls = list(controls)
        self.values = values
        self.judge = compile_controls(dossier, self.controls, values)
        self.keys = Keys(dossier)
        self.decisions = Decisions(dossier, self.controls, values, self.judge.function)
        self._causes = [self._told_by(control) for control in self.controls]
        self._counted = [frozenset(kind for kind, name in made.reports if name == "#") for made in self.controls]
        self._derived = [_Made(dossier, made, values) for made in dossier.derivations]
        self._statements: dict[int, Statement] = {}
        self._scopes: dict[int, Reckoned] = {}

    def decide(self, rows: Rows, at: Circumstances, waived: Collection[str] = ()) -> Decided:
        """Decide on one dossier. `rows` has every member's kind, if only with no rows.

        `waived` names controls that are found as ever and do not count in the decision, nor does what follows them.
        """
        key = self.keys(rows)
        if key is None:
            return Decided(None, [int(Outcome.OUT_OF_SCOPE)] * len(self.controls), [], [], {}, Decision())
        outcomes = self.judge.function(rows, at)
        bad = [place for place, code in enumerate(outcomes) if code >= BROKEN]
        findings: list[Finding] = []
        folded: dict[int, list[int]] = {}
        for place in bad:
            control, code = self.controls[place], outcomes[place]
            if code == UNDETERMINED:
                causes = self._silenced(place, outcomes, rows, at)
                if causes is not None:
                    folded[place] = causes
                if causes is not None or control.one_sided:
                    continue
            findings.append(self._finding(place, Outcome(code), key, rows, at))
        derived = {made.kind: found for made in self._derived if (found := made(rows, at)) is not None}
        passed = {place for place in bad if self.controls[place].name in waived} if waived else set()
        chosen = self.decisions.of(outcomes, bad, folded, rows, at, passed)
        return Decided(key, outcomes, findings, [self.controls[place].name for place in folded], derived, chosen)

    def _told_by(self, control: Control) -> list[int]:
        """The controls that report what this one reads and does not report itself."""
        needs = control.leaves()
        return [
            place
            for place, other in enumerate(self.controls)
            if other is not control and other.reports & needs and not control.reports & other.reports
        ]

    def _silenced(self, place: int, outcomes: list[int], rows: Rows, at: Circumstances) -> list[int] | None:
        """The controls that tell the cause of an undetermined outcome; None where it speaks for itself.

        The rule is that of `findings`: a control whose kind was not handed in at all is silent without a cause; one
        that reports an absence itself is silent only where not even its scope could be decided.
        """
        if at.absent and not self._counted[place].isdisjoint(at.absent):
            return []
        causes = [cause for cause in self._causes[place] if outcomes[cause] >= BROKEN]
        if not causes or (self.controls[place].reports and not self._scopeless(place, rows, at)):
            return None
        return causes

    def _scopeless(self, place: int, rows: Rows, at: Circumstances) -> bool:
        scope = self.controls[place].scope
        if scope is TRUE:
            return False
        reckon = self._scopes.get(place)
        if reckon is None:
            reckon = self._scopes[place] = compile_values(self.dossier, [scope], self.values)
        return reckon(rows, at) == (None,)

    def _finding(self, place: int, outcome: Outcome, key: str, rows: Rows, at: Circumstances) -> Finding:
        statement = self._statements.get(place)
        if statement is None:
            statement = self._statements[place] = Statement(self.controls[place], self.values)
        return Finding(self.dossier.name, key, self.controls[place].name, NAMES[outcome], *statement(rows, at))


class _Made:
    """A record derived from a dossier."""

    def __init__(self, dossier: Dossier, derivation: Derivation, values: Values) -> None:
        self.kind = derivation.record.kind()
        columns = derivation.record.columns
        self.empty: Stored = [None] * len(columns)
        self.columns = [(columns[name].position, *fit(derivation, name)) for name in derivation.columns]
        nodes: list[Node] = list(derivation.columns.values())
        self.reckon = compile_values(dossier, nodes, values, derivation.where)

    def __call__(self, rows: Rows, at: Circumstances) -> Stored | None:
        found = self.reckon(rows, at)
        if found is None:
            return None
        made = self.empty.copy()
        for (position, shift, reach), value in zip(self.columns, found, strict=True):
            made[position] = value if reach is None or value is None else held(value, shift, reach)
        return made
