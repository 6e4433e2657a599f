"""Shapes of what the API says about the law."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

City = Annotated[str, Field(max_length=80)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=5)]


class Market(Schema):
    """A place; `within`: whose rows serve where it has none."""

    code: str
    name: str
    kind: str
    within: str | None
    bloc: str | None
    currency: str | None


class FactShown(Schema):
    """One row of a table: what holds where, from when to when, whence, how sure, and since when it is known."""

    id: str
    series: str
    table: str
    places: list[str]
    first: date | None
    last: date | None
    undated: bool
    repealed: bool
    values: dict[str, str | None]
    units: dict[str, str]
    source: str
    confidence: str
    recorded: date
    replaces: str | None
    note: str | None


class Valued(Schema):
    """A value on a day."""

    series: str
    day: date
    fact: FactShown | None


class Changed(Schema):
    """What ended and what began on a day."""

    day: date
    series: str
    before: FactShown | None
    after: FactShown | None


class Compared(Schema):
    """One thing in two markets."""

    topic: str
    name: str
    same: bool
    left: list[FactShown]
    right: list[FactShown]


class Said(Schema):
    """A reason; `met` is empty where a fact is missing."""

    says: str
    met: bool | None


class Zone(Schema):
    """Whether a city lay in a pilot zone; `inside` is empty where the table cannot say."""

    city: str
    day: date
    inside: bool | None
    hint: str | None
    zone: FactShown | None
    reasons: list[Said]


class Firm(Schema):
    """A firm and one export; what is left out is not said, and what hangs on it is not decided."""

    day: date
    city: City | None = None
    mode: Literal["9610", "1210", "9710", "9810", "0110", "1239"] | None = None
    general_taxpayer: bool | None = None
    refund_status: bool | None = None
    tax_registered: bool | None = None
    declared: bool | None = None
    declared_by_list: bool | None = None
    zone_customs: bool | None = None
    recorded: bool | None = None
    proceeds: bool | None = None
    voucher: Literal["special-invoice", "customs-certificate", "other", "none"] | None = None
    voucher_matches: bool | None = None
    refund_cancelled: bool | None = None
    licence: bool | None = None
    departed: bool | None = None
    food: bool | None = None
    unchanged: bool | None = None
    cause: Literal["unsold", "returned", "other"] | None = None
    left_zone_on: date | None = None
    returned_on: date | None = None
    value: Amount | None = None
    revenue: Amount | None = None


class Decided(Schema):
    """Whether a policy can be used; amounts in CNY."""

    policy: str
    gives: str
    usable: bool | None
    reasons: list[Said]
    norm: FactShown | None
    cautions: list[str]
    figures: dict[str, str | None]


class NormShown(FactShown):
    """A norm with its state on the day."""

    title: str
    state: str
    cited_by: list[str]
    replaced_by: list[str]
    slips: list[str]


class Link(Schema):
    """A clause cites a norm, or a norm is replaced by another."""

    source: str
    kind: str
    target: str


class Written(Schema):
    """A text whose citations are looked at, and the day on which it is to hold."""

    text: Annotated[str, Field(max_length=200_000)]
    day: date


class SlipShown(Schema):
    """A slip at a line, counted from 1."""

    id: str
    kind: str
    line: int
    printed: str
    says: str
    norm: str | None
    confidence: str


class DutyShown(Schema):
    """A duty and where it stands."""

    id: str
    where: str
    says: str


Kind = Literal["clause", "control", "parameter", "record", "norm", "place", "value"]


class Found(Schema):
    """Something that was found; `around` is the text beside a hit that does not stand in what it says."""

    kind: Kind
    name: str
    says: str
    around: str | None


class Tension(Schema):
    """Duties that pull in different directions."""

    kind: str
    meaning: str
    matter: str
    places: list[str]
    duties: list[DutyShown]
    witness: str
    reading_name: str
    reading: str
