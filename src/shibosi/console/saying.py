"""Names for people: of controls, dossiers, kinds of record, findings."""

from functools import cache
from typing import Protocol

from shibosi.domains import registry
from shibosi.domains.enforcement.measures.listing_quality import FAULTS
from shibosi.kernel import controls
from shibosi.kernel.controls import Severity
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.pages.filters import Text
from shibosi.store.cases.written import flows
from shibosi.store.models import Case

SEVERITIES = {"critical": "critical", "major": "major", "minor": "minor"}
OUTCOMES = {"broken": "broken", "undetermined": "undetermined"}
HEADS = {"broken": "Not so: {sentence}", "undetermined": "Cannot be told: {sentence}"}
DECISIONS = {"accept": "accept", "wait": "wait", "hold": "hold", "refuse": "refuse"}
FIRM = Text("party", "Firm", longest=200, example="name, part of it or code")
"""The filter by a firm, called as people call it (`store.reading.firms`)."""


def sentence(control: str) -> str:
    """What a control says, or what a fault is called; its name where it is no longer among them."""
    known = _controls().get(control)
    return translate(known.sentence if known else FAULTS.get(control, control))


class Decided(Protocol):
    """Something a control was decided by: a finding, or the cause of some."""

    control: str
    outcome: str


def headed(one: Decided) -> str:
    """What is found: the sentence that should hold, with what is the matter with it before it."""
    return translate(HEADS[one.outcome]).format(sentence=sentence(one.control))


def is_known(control: str) -> bool:
    """Whether there is such a control today."""
    return control in _controls()


def controls_of(kind: str) -> list[controls.Control]:
    """The controls that speak of a kind of dossier."""
    return [one for one in _controls().values() if one.dossier.name == kind]


def remedy(control: str) -> str:
    """What to do where a control is broken."""
    known = _controls().get(control)
    return translate(known.remedy) if known else ""


def rule(control: str) -> str:
    """The number of the rule."""
    known = _controls().get(control)
    return known.rule if known else ""


def severity(weight: int) -> str:
    """A severity as a word of the code: "critical"."""
    return Severity(weight).name.lower()


def dossier(kind: str) -> str:
    """A kind of dossier."""
    return translate(KNOWN[kind].label) if kind in KNOWN else kind


def document(kind: str) -> str:
    """A kind of record."""
    return translate(record(kind).label) if kind in Record.known else kind


def dossiers() -> dict[str, str]:
    """Every kind of dossier with its label, in English."""
    return {name: one.label for name, one in KNOWN.items()}


def documents() -> dict[str, str]:
    """Every kind of document that is reported with its label, in English."""
    registry.load()
    return {
        kind: made.label for kind, made in sorted(Record.known.items()) if not made.internal and not made.part_of
    }  # fmt: skip


def case(one: Case) -> str:
    """What a case is: its flow and its state."""
    flow = flows()[one.flow]
    return f"{translate(flow.label)} · {translate(flow.states[one.state].label)}"


@cache
def _controls() -> dict[str, controls.Control]:
    registry.load()
    return controls.KNOWN
