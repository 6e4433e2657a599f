"""Examples: a few dossiers of each cause, fetched together, read again with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from shibosi.kernel import controls as registry
from shibosi.kernel.dossiers import KNOWN, Dossier, Rows, dossier
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.explaining import SEPARATOR, Explainer, Explanation
from shibosi.kernel.expressions.reasons import Fact, Reading, Used
from shibosi.kernel.sources import Sources
from shibosi.methods.masking import key_shown
from shibosi.report.alignment import Layout, layout
from shibosi.report.documents import side_by_side
from shibosi.report.html import SEMICOLON, Markup, joined, led, said, tag
from shibosi.report.shown import parameter_value
from shibosi.report.tallies import Cause, Tallies
from shibosi.report.working import working

MADE_AGAIN = 5_000_000
"""Rows of the largest kind up to which records that are made from others are made again for examples."""


@dataclass
class Budget:
    """Bytes of examples that still fit in the page."""

    left: int

    def take(self, found: Markup) -> bool:
        """Whether a piece fits; if so its room is taken."""
        size = len(found.encode())
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


@dataclass(frozen=True, order=True)
class Lacking:
    """Fields that were `missing`, or (none was) fields that do not suffice: (record kind, column or "#")."""

    missing: bool
    fields: tuple[tuple[str, str], ...]


@dataclass
class Examples:
    """Dossiers by name and key, ready to be shown."""

    explainer: Explainer
    question: Question
    rows: dict[str, dict[str, Rows]] = field(default_factory=dict)
    when: dict[tuple[str, str], tuple[date | None, str | None]] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)

    @classmethod
    def of(cls, tallies: Tallies, causes: Iterable[Cause], sources: Sources, question: Question) -> "Examples":
        """Fetch the example dossiers of all causes, each kind of dossier in one pass over what was handed in."""
        made = cls(Explainer(sources, question), question)
        wanted: dict[str, set[str]] = {}
        pairs: list[tuple[str, str]] = []
        for cause in causes:
            wanted.setdefault(cause.about["dossier"], set()).update(cause.keys)
            pairs += [(cause.control, key) for key in cause.keys]
        for name in sorted(wanted):
            made.rows[name] = made._fetched(dossier(name), sorted(wanted[name]))
        chosen = pl.DataFrame(pairs, schema={"control": pl.String, "key": pl.String}, orient="row").lazy()
        found = tallies.findings.lazy().select("control", "key", "day", "place")
        for control, key, day, place in found.join(chosen, on=["control", "key"], how="semi").collect().iter_rows():
            made.when[control, key] = (day, place)
        return made

    def _fetched(self, declared: Dossier, keys: list[str]) -> dict[str, Rows]:
        made = {kind for kind in _kinds(declared) if kind not in self.explainer.sources.frames and _maker(kind)}
        if not made:
            return self.explainer.dossiers(declared, keys)
        if max(self.explainer.sources.rows.values(), default=0) > MADE_AGAIN:
            return {}
        frames: dict[str, pl.DataFrame] = {}
        for member in declared.members:
            kind = member.record.kind()
            maker = _maker(kind)
            if kind in made and maker is not None:
                key = pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator=SEPARATOR)
                frames[kind] = self.explainer.purchases(maker, kind).filter(key.is_in(keys))
        return self.explainer.derived(declared, frames)

    def explained(self, cause: Cause) -> list[tuple[Explanation, Rows]]:
        """The examples of a cause, those whose documents are still at hand."""
        control = registry.named(cause.control)
        known = self.rows.get(control.dossier.name, {})
        return [
            (self.explainer.explain(control, key, known[key]), known[key]) for key in cause.keys if key in known
        ]  # fmt: skip

    def keys(self, cause: Cause) -> list[str]:
        """The keys of the examples as they may be shown."""
        declared = dossier(cause.about["dossier"])
        return [key_shown(declared, key) for key in cause.keys]

    def lacking(self, cause: Cause) -> Lacking:
        """Why the examples of an undetermined cause are so: what was not known, else what it rests on."""
        facts = [
            reason for explanation, _ in self.explained(cause) for reason in explanation.reasons
            if isinstance(reason, Fact)
        ]  # fmt: skip
        missing = {(fact.kind, fact.column) for fact in facts if fact.value is None}
        known = {(fact.kind, fact.column) for fact in facts}
        return Lacking(bool(missing), tuple(sorted(missing or known)))

    def shown(self, explanation: Explanation, rows: Rows) -> Markup:
        """One dossier: its key, day and place, the working, the values applied, its documents side by side."""
        control = explanation.control
        day, place = self.when.get((control.name, explanation.key), (None, None))
        head = tag(
            "p", tag("b", said(control.dossier.label)), " ",
            tag("code", key_shown(control.dossier, explanation.key)),
            tag("span", said("day: {day}", day=day or said("none")), class_="meta"),
            tag("span", said("place: {place}", place=place or "–"), class_="meta"),
            class_="example-head",
        )  # fmt: skip
        reading = Reading(control.dossier, rows, self.explainer.at, self.question.values)
        calculation = working(reading, control.condition) if explanation.outcome == registry.Outcome.BROKEN else ""
        laid = self.layouts.get(control.name) or self.layouts.setdefault(control.name, layout(control))
        documents = side_by_side(laid, explanation, rows, self.explainer.at.absent)
        return tag("div", head, calculation, _applied(explanation), documents, class_="example")


def _applied(explanation: Explanation) -> Markup:
    used = dict.fromkeys(reason for reason in explanation.reasons if isinstance(reason, Used))
    if not used:
        return Markup("")
    values = [
        joined([tag("code", reason.parameter), " = ", tag("b", parameter_value(reason.parameter, reason.version))])
        for reason in used
    ]
    return tag("p", led("Value applied:"), joined(values, by=SEMICOLON), class_="applied")


def _kinds(declared: Dossier) -> set[str]:
    return {member.record.kind() for member in declared.members}


def _maker(kind: str) -> Dossier | None:
    """The dossier from which records of a kind are made."""
    return next(
        (found for found in KNOWN.values() if any(part.record.kind() == kind for part in found.derivations)), None
    )
