"""Rules: controls, clauses, parameters through time, kinds of record. Open to all; they say nothing of anybody."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from shibosi.api.viewing import Asking
from shibosi.domains import registry
from shibosi.kernel import controls
from shibosi.kernel.controls import Control
from shibosi.kernel.errors import nearest
from shibosi.kernel.parameters import Parameters, UnknownParameter
from shibosi.kernel.words import translate
from shibosi.standard.register import items, resolve
from shibosi.telling import schemas
from shibosi.telling.control import control_data
from shibosi.telling.values import value_text

router = Router(tags=["rules"], auth=Asking(optional=True))
Name = Annotated[str, Path(max_length=120)]


class ControlBrief(Schema):
    """A control: what must be true, of what, and how much it weighs."""

    control: str
    sentence: str
    remedy: str
    dossier: str
    clauses: list[str]
    severity: str
    blocks: str


class ClauseBrief(Schema):
    """An item of the standard, or of a companion text, in our words."""

    id: str
    gist: str
    party: str
    mode: str
    by: str
    controls: list[str]


class ParameterInForce(Schema):
    """A parameter with the value in force on a day in a place; `value` is empty where none is."""

    parameter: str
    meaning: str
    unit: str
    value: str | None
    shown: str
    place: str | None
    first: date | None
    last: date | None
    source: str | None
    confidence: str | None


class ParameterHistory(Schema):
    """A parameter through time and places."""

    parameter: str
    meaning: str
    unit: str
    versions: list[dict[str, Any]]


class RecordBrief(Schema):
    """A kind of record."""

    kind: str
    label: str
    part_of: str
    key: list[str]


@router.get("/controls", response=list[ControlBrief], summary="Controls")
def control_list(request: HttpRequest, clause: Annotated[str, Query(max_length=60)] = "") -> Any:
    """Every control, or those that answer a clause."""
    registry.load()
    wanted = {one.id for one in resolve(clause)} if clause else None
    return [_control(one) for _, one in sorted(controls.KNOWN.items()) if wanted is None or wanted & _items(one)]


@router.get("/controls/{control}", response=dict[str, Any], summary="A control in full")
def control(request: HttpRequest, control: Name) -> Any:
    """What it computes, what it reads, its parameters."""
    registry.load()
    return control_data(controls.named(control), registry.values())


@router.get("/clauses", response=list[ClauseBrief], summary="Clauses of the standard")
def clauses(request: HttpRequest, under: Annotated[str, Query(max_length=60)] = "") -> Any:
    """Every item, or those whose number begins so."""
    registry.load()
    by = _answering()
    return [_clause(one, by) for number, one in items().items() if number.startswith(under)]


@router.get("/clauses/{clause}", response=list[ClauseBrief], summary="A clause")
def clause(request: HttpRequest, clause: Name) -> Any:
    """The items that a number means."""
    registry.load()
    by = _answering()
    return [_clause(one, by) for one in resolve(clause)]


@router.get("/parameters", response=list[ParameterInForce], summary="Parameters in force")
def parameters(
    request: HttpRequest, day: date, place: Annotated[str, Query(max_length=20)] = "CN"
) -> Any:  # fmt: skip
    """Every parameter with the value in force on a day in a place."""
    values = registry.values()
    found = []
    for name, parameter in sorted(Parameters.known.items()):
        version = values.in_force(name, day, place)
        found.append({
            "parameter": name, "meaning": translate(parameter.meaning), "unit": parameter.unit,
            "value": None if version is None or version.value is None else _plain(parameter.seen(version.value)),
            "shown": value_text(name, version),
            **(dict.fromkeys(("place", "first", "last", "source", "confidence")) if version is None else {
                "place": version.place, "first": version.first, "last": version.last, "source": version.source,
                "confidence": version.confidence,
            }),
        })  # fmt: skip
    return found


@router.get("/parameters/{parameter}", response=ParameterHistory, summary="A parameter through time")
def parameter(request: HttpRequest, parameter: Name) -> Any:
    """Every value it had, in every place."""
    values = registry.values()
    known = Parameters.known.get(parameter)
    if known is None:
        raise UnknownParameter(parameter=parameter, hint=nearest(parameter, list(Parameters.known)))
    return {"parameter": parameter, "meaning": translate(known.meaning), "unit": known.unit,
            "versions": values.described(parameter)}  # fmt: skip


@router.get("/records", response=list[RecordBrief], summary="Kinds of record")
def records(request: HttpRequest) -> Any:
    """What can be handed in."""
    registry.load()
    return [
        {"kind": kind, "label": translate(made.label), "part_of": made.part_of, "key": made.keys()}
        for kind, made in schemas.kinds().items()
    ]


@router.get("/records/{kind}", response=dict[str, Any], summary="JSON Schema of a kind of record")
def record_schema(request: HttpRequest, kind: Name) -> Any:
    """The columns of a kind of record as JSON Schema."""
    registry.load()
    return schemas.json_schema(schemas.known(kind))


def _control(one: Control) -> dict[str, Any]:
    return {
        "control": one.name, "sentence": translate(one.sentence), "remedy": translate(one.remedy),
        "dossier": one.dossier.name, "clauses": list(one.clauses), "severity": one.severity.name.lower(),
        "blocks": one.blocks,
    }  # fmt: skip


def _items(one: Control) -> set[str]:
    return {found.id for number in one.clauses for found in resolve(number)}


def _answering() -> dict[str, list[str]]:
    """Item to the controls that answer it."""
    found: dict[str, list[str]] = {}
    for name, one in sorted(controls.KNOWN.items()):
        for item in _items(one):
            found.setdefault(item, []).append(name)
    return found


def _clause(one: Any, by: dict[str, list[str]]) -> dict[str, Any]:
    return {"id": one.id, "gist": one.gist, "party": one.party, "mode": one.mode, "by": one.by,
            "controls": by.get(one.id, [])}  # fmt: skip


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else f"{value:f}" if hasattr(value, "as_tuple") else str(value)
