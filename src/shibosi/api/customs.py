"""Declaring to customs: under which mode a shipment goes. Open to all; nothing is stored."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.lawshapes import Amount, City, Said
from shibosi.api.viewing import Asking
from shibosi.kernel.words import translate
from shibosi.methods.modes.choosing import choose
from shibosi.methods.modes.shipment import MEANINGS, Shipment

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
