"""The tool check_order: documents judged as intake would, and nothing kept."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from shibosi.domains import registry
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.words import translate
from shibosi.mcp.tool import Answer, Asked, Caller, Tool
from shibosi.store.intake.handed import Read, read
from shibosi.telling.documents import reasons
from shibosi.telling.trial import Fault, Trial, tried

MOST_DOCUMENTS, MOST_LINES, MOST_FINDINGS = 50, 1000, 100
MEANINGS = {
    "accept": "Accepted: nothing is broken and nothing is missing that a control of release asks for.",
    "wait": "Waiting: something is missing that may still come.",
    "hold": "Held: something is broken, or missing and not to be expected any more.",
    "refuse": "Refused: something cannot be read.",
}
Row = dict[str, Any]
Lines = Annotated[list[Row], Field(max_length=MOST_LINES)]


class Given(BaseModel):
    """A document: kind, values by column, lines by kind."""

    model_config = ConfigDict(extra="forbid")
    kind: str = Field(
        description="Kind of record: order, payment, collection, waybill, customs_list, customs_return, answer.",
        max_length=60,
    )
    values: Row = Field(description="Values by column; amounts as text, so that they stay exact.")
    lines: dict[str, Lines] = Field({}, description='Lines by kind: {"order_line": [...]}.')


class CheckAsked(Asked):
    """Documents of one order or of several."""

    documents: list[Given] = Field(
        description="What would be handed in, together.", min_length=1, max_length=MOST_DOCUMENTS
    )
    as_of: date | None = Field(None, description="The day it is decided for; today unless given.")


class DossierTried(BaseModel):
    """A dossier; no key where the key is personal."""

    kind: str
    key: str | None
    decision: Literal["accept", "wait", "hold", "refuse"]
    because: list[str]
    decided_again_on: date | None


class Found(BaseModel):
    """What is broken or undetermined."""

    control: str
    outcome: Literal["broken", "undetermined"]
    sentence: str
    remedy: str
    severity: str
    blocks: str
    clauses: list[str]
    dossier: str
    key: str | None
    decided_by: list[str]


class Unread(BaseModel):
    """What cannot be read."""

    place: str
    code: str
    sentence: str


class Checked(Answer):
    """The decision that intake would answer with."""

    decision: Literal["accept", "wait", "hold", "refuse"]
    meaning: str
    as_of: date
    dossiers: list[DossierTried]
    findings: list[Found]
    more_findings: int
    unreadable: list[Unread]
    kept: Literal[False] = False

    def lines(self) -> Iterator[str]:
        """Decision, what cannot be read, findings with what to do."""
        yield f"{self.decision}: {self.meaning}"
        for one in self.unreadable:
            yield f"- {one.sentence}"
        for found in self.findings:
            yield f"- {translate(found.outcome)}: {found.sentence} [{found.control}; {', '.join(found.clauses)}]"
            yield "  " + translate("Decided by: {facts}").format(facts="; ".join(found.decided_by))
            yield "  " + translate("Remedy: {remedy}").format(remedy=found.remedy)
        if self.more_findings:
            yield translate("… and {count} more findings.").format(count=self.more_findings)
        yield translate("Nothing was kept. What other parties may report of the same order is not known here.")


def check(asked: CheckAsked, caller: Caller) -> Checked:
    """Judge. Raises UnknownRecord, NoLines."""
    registry.load()
    as_of = asked.as_of or caller.today
    trial = tried(read([one.model_dump() for one in asked.documents]), as_of)
    decision = _named(trial.verdict)
    return Checked(
        decision=decision, meaning=translate(MEANINGS[decision]), as_of=as_of, dossiers=_dossiers(trial),
        findings=[_found(fault) for fault in trial.faults[:MOST_FINDINGS]],
        more_findings=max(len(trial.faults) - MOST_FINDINGS, 0),
        unreadable=[one for refused in trial.unread for one in _unread(refused)],
    )  # fmt: skip


def _dossiers(trial: Trial) -> list[DossierTried]:
    return [
        DossierTried(kind=one.dossier.name, key=one.key, decision=_named(one.verdict), because=list(one.because),
                     decided_again_on=one.again)
        for one in trial.dossiers
    ]  # fmt: skip


def _found(fault: Fault) -> Found:
    control = fault.control
    return Found(
        control=control.name, outcome=_outcome(fault.outcome), sentence=translate(control.sentence),
        remedy=translate(control.remedy), severity=control.severity.name.lower(), blocks=control.blocks,
        clauses=list(control.clauses), dossier=control.dossier.name, key=fault.key,
        decided_by=[_reason(one) for one in reasons(fault.explanation, personal=False)],
    )  # fmt: skip


def _reason(one: dict[str, Any]) -> str:
    """What decided, in words: "order.paid = 19.90", "limit.single = 5000 CNY"."""
    if "parameter" in one:
        return f"{one['parameter']} = {one['value']}"
    row = f"[{one['row']}]" if one["row"] > 1 else ""
    return f"{one['record']}{row}.{one['column']} = {one['value']}"


def _unread(refused: Read) -> list[Unread]:
    return [Unread(place=one.place, code=one.code, sentence=one.sentence()) for one in refused.problems]


def _named(verdict: Verdict) -> Literal["accept", "wait", "hold", "refuse"]:
    names: dict[Verdict, Literal["accept", "wait", "hold", "refuse"]] = {
        Verdict.ACCEPT: "accept", Verdict.WAIT: "wait", Verdict.HOLD: "hold", Verdict.REFUSE: "refuse",
    }  # fmt: skip
    return names[verdict]


def _outcome(name: str) -> Literal["broken", "undetermined"]:
    return "broken" if name == "broken" else "undetermined"


CHECK = Tool(
    "check_order", "Check an order",
    "Judge the documents of an order (order, payment, waybill, customs list …) as they would be judged when handed in: "
    "decision, what is broken or cannot be decided, and what to do. Nothing is kept.",
    CheckAsked, Checked, check,
)  # fmt: skip
