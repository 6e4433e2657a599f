"""The documents of requests: cancellation 605, 623; return 213, 625, its tally 215; arrival 507, 711; master list 607;
departure 509; delivery 513; summary application 701. What the orders say is taken from them."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.methods.declaring.documents import (
    APP_TYPES,
    DECLARED,
    NAMESPACE,
    TIME,
    Values,
    buyer_of,
    carrier_of,
    declarant_of,
    merchant_of,
    platform_of,
    written,
)
from shibosi.methods.declaring.request import Request, ReturnedLine
from shibosi.methods.declaring.sale import BONDED, Sale
from shibosi.methods.formats.ceb.message import NewDocument

WHOLE = "1"
"""A document is sent in one part."""
SIGNED = "S"
BACK_GENERAL, BACK_ZONE = "9661", "1261"
DIFFER = "Its orders differ in '{name}': say it in the request, or make several."
PLACES = Decimal("0.00001")


class NoRequest(ShibosiError):
    """A request that cannot be made into a document."""

    code = "no-request"
    message = "{reason}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of some orders, with the numbers customs gave their lists, when it is reported."""

    request: Request
    sales: Sequence[Sale]
    listed: Sequence[str]
    at: datetime

    @property
    def first(self) -> Sale:
        """The order a document of one order is about."""
        return self.sales[0]

    def one(self, name: str) -> Any:
        """What the request says, else what all orders say alike. Raises NoRequest where they differ."""
        said = getattr(self.request, name, None)
        if said is not None:
            return said
        found = {getattr(sale, name) for sale in self.sales}
        if len(found) > 1:
            raise NoRequest(reason=Phrase(DIFFER, name=name))
        return found.pop()

    def start(self, number: str) -> Values:
        """How a document begins."""
        own = self.number
        id = str(uuid.uuid5(NAMESPACE, f"{number}/{self.first.platform_code}/{own}/{self.first.number}")).upper()
        kind = APP_TYPES[self.request.report]
        return {"guid": id, "appType": kind, "appTime": self.at.strftime(TIME), "appStatus": DECLARED}

    def head(self, number: str) -> Values:
        """The beginning with office and own number."""
        return self.start(number) | {
            "customsCode": self.one("customs_code"), "copNo": self.number,
            "note": self.request.note,
        }  # fmt: skip

    @property
    def number(self) -> str:
        """The document's own number."""
        return self.request.own_number(sale.number for sale in self.sales)

    @property
    def operator(self) -> Values:
        """Who runs the supervised site."""
        return {"operatorCode": self.request.operator_code, "operatorName": self.request.operator_name}

    @property
    def travelled(self) -> Values:
        """By what the goods travel, as most documents name it."""
        return {"trafMode": self.one("transport_mode"), "voyageNo": self.one("voyage"),
                "billNo": self.one("bill_number")}  # fmt: skip

    def parcels(self) -> list[Values]:
        """The parcels of the orders, numbered."""
        return [{"gnum": at, "logisticsNo": sale.waybill_number, "totalPackageNo": sale.bag_number}
                for at, sale in enumerate(self.sales, start=1)]  # fmt: skip


def cancellation_of_import(asked: Asked) -> NewDocument:
    """CEB623."""
    return {"head": _of_list(asked, "623")}


def cancellation_of_export(asked: Asked) -> NewDocument:
    """CEB605."""
    head = asked.head("605") | {"invtNo": asked.listed[0], "reason": asked.request.reason}
    return {"head": head | declarant_of(asked.first) | merchant_of(asked.first)}


def return_of_import(asked: Asked) -> NewDocument:
    """CEB625."""
    lines = [
        {"gnum": number, "gcode": line.commodity_code, "gname": line.name, "qty": quantity, "unit": line.unit}
        for number, line, quantity in _returned(asked)
    ]
    return {"head": _of_list(asked, "625"), "lists": {"InvtRefundList": lines}}


def return_of_export(asked: Asked) -> NewDocument:
    """CEB213: whose own number has another name, and which is an import of what had left."""
    sale, request = asked.first, asked.request
    head = _came_back(asked, "213") | {
        "loctNo": asked.one("site_code"), **platform_of(sale), **merchant_of(sale),
        "tradeMode": BACK_ZONE if sale.mode in BONDED else BACK_GENERAL, **declarant_of(sale),
        "portCode": asked.one("port_code"), "reason": request.reason, "country": request.country or sale.country,
    }  # fmt: skip
    lines = []
    for number, line, quantity in _returned(asked):
        share = quantity / line.quantity if line.quantity else Decimal(0)
        first = line.quantity if line.first_unit is None else line.first_quantity
        lines.append({
            "gnum": number, "gcode": line.commodity_code, "gname": line.name, "gmodel": line.model, "qty": quantity,
            "unit": line.unit, "qty1": _part(first, share), "unit1": line.first_unit or line.unit,
            "qty2": _part(line.second_quantity, share), "unit2": line.second_unit,
        })  # fmt: skip
    return {"head": head, "lists": {"InvtRefundList": lines}}


def tally(asked: Asked) -> NewDocument:
    """CEB215: what the site found of a return."""
    return {"head": _came_back(asked, "215") | asked.operator | {"location": asked.request.location}}


def delivery(asked: Asked) -> NewDocument:
    """CEB513."""
    when = asked.request.at or asked.at
    return {"head": asked.start("513") | carrier_of(asked.first) | {
        "logisticsStatus": SIGNED, "logisticsTime": when.strftime(TIME), "note": asked.request.note,
    }}  # fmt: skip


def arrival_of_import(asked: Asked) -> NewDocument:
    """CEB711."""
    sale = asked.first
    head = asked.head("711") | asked.operator | asked.travelled | {
        "ieFlag": "I", "trafNo": asked.one("vehicle"), **_by(sale), "unloadLocation": asked.request.location,
    }  # fmt: skip
    lines = [{name: row[name] for name in ("gnum", "logisticsNo")} for row in asked.parcels()]
    return {"head": head, "lists": {"DeliveryList": lines}}


def arrival_of_export(asked: Asked) -> NewDocument:
    """CEB507."""
    head = asked.head("507") | asked.operator | {
        "loctNo": asked.one("site_code"), "ieFlag": "E", "trafMode": asked.one("transport_mode"),
        "billNo": asked.one("bill_number"), "domesticTrafNo": asked.request.domestic_vehicle,
        **_by(asked.first), "msgCount": WHOLE, "msgSeqNo": WHOLE,
    }  # fmt: skip
    return {"head": head, "lists": {"ArrivalList": asked.parcels()}}


def master_list(asked: Asked) -> NewDocument:
    """CEB607. Lists are named in it of returned exports only."""
    sale = asked.first
    weight = sum((one.gross_weight or Decimal(0) for one in asked.sales), Decimal(0))
    head = asked.head("607") | declarant_of(sale) | asked.travelled | {
        "loctNo": asked.one("site_code"), "trafName": asked.one("vehicle"),
        "domesticTrafNo": asked.request.domestic_vehicle, "grossWeight": weight, **_by(sale), "msgCount": WHOLE,
        "msgSeqNo": WHOLE,
    }  # fmt: skip
    return {"head": head, "lists": {"WayBillList": asked.parcels()}}


def departure(asked: Asked) -> NewDocument:
    """CEB509."""
    head = asked.head("509") | _by(asked.first) | asked.travelled | {
        "trafName": asked.one("vehicle"), "leaveTime": (asked.request.at or asked.at).strftime(TIME),
        "msgCount": WHOLE, "msgSeqNo": WHOLE,
    }  # fmt: skip
    return {"head": head, "lists": {"DepartureList": asked.parcels()}}


def summary(asked: Asked) -> NewDocument:
    """CEB701: lists by their numbers, never by a range of time."""
    request, sale = asked.request, asked.first
    head = asked.head("701") | declarant_of(sale) | merchant_of(sale) | {
        "declAgentCode": request.filer_code or sale.declarant_code,
        "declAgentName": request.filer_name or sale.declarant_name, "loctNo": asked.one("site_code"),
        "summaryFlag": "2" if request.by_producer else "1", "itemNameFlag": "1" if request.by_name else "0",
        "msgCount": WHOLE, "msgSeqNo": WHOLE,
    }  # fmt: skip
    return {"head": head, "lists": {"SummaryApplyList": [{"invtNo": number} for number in asked.listed]}}


STEPS: Mapping[str, Callable[[Asked], NewDocument]] = {
    "623": cancellation_of_import, "605": cancellation_of_export, "711": arrival_of_import, "507": arrival_of_export,
    "607": master_list, "509": departure, "513": delivery, "701": summary, "625": return_of_import,
    "213": return_of_export, "215": tally,
}  # fmt: skip
"""Messages that are made here of a request, in the order in which they are sent."""


def step(number: str, asked: Asked) -> NewDocument:
    """The document of a request. Raises NoRequest."""
    return written(STEPS[number](asked))


def _of_list(asked: Asked, number: str) -> Values:
    """The head of what is asked for an import list."""
    sale = asked.first
    return asked.head(number) | {
        "orderNo": sale.number, **platform_of(sale), **merchant_of(sale), **carrier_of(sale),
        "invtNo": asked.listed[0], **buyer_of(sale), **declarant_of(sale), "reason": asked.request.reason,
    }  # fmt: skip


def _came_back(asked: Asked, number: str) -> Values:
    """The head of what is said of an export that comes back; its own number has another name."""
    head = asked.head(number)
    own = head.pop("copNo")
    parcel = carrier_of(asked.first) | {"logisticsNo": asked.one("waybill_number")}
    return head | parcel | asked.travelled | {
        "coElNo": own, "invtNo": asked.listed[0], "ieFlag": "I", "trafName": asked.one("vehicle"),
    }  # fmt: skip


def _by(sale: Sale) -> Values:
    return {"logisticsCode": sale.carrier_code, "logisticsName": sale.carrier_name}


def _returned(asked: Asked) -> list[tuple[int, Any, Decimal]]:
    """The lines that come back with their numbers in the list; all of all unless the request says. Raises NoRequest."""
    lines = asked.first.lines
    said = asked.request.lines or tuple(
        ReturnedLine(Decimal(at), line.quantity) for at, line in enumerate(lines, start=1)
    )
    found = []
    for one in said:
        known = lines[int(one.number) - 1] if 1 <= one.number <= len(lines) and one.number % 1 == 0 else None
        if known is None:
            raise NoRequest(reason=Phrase("The list has no line {number}.", number=str(one.number)[:40]))
        if not 0 < one.quantity <= known.quantity:
            raise NoRequest(reason=Phrase("Of line {number} at most {quantity} come back, not {asked}.",
                                          number=str(one.number), quantity=str(known.quantity),
                                          asked=str(one.quantity)[:40]))  # fmt: skip
        found.append((int(one.number), known, one.quantity))
    return found


def _part(quantity: Decimal | None, share: Decimal) -> Decimal | None:
    return None if quantity is None else (quantity * share).quantize(PLACES)
