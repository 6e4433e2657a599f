"""A measure as a statement of reasons of the European Union: what was decided, why, by whom, from when to when.

Which kind of measure is which decision, and that a clause of the standard is a ground in the terms of the platform, is
our reading. What is not known is left out or assumed, and both are said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.measures.events import KINDS, Measure, Violation
from shibosi.methods.formats.dsa import LAST, LENGTHS, code

STANDARD = "T/CATIS 030-2025"
END_OF = {
    "decision_visibility": "end_date_visibility_restriction", "decision_monetary": "end_date_monetary_restriction",
    "decision_provision": "end_date_service_restriction", "decision_account": "end_date_account_restriction",
}  # fmt: skip
DECISIONS = {
    "takedown": ("decision_visibility", "CONTENT_REMOVED"),
    "limit-listing": ("decision_provision", "PARTIAL_SUSPENSION"),
    "demote": ("decision_visibility", "CONTENT_DEMOTED"),
    "ban-ads": ("decision_provision", "PARTIAL_SUSPENSION"),
    "freeze-funds": ("decision_monetary", "SUSPENSION"),
    "hold-orders": ("decision_provision", "PARTIAL_SUSPENSION"),
    "downgrade-shop": ("decision_visibility", "CONTENT_DEMOTED"),
    "suspend-shop": ("decision_provision", "TOTAL_SUSPENSION"),
    "close-shop": ("decision_provision", "TOTAL_TERMINATION"),
    "suspend-account": ("decision_account", "SUSPENDED"),
    "close-account": ("decision_account", "TERMINATED"),
    "end-contract": ("decision_account", "TERMINATED"),
}
"""The decision of each kind of measure. A warning restricts nothing: no statement is due."""
NOT_KNOWN = ("territorial_scope", "content_language")
FACTS = "{kind}. Violations: {violations}. Clauses: {clauses}. Appeal until: {appeal}."
WHY = {
    "category": "which category the violation falls in is not recorded; assumed: another violation of the terms",
    "source_type": "whether somebody gave notice is not recorded; assumed: found by own initiative",
    "content_date": "no violation is named; assumed: the first day of the measure",
}


class NoStatement(ShibosiError):
    """A measure that restricts nothing."""

    code = "no-statement"
    message = "A measure of the kind '{kind}' restricts nothing; no statement of reasons is due."


@dataclass(frozen=True)
class Statement:
    """A statement: its fields as they are sent, why some are assumed, and which are not known and left out."""

    fields: dict[str, Any]
    assumed: dict[str, str]
    not_known: tuple[str, ...]


def statement(measure: Measure, violations: Sequence[Violation]) -> Statement:
    """The statement of a measure and of the violations it rests on. Raises NoStatement. It names no person."""
    if measure.kind not in DECISIONS:
        raise NoStatement(kind=measure.kind)
    field, name = DECISIONS[measure.kind]
    decided = code(field, name)
    clauses = ", ".join([*measure.reason.clauses, *([measure.reason.rule] if measure.reason.rule else [])])
    ended = {END_OF[field]: measure.last.isoformat()} if measure.last and measure.last <= LAST else {}
    days = [one.day for one in violations] or [measure.day]
    assumed = ["category", "source_type", *([] if violations else ["content_date"])]
    reasons = [measure.reason, *(one.reason for one in violations)]
    fields: dict[str, Any] = {
        "puid": measure.id, field: [decided] if field == "decision_visibility" else decided, **ended,
        "account_type": code("account_type", "BUSINESS"), "decision_facts": _facts(measure, violations, clauses),
        "decision_ground": code("decision_ground", "INCOMPATIBLE_CONTENT"),
        "incompatible_content_ground": f"{STANDARD}: {clauses}"[: LENGTHS["incompatible_content_ground"]],
        "incompatible_content_explanation": _facts(measure, violations, clauses)[:2000],
        "category": code("category", "OTHER_VIOLATION_TC"), **_content(measure), "content_date": max(days).isoformat(),
        "application_date": measure.day.isoformat(), "source_type": code("source_type", "VOLUNTARY"),
        "automated_detection": "Yes" if any(one.finding for one in reasons) else "No",
        "automated_decision": code("automated_decision", _automated(measure)),
    }  # fmt: skip
    return Statement(fields, {name: WHY[name] for name in assumed}, NOT_KNOWN)


def _content(measure: Measure) -> dict[str, Any]:
    """What the decision is about: goods, or the business as a whole."""
    if measure.thing:
        return {"content_type": [code("content_type", "PRODUCT")]}
    return {"content_type": [code("content_type", "OTHER")], "content_type_other": "Business of a trader"}


def _facts(measure: Measure, violations: Sequence[Violation], clauses: str) -> str:
    """The facts in words that name nobody."""
    told = ", ".join(f"{one.day.isoformat()} {one.severity.name.lower()}" for one in violations[:100]) or "-"
    appeal = measure.appeal_by.isoformat() if measure.appeal_by else "-"
    text = FACTS.format(kind=KINDS[measure.kind], violations=told, clauses=clauses, appeal=appeal)
    return text[: LENGTHS["decision_facts"]]


def _automated(measure: Measure) -> str:
    """How far machines decided: all of it, up to the proposal, or nothing."""
    if measure.automatic:
        return "FULLY"
    return "PARTIALLY" if measure.tier else "NOT_AUTOMATED"
