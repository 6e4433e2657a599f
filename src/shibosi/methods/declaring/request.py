"""What follows a declaration: a request that names orders, such as to cancel a list or to say that parcels left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shibosi.methods.declaring.sale import NEW

CANCEL, RETURN, TALLY, DELIVER = "cancel", "return", "tally", "deliver"
ARRIVE, LOAD, LEAVE, SUMMARISE = "arrive", "load", "leave", "summarise"
MESSAGES = {
    CANCEL: ("623", "605"), RETURN: ("625", "213"), TALLY: (None, "215"), DELIVER: ("513", None),
    ARRIVE: ("711", "507"), LOAD: (None, "607"), LEAVE: (None, "509"), SUMMARISE: (None, "701"),
}  # fmt: skip
"""The message a request becomes, of imports and of exports; None where there is none."""
ALIKE = {
    ARRIVE: ("carrier_code", "customs_code", "transport_mode", "vehicle", "voyage", "bill_number"),
    LOAD: ("declarant_code", "carrier_code", "customs_code", "transport_mode", "vehicle", "voyage", "bill_number"),
    LEAVE: ("carrier_code", "customs_code", "transport_mode", "vehicle", "voyage", "bill_number"),
    SUMMARISE: ("declarant_code", "merchant_code", "customs_code"),
}  # fmt: skip
"""What the orders of one document have alike, of requests that become one document for several orders."""
NAMESPACE = uuid.UUID("0b7c1f4e-8a52-4a86-b7c9-3f6b6a3d1c55")


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A line of a list that comes back: its number in the list, and how much of it in the declared unit."""

    number: Decimal
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Request:
    """A request; what it does not say is taken from its orders. Times of Beijing.

    `number` is its own number, made from what it says unless given; `report` new, change or delete. `operator` runs the
    supervised site, `filer` files the general declaration of a summary; `by_producer` and `by_name` say how lists are
    merged in it. `domestic_vehicle` brings parcels to the site, `location` is where they are stored there.
    """

    kind: str
    orders: tuple[str, ...] = ()
    lines: tuple[ReturnedLine, ...] = ()
    number: str | None = None
    report: str = NEW
    reason: str | None = None
    at: datetime | None = None
    customs_code: str | None = None
    port_code: str | None = None
    country: str | None = None
    operator_code: str | None = None
    operator_name: str | None = None
    site_code: str | None = None
    location: str | None = None
    domestic_vehicle: str | None = None
    transport_mode: str | None = None
    vehicle: str | None = None
    voyage: str | None = None
    bill_number: str | None = None
    waybill_number: str | None = None
    filer_code: str | None = None
    filer_name: str | None = None
    by_producer: bool = False
    by_name: bool = False
    note: str | None = None

    @property
    def label(self) -> str:
        """What a person calls it."""
        return f"{self.kind} {' '.join(self.orders[:3])}{' ...' if len(self.orders) > 3 else ''}"

    def own_number(self, orders: Iterable[str]) -> str:
        """Its own number for the orders of a document: the same request has the same; a tally that of its return."""
        if self.number is not None:
            return self.number
        kind = RETURN if self.kind == TALLY else self.kind
        named = uuid.uuid5(NAMESPACE, f"{kind} {sorted(orders)} {self.lines}")
        return f"{kind[0].upper()}{named.hex[:16].upper()}"
