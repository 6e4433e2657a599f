"""What is known of one shipment, for the question under which supervision mode it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

IMPORT, EXPORT = "import", "export"
CONSUMER, BUSINESS, OWN_WAREHOUSE = "consumer", "business", "own-warehouse"
WORDS: Mapping[str, Mapping[str, str]] = {
    "direction": {IMPORT: "into China", EXPORT: "out of China"},
    "buyer": {CONSUMER: "a consumer", BUSINESS: "a business", OWN_WAREHOUSE: "nobody yet: to an overseas warehouse"},
}
"""The words a fact may have, with what a person reads."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One shipment on the day of its declaration. None: not known, and then what hangs on it cannot be decided.

    Amounts are in CNY: `value` is that of one list (import: with freight and insurance), `year` what the buyer has
    bought through retail import in the calendar year before it.
    """

    day: date
    direction: str | None = None
    buyer: str | None = None
    value: Decimal | None = None
    one_piece: bool | None = None
    year: Decimal | None = None
    positive_list: bool | None = None
    personal: bool | None = None
    bonded: bool | None = None
    city: str | None = None
    district: str | None = None
    registered: bool | None = None
    transmitted: bool | None = None
    platform: bool | None = None
    warehouse: bool | None = None
    licence: bool | None = None
    duty: bool | None = None
    refund: bool | None = None
    inspection: bool | None = None


MEANINGS: Mapping[str, str] = {
    "direction": "Which way the goods go",
    "buyer": "Who has bought them",
    "value": "Value of the list in CNY; import: with freight and insurance",
    "one_piece": "The purchase is a single piece",
    "year": "What the buyer bought through retail import this year before, in CNY",
    "positive_list": "All goods are on the list of retail import goods",
    "personal": "For the buyer's own use, not to be sold again",
    "bonded": "The goods lie in a bonded zone, under an account book",
    "city": "City of the zone (import, bonded) or of the declaring customs (export), in Chinese or English",
    "district": "Customs district of the declaration, in Chinese or English",
    "registered": "The company is registered with customs",
    "transmitted": "Order, payment and waybill are transmitted to customs",
    "platform": "The business bought over an e-commerce platform",
    "warehouse": "There is an overseas warehouse to which the goods go",
    "licence": "A licence is needed",
    "duty": "Export duty is due",
    "refund": "A tax refund is claimed",
    "inspection": "Statutory inspection or quarantine is needed",
}
