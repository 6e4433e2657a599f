"""The page of parameters: meaning, unit, who reads them, values through time with source and confidence."""

from collections.abc import Iterator

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.flows.declared import KNOWN as FLOWS
from shibosi.kernel.measures.packs import KNOWN as PACKS
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.standard.vocabulary import CONFIDENCES
from shibosi.telling.values import heads, valued
from updates.reference.page import head, joined, linked, points, say, table


def page() -> str:
    """The page in the language in use."""
    read: dict[str, list[str]] = {}
    for page_name, name, parameters in readers():
        for parameter in parameters:
            read.setdefault(parameter, []).append(linked(name, page_name, name))
    return joined(
        head("parameters", _what(), points([(word, translate(text)) for word, text in CONFIDENCES.items()])),
        *[part for name in sorted(read) for part in _parameter(name, read[name])],
    )


def readers() -> Iterator[tuple[str, str, list[str]]]:
    """Whatever reads parameters: the page it stands on, its name, what it reads."""
    for name, control in sorted(KNOWN.items()):
        if control.room.startswith("shibosi.domains."):
            yield "controls", name, control.parameters()
    for name, flow in sorted(FLOWS.items()):
        if flow.theme.startswith("shibosi.domains."):
            yield "flows", name, flow.parameters()
    for name, pack in sorted(PACKS.items()):
        if pack.theme.startswith("shibosi.domains."):
            yield "measures", name, list(dict.fromkeys(figure.id for figure in pack.figures()))


def _what() -> str:
    return say(
        "In a control each dossier gets the value in force on its own day in its own place; where a place has none "
        "the general one (`all`) serves. A first day that is not known is used and flagged. How far a value is to be "
        "trusted:",
        "核查时，每个卷宗采用其日期、地点当时有效的取值；该地点没有取值的，采用通用值（`all`）。"
        "起始日不详的照用并标明。可信度：",
    )


def _parameter(name: str, used_by: list[str]) -> list[str]:
    parameter = Parameters.known[name]
    values = valued(registry.values(), [name])
    none = say("No value is shipped: an import or an overlay has to bring one.", "未附取值：须导入或用参数叠加提供。")
    return [
        f"## {name}",
        translate(parameter.meaning),
        points([
            (say("Unit", "单位"), translate(parameter.unit)),
            (say("Read by", "使用者"), ", ".join(used_by)),
        ]),
        table(heads()[1:], [one.cells()[1:] for one in values]) if values else none,
    ]  # fmt: skip
