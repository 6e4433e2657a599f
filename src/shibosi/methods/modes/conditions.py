"""What each mode asks, from the tables of law; nothing is decided here, see `choosing`.

Not modelled: reduced quotas within the list of goods, cities that pilots added between 2016 and 2021, fast lanes of
single customs offices.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.methods.modes.shipment import BUSINESS, CONSUMER, EXPORT, IMPORT, OWN_WAREHOUSE, Shipment
from shibosi.standard.codes import codes
from shibosi.standard.law.book import Book
from shibosi.standard.law.saying import Reason
from shibosi.standard.law.zones import zone_of
from shibosi.standard.tables import in_force, table

CHINA = "CN"
LATER_PILOT = "norms/CN-MOFCOM-2021-39"


@dataclass(frozen=True, slots=True)
class Condition:
    """A reason, and the fact of the shipment it hangs on ("" where it hangs on the law alone)."""

    reason: Reason
    asks: str = ""


Conditions = Callable[[Shipment, Book], Iterator[Condition]]


def so(words: str, shipment: Shipment, name: str, wanted: Any = True) -> Condition:
    """A condition on one fact: that it is as wanted."""
    said = getattr(shipment, name)
    return Condition(Reason(words, None if said is None else said == wanted), name)


def open_since(mode: str, day: date) -> Condition:
    """The mode was there on the day; one whose first day is not known is taken to be."""
    first = codes("trade-mode")[mode].more["first_day"]
    words = "Mode {mode} has been there since {day}." if first else "Mode {mode} has no first day in the table."
    return Condition(Reason(words, not first or day >= date.fromisoformat(first), {"mode": mode, "day": first}))


def retail_import(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """What every retail import asks, whatever its mode."""
    yield so("The goods come into China.", shipment, "direction", IMPORT)
    yield so("A consumer has bought them.", shipment, "buyer", CONSUMER)
    yield so("All goods are on the list of retail import goods.", shipment, "positive_list")
    yield so("They are for the buyer's own use.", shipment, "personal")
    yield so("Order, payment and waybill reach customs.", shipment, "transmitted")
    yield from _limits(shipment)


def direct_import(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """9610: parcel by parcel from abroad."""
    yield open_since("9610", shipment.day)
    yield from retail_import(shipment, law)
    yield so("They come from abroad parcel by parcel, not out of a bonded zone.", shipment, "bonded", False)


def bonded_import(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """1210: out of a zone in a city of the pilots."""
    yield open_since("1210", shipment.day)
    yield from retail_import(shipment, law)
    yield so("They lie in a bonded zone.", shipment, "bonded")
    yield Condition(_city_of_pilots(shipment, law), "city")


def bonded_import_elsewhere(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """1239: out of a zone in any other city."""
    yield open_since("1239", shipment.day)
    yield from retail_import(shipment, law)
    yield so("They lie in a bonded zone.", shipment, "bonded")
    named = None if shipment.city is None else not _listed("bonded_import_cities", "city", shipment.city, shipment.day)
    yield Condition(Reason("The city of the zone is not one of those that go under 1210.", named), "city")


def general_import(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """0110: general trade, open to whoever may import."""
    yield so("The goods come into China.", shipment, "direction", IMPORT)
    yield so("The company is registered with customs.", shipment, "registered")


def retail_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """What every retail export asks."""
    yield so("The goods leave China.", shipment, "direction", EXPORT)
    yield so("A consumer has bought them.", shipment, "buyer", CONSUMER)
    yield so("The company is registered with customs.", shipment, "registered")
    yield so("Order, payment and waybill reach customs.", shipment, "transmitted")


def direct_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """9610: parcels to consumers abroad."""
    yield open_since("9610", shipment.day)
    yield from retail_export(shipment, law)
    yield so("They do not leave out of a bonded zone.", shipment, "bonded", False)


def zone_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """1210: parcels to consumers abroad, out of a zone."""
    yield open_since("1210", shipment.day)
    yield from retail_export(shipment, law)
    yield so("They lie in a bonded zone.", shipment, "bonded")


def business_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """9710: to a business abroad that bought over a platform."""
    yield from _b2b("9710", shipment)
    yield so("A business has bought them.", shipment, "buyer", BUSINESS)
    yield so("It bought over an e-commerce platform.", shipment, "platform")


def warehouse_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """9810: to an overseas warehouse, sold from there."""
    yield from _b2b("9810", shipment)
    yield so("Nobody has bought them yet.", shipment, "buyer", OWN_WAREHOUSE)
    yield so("There is an overseas warehouse to which they go.", shipment, "warehouse")


def general_export(shipment: Shipment, law: Book) -> Iterator[Condition]:
    """0110: general trade."""
    yield so("The goods leave China.", shipment, "direction", EXPORT)
    yield so("The company is registered with customs.", shipment, "registered")


def small_and_simple(mode: str, shipment: Shipment, law: Book) -> Iterator[Condition]:
    """What an export asks to be declared by a simplified list, without summary or general declaration."""
    row = in_force("simplified_export_limit", shipment.day, CHINA)
    limit = row.number("limit") if row is not None and mode in row.members("modes") else None
    facts = {"limit": row.value("limit") if row else "-", "mode": mode}
    small = None if limit is None or shipment.value is None else shipment.value <= limit
    yield Condition(Reason("A simplified list is open to mode {mode}.", limit is not None, facts))
    yield Condition(Reason("The list is worth at most {limit} CNY.", small, facts), "value")
    yield so("No licence is needed.", shipment, "licence", False)
    yield so("No export duty is due.", shipment, "duty", False)
    if mode in ("9610", "1210"):
        yield so("No tax refund is claimed.", shipment, "refund", False)
        yield Condition(_in_zone(shipment, law), "city")
    else:
        yield so("No inspection is needed.", shipment, "inspection", False)


def _b2b(mode: str, shipment: Shipment) -> Iterator[Condition]:
    yield open_since(mode, shipment.day)
    yield so("The goods leave China.", shipment, "direction", EXPORT)
    yield so("The company is registered with customs.", shipment, "registered")
    yield Condition(_district(mode, shipment), "district")


def _district(mode: str, shipment: Shipment) -> Reason:
    everywhere = in_force("b2b_export_districts", shipment.day, CHINA, district="all")
    if everywhere is not None:
        return Reason("Mode {mode} is open in every customs district since {day}.", True,
                      {"mode": mode, "day": everywhere.start})  # fmt: skip
    found = None
    if shipment.district is not None:
        found = _listed("b2b_export_districts", "district", shipment.district, shipment.day)
    words = "Mode {mode} is open in the district {district} on {day}."
    return Reason(words, found, {"mode": mode, "district": shipment.district or "-", "day": shipment.day})


def _city_of_pilots(shipment: Shipment, law: Book) -> Reason:
    """Whether bonded import goes under 1210 in the city: by the list of 2016, or as a pilot zone since 2021."""
    words = "Bonded retail import goes under 1210 in {city} on {day}."
    facts = {"city": shipment.city or "-", "day": shipment.day}
    if shipment.city is None:
        return Reason(words, None, facts)
    if _listed("bonded_import_cities", "city", shipment.city, shipment.day):
        return Reason(words, True, facts)
    later = law.history(LATER_PILOT)[0]
    issued = date.fromisoformat(str(later["issued"]))
    if shipment.day >= issued and zone_of(shipment.city, shipment.day, law).inside:
        return Reason("{city} is a city of a pilot zone; those are open since {number} of {day}.", True,
                      facts | {"number": later.shown("number"), "day": issued})  # fmt: skip
    return Reason("Whether {city} was among the pilots on {day} is not in the table.", None, facts)


def _in_zone(shipment: Shipment, law: Book) -> Reason:
    words = "It is declared in a pilot zone: {answer}"
    if shipment.city is None:
        return Reason(words, None, {"answer": "-"})
    found = zone_of(shipment.city, shipment.day, law)
    return Reason(words, found.inside, {"answer": found.reasons[-1].said})


def _limits(shipment: Shipment) -> Iterator[Condition]:
    """The limits of one purchase and of a year; one dear piece may pass the first but not the second."""
    row = in_force("retail_import_limits", shipment.day, CHINA)
    if row is None:
        yield Condition(Reason("Limits of retail import are known for {day}.", False, {"day": shipment.day}))
        return
    single, annual = row.number("single"), row.number("annual")
    facts = {"single": row.value("single"), "annual": row.value("annual")}
    value, before = shipment.value, shipment.year
    within, asks = None if value is None else value <= single, "value"
    if within is False and row.value("one_piece") == "yes":
        within, asks = (shipment.one_piece, "one_piece") if value is not None and value <= annual else (False, "value")
    exception = "It is worth at most {single} CNY, or is one piece of at most {annual} CNY."
    words = exception if row.value("one_piece") == "yes" else "It is worth at most {single} CNY."
    yield Condition(Reason(words, within, facts), asks)
    known = value is not None and before is not None
    least = (value or Decimal(0)) + (before or Decimal(0))
    year = False if least > annual else True if known else None
    words = "With it the buyer's year comes to at most {annual} CNY."
    yield Condition(Reason(words, year, facts), "year" if before is None else "value")


def _listed(name: str, key: str, wanted: str, day: date) -> bool:
    """Whether a table has a row for a place, named in Chinese or English, on a day."""
    plain = wanted.strip().removesuffix("市").removesuffix("海关").casefold()
    return any(
        plain in (row.keys[key].casefold(), row.value("name_en").casefold()) and row.covers(day)
        for row in table(name).rows
    )
