"""Declaring to customs: which mode, and the messages of orders. Open to all; nothing is stored or sent."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from shibosi.api import bodies
from shibosi.api.lawshapes import Amount, City, Said
from shibosi.api.messages import MOST, Unread, counted
from shibosi.api.viewing import Asking
from shibosi.kernel.words import translate
from shibosi.methods.declaring.declaring import declared
from shibosi.methods.formats.dec import read_declaration, told
from shibosi.methods.modes.choosing import choose
from shibosi.methods.modes.shipment import MEANINGS, Shipment
from shibosi.store.zones import HOUSE

router = Router(tags=["customs"], auth=Asking(optional=True))
Way = Literal["simplified-list", "list-and-summary", "list", "declaration"]


class ShipmentSaid(Schema):
    """One shipment; what is left out is not known, and what hangs on it is not decided. Amounts in CNY."""

    day: date
    direction: Literal["import", "export"] | None = None
    buyer: Literal["consumer", "business", "own-warehouse"] | None = None
    value: Amount | None = None
    one_piece: bool | None = None
    year: Amount | None = None
    positive_list: bool | None = None
    personal: bool | None = None
    bonded: bool | None = None
    city: City | None = None
    district: City | None = None
    registered: bool | None = None
    transmitted: bool | None = None
    platform: bool | None = None
    warehouse: bool | None = None
    licence: bool | None = None
    duty: bool | None = None
    refund: bool | None = None
    inspection: bool | None = None


class ModeDecided(Schema):
    """A mode for a shipment. `usable` is empty where facts are missing; `missing` names them, also those on which only
    the way of declaring hangs. `simple`: why a simplified list is open to it or not. `documents`: message numbers."""

    mode: str
    name: str
    direction: Literal["import", "export"]
    usable: bool | None
    reasons: list[Said]
    missing: list[str]
    way: Way | None
    simple: list[Said]
    documents: list[str]
    cautions: list[str]
    note: str
    source: str
    confidence: str


class Advised(Schema):
    """The mode advised, empty where none is open or where that cannot be said: then `missing` names what is asked."""

    best: str | None
    sentence: str
    missing: list[str]
    choices: list[ModeDecided]


@router.get("/customs/modes", response=Advised, summary="Which supervision mode a shipment goes under")
def modes(request: HttpRequest, shipment: Annotated[ShipmentSaid, Query()]) -> Any:
    """Every mode decided with reasons both ways, and the first that fits."""
    return choose(Shipment(**shipment.dict())).as_data()


@router.get("/customs/shipment", response=dict[str, str], summary="What can be said of a shipment")
def facts(request: HttpRequest) -> Any:
    """The names of `/customs/modes` with their meaning."""
    return {name: translate(words) for name, words in MEANINGS.items()}


class MessageMade(Schema):
    """A message, unsigned: it is signed with the card or key of whoever sends it. `documents`: how many it holds."""

    message: str
    documents: int
    xml: str


class DeclarationMade(Schema):
    """The general declaration of an order, unsigned and unverified: no official schema of it was found."""

    order: str
    xml: str
    verified: Literal[False] = False


class HeldBack(Schema):
    """An order that would be refused, and why."""

    order: str
    reasons: list[str]


class Declared(Schema):
    """The messages of orders in the order in which they are sent, the general declarations that follow them, and what
    was held back or could not be read."""

    messages: list[MessageMade]
    declarations: list[DeclarationMade]
    orders: list[str]
    requests: list[str]
    refused: list[HeldBack]
    problems: list[Unread]


HANDED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "`sender`, `shared`, `orders` and `requests`, as in the guide; or JSON lines",
        "content": {bodies.JSON: {"schema": {"type": "object"}}},
    }
}


@router.post("/customs/messages", response=Declared, openapi_extra=HANDED, summary="The customs messages of orders")
def messages(request: HttpRequest) -> Any:
    """Orders as messages that agree with each other, checked field by field; reported now, Beijing time."""
    bodies.type_of(request, bodies.JSON)
    counted(request)
    found = declared(bodies.body_of(request, MOST), "orders", timezone.now().astimezone(HOUSE).replace(tzinfo=None))
    return {
        "messages": [{"message": one.name, "documents": len(one.documents), "xml": one.original.decode()}
                     for one in found.messages],
        "declarations": [{"order": number, "xml": one.original.decode()}
                         for number, one in found.declarations.items()],
        "orders": found.orders, "requests": found.requests,
        "refused": [{"order": one.number, "reasons": one.reasons} for one in found.refused],
        "problems": [{"code": one.code, "place": one.place, "sentence": one.sentence()} for one in found.problems],
    }  # fmt: skip


class DeclaredValue(Schema):
    """A value of a general declaration: its part, the row of the part from 1, the element and what it is called."""

    part: str
    row: int
    element: str
    label: str
    value: str


class DeclarationRead(Schema):
    """A general declaration as it was read. `unknown`: paths of elements the table does not know; nothing is verified:
    no official schema was found."""

    version: str
    values: list[DeclaredValue]
    unknown: list[str]
    problems: list[Unread]
    verified: Literal[False] = False


XML_HANDED: dict[str, Any] = {
    "requestBody": {
        "required": True, "description": "A DecMessage", "content": {bodies.XML: {"schema": {"type": "string"}}},
    }
}  # fmt: skip


@router.post("/customs/declaration", response=DeclarationRead, openapi_extra=XML_HANDED,
             summary="What a general declaration says")  # fmt: skip
def declaration(request: HttpRequest) -> Any:
    """The values of a general declaration (DecMessage) with their names."""
    bodies.type_of(request, bodies.XML)
    counted(request)
    found, problems = read_declaration(bodies.body_of(request, MOST), "declaration")
    return {
        "version": found.version if found else "", "unknown": found.unknown if found else [],
        "values": [one._asdict() for one in told(found)] if found else [],
        "problems": [{"code": one.code, "place": one.place, "sentence": one.sentence()} for one in problems],
    }  # fmt: skip
