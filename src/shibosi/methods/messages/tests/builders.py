"""Messages for the tests: one with which nothing is wrong, of every kind, and changes to it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from shibosi.methods.formats.ceb import Message, build_message, write_message
from shibosi.methods.formats.ceb.fields import Field, Section, shape, shapes
from shibosi.methods.messages.checking import Checked, check_bytes
from shibosi.standard.codes import codes

GUID = "4CDE1CFD-EDED-46B1-946C-B8022E42FC94"
TRANSFER = {"copCode": "1105910159", "copName": "测试传输企业", "dxpMode": "DXP", "dxpId": "DXPLGS0000000001"}
RIGHT = {
    "appType": "1", "appStatus": "2", "currency": "142", "fCurrency": "502", "iCurrency": "502", "country": "142",
    "tradeCountry": "142", "unit": "007", "unit1": "011", "unit2": "035", "ieFlag": "I", "trafMode": "5",
    "wrapType": "2", "statisticsFlag": "A", "summaryFlag": "1", "logisticsStatus": "S", "buyerIdType": "1",
    "payerIdType": "1", "status": "1", "customsCode": "2924", "portCode": "2924", "gcode": "3304990039", "packNo": "1",
    "invtNo": "29242020I439440284", "preNo": "B20200615494000227", "taxNo": "29242020I439440284_0",
    "consigneeDistrict": "330100", "returnStatus": "120", "gnum": "1", "msgCount": "1", "msgSeqNo": "1",
}  # fmt: skip
BY_MESSAGE = {
    ("CEB303Message", "orderType"): "E", ("CEB311Message", "orderType"): "I", ("CEB603Message", "tradeMode"): "9610",
    ("CEB621Message", "tradeMode"): "9610", ("CEB213Message", "tradeMode"): "9661",
}  # fmt: skip
COMPANY = "1105910159"
SIGNATURE = b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'


def value(message: str, field: Field) -> str:
    """A value with which nothing is wrong."""
    if field.fixed:
        return field.fixed
    known = BY_MESSAGE.get((message, field.name), RIGHT.get(field.name))
    if known is not None:
        return known
    if field.name.endswith("Code") and field.type.longest in (18, 64):
        return COMPANY
    if field.type.kind == "decimal":
        return "12.50"
    if field.type.kind == "integer":
        return "1"
    if field.type.longest in (8, 14, 17) and field.type.shortest == field.type.longest:
        return "20261122101112013"[: field.type.longest]
    return "A" * max(field.type.shortest, 1)


def row(message: str, section: Section) -> dict[str, str]:
    """Every element of a section, the optional ones too."""
    return {field.name: value(message, field) for field in section.fields}


def values(message: str) -> dict[str, Any]:
    """The values of one document."""
    form = shape(message)
    return {
        "head": row(message, form.head), "lists": {section.name: [row(message, section)] for section in form.lists}
    }  # fmt: skip


@cache
def _signed(message: str) -> bytes:
    return bytes(_written(message, [values(message)]))


def _written(message: str, documents: list[dict[str, Any]]) -> bytes:
    number = message.removeprefix("CEB").removesuffix("Message")
    own = codes("ceb-message")[number].more["sender"] != "customs"
    data = write_message(build_message(message, documents, TRANSFER if own else None, GUID))  # type: ignore[arg-type]
    return data.replace(b"\n</ceb:CEB", SIGNATURE + b"\n</ceb:CEB") if own else data


def a_message(number: str = "311") -> bytes:
    """A signed message of one document, every element filled."""
    return _signed(f"CEB{number}Message")


def changed(number: str, head: Mapping[str, str | None] = {}, lines: Mapping[str, str | None] = {}) -> bytes:
    """The same with other values in head and lines: None leaves an element out, "" leaves it empty."""
    name = f"CEB{number}Message"
    found = values(name)
    for old, new in ((found["head"], head), *((one, lines) for rows in found["lists"].values() for one in rows)):
        for element, text in new.items():
            if text is None:
                del old[element]
            else:
                old[element] = text or "EMPTIED"
    data = _written(name, [found])
    for element in (*head, *lines):
        data = data.replace(f"<ceb:{element}>EMPTIED<".encode(), f"<ceb:{element}><".encode())
    return data


def found(data: bytes) -> Checked:
    """What checking finds."""
    return check_bytes(data, "m.xml")


def told(checked: Checked) -> list[tuple[str, str, str]]:
    """Weight, element and rule of each mistake."""
    return [(one.weight, one.place.element, one.rule.rule if one.rule else "") for one in checked.mistakes]


def numbers() -> list[str]:
    """The numbers of all messages."""
    return [name.removeprefix("CEB").removesuffix("Message") for name in shapes()]


def read(data: bytes) -> Message:
    """The message of a file that has one."""
    message = found(data).message
    assert message is not None
    return message
