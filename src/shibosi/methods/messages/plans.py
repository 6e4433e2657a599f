"""How a kind of message is checked: its field table and the rules about it, made ready once."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from shibosi.methods.formats.ceb.fields import TRANSFER, Field, Section, Shape, read_type, shape
from shibosi.methods.messages.mistakes import NOTED, REFUSED
from shibosi.methods.messages.types import Test, quick
from shibosi.standard.cebrules import Rule, rules
from shibosi.standard.codes import codes

SINGLE = ("codes", "values", "pattern", "time")
"""Kinds of rule that look at one value alone."""
TRANSFER_TYPES = {"copCode": "C..18", "copName": "C..100", "dxpMode": "C3", "dxpId": "C..30", "note": "C..1000"}
MOST = {"CEB711Message": 1, "CEB900Message": 1, "CEB816Message": None, "CEB818Message": None}
"""How many documents a message may hold where that is not 100; None for no bound."""
MOST_DOCUMENTS = 100
SIGNED_BY_SCHEMA = ("621", "623", "625", "711")
SIGNED_BY_ADVICE = ("507", "509", "603", "605", "607", "701")
CUSTOMS = "customs"


class Check(NamedTuple):
    """How the values of an element are checked: its place in the order, a quick test, and all that may be wrong."""

    place: int
    test: Test
    required: bool
    field: Field
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """The elements of a section by name, and how many of them are required."""

    section: Section
    checks: dict[str, Check]
    required: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a message is checked. `beyond` are the rules that look at several values of a document, `most` its most
    documents, `weight` the heaviest a mistake may weigh: nobody refuses what customs sends."""

    shape: Shape
    sections: dict[str, SectionPlan]
    transfer: SectionPlan | None
    beyond: tuple[Rule, ...]
    most: int | None
    weight: str
    signed: str


@cache
def plan(message: str) -> Plan:
    """The plan of a message such as CEB311Message. Raises UnknownMessage."""
    form = shape(message)
    number = message.removeprefix("CEB").removesuffix("Message")
    own = [rule for rule in rules() if rule.serves(message)]
    from_customs = codes("ceb-message")[number].more["sender"] == CUSTOMS
    return Plan(
        shape=form,
        sections={section.name: _section(section, own) for section in (form.head, *form.lists)},
        transfer=None if from_customs else _section(transfer(), own),
        beyond=tuple(rule for rule in own if rule.kind not in SINGLE),
        most=MOST.get(message, MOST_DOCUMENTS),
        weight=NOTED if from_customs else REFUSED,
        signed=REFUSED if number in SIGNED_BY_SCHEMA else NOTED if number in SIGNED_BY_ADVICE else "",
    )


@cache
def transfer() -> Section:
    """The part that says who transmits, BaseTransfer, which every message of a company has."""
    return Section(
        "BaseTransfer",
        tuple(
            Field(name, TRANSFER_TYPES[name], read_type(TRANSFER_TYPES[name]), name != "note", None, None, "", "", None)
            for name in TRANSFER
        ),
        1,
        1,
    )


def _section(section: Section, own: list[Rule]) -> SectionPlan:
    checks = {}
    for place, field in enumerate(section.fields):
        about = [rule for rule in own if rule.kind in SINGLE and field.name in rule.elements]
        checks[field.name] = Check(place, quick(field, about), field.required, field, tuple(about))
    return SectionPlan(section, checks, sum(field.required for field in section.fields))
