"""One order with everything its customs documents say, told once."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

ORDER_TYPES = {"9610": "E", "1210": "E", "9710": "B", "9810": "W"}
"""What an export under a mode is ordered as."""
CHINA, YUAN = "142", "142"
BONDED = ("1210", "1239")
NEW, CHANGE, DELETE, NONE = "new", "change", "delete", "none"
REPORTS = (NEW, CHANGE, DELETE, NONE)
"""What is reported of an order: it, a change of it, that it is taken back, or nothing, for a request names it."""


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One item. `quantity` counts `unit`; first and second are the statutory units. Import: `country` is the origin."""

    name: str | None = None
    model: str | None = None
    description: str | None = None
    item_number: str | None = None
    item_record: str | None = None
    commodity_code: str | None = None
    barcode: str | None = None
    country: str | None = None
    unit: str | None = None
    quantity: Decimal = Decimal(0)
    price: Decimal = Decimal(0)
    first_unit: str | None = None
    first_quantity: Decimal | None = None
    second_unit: str | None = None
    second_quantity: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Price by quantity."""
        return self.quantity * self.price


@dataclass(frozen=True, slots=True)
class Sale:
    """An order, its payment, its parcel and its list. Amounts in `currency` (import: always CNY, 142); weights in kg;
    times and days of Beijing. `facts` are those of a shipment (`methods/modes`) that no document says, by name.

    `report` is one of `REPORTS`; `company_number` the declarant's own number of the list, `customs_number` the one
    customs gave it, where no answer says so. The last seven are for a general declaration: `terms` of the transaction
    (FOB unless said), `package_type` of two digits, nature and way of levy or relief, the place of origin in China.
    """

    number: str
    direction: str
    mode: str
    report: str = NEW
    lines: tuple[SaleLine, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()
    platform_code: str | None = None
    platform_name: str | None = None
    merchant_code: str | None = None
    merchant_name: str | None = None
    merchant_phone: str | None = None
    declarant_code: str | None = None
    declarant_name: str | None = None
    guarantor_code: str | None = None
    owner_code: str | None = None
    owner_name: str | None = None
    zone_firm_code: str | None = None
    zone_firm_name: str | None = None
    account_book: str | None = None
    carrier_code: str | None = None
    carrier_name: str | None = None
    payment_firm_code: str | None = None
    payment_firm_name: str | None = None
    buyer_account: str | None = None
    buyer_name: str | None = None
    buyer_phone: str | None = None
    buyer_id: str | None = None
    consignee: str | None = None
    consignee_phone: str | None = None
    consignee_address: str | None = None
    consignee_district: str | None = None
    currency: str = YUAN
    freight: Decimal = Decimal(0)
    insurance: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    payment_number: str | None = None
    paid_at: datetime | None = None
    waybill_number: str | None = None
    bill_number: str | None = None
    bag_number: str | None = None
    contents: str | None = None
    company_number: str | None = None
    customs_number: str | None = None
    customs_code: str | None = None
    port_code: str | None = None
    site_code: str | None = None
    crossed_on: date | None = None
    transport_mode: str | None = None
    vehicle: str | None = None
    voyage: str | None = None
    country: str | None = None
    port_of_destination: str | None = None
    licence_number: str | None = None
    filing: str | None = None
    wrapping: str | None = None
    gross_weight: Decimal | None = None
    net_weight: Decimal | None = None
    note: str | None = None
    contract_number: str | None = None
    terms: str | None = None
    packages: Decimal | None = None
    package_type: str | None = None
    levy_nature: str | None = None
    levy_mode: str | None = None
    domestic_origin: str | None = None

    @property
    def goods_value(self) -> Decimal:
        """The totals of all lines."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """What the buyer pays: goods, freight and tax less what is deducted."""
        return self.goods_value + self.freight + self.tax - self.discount
