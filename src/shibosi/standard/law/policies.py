"""The conditions of each policy of exporters, from the rows of the book; nothing here is decided, see `eligibility`.

Not modelled: refund rates by goods, the conditions of smallness beside taxable income, filing deadlines. What
announcement No. 11 of 2026 does to the no-invoice exemption was not seen, so from 2026 on it stays open.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shibosi.standard.law.book import Book
from shibosi.standard.law.profiles import Profile
from shibosi.standard.law.saying import Reason, all_of
from shibosi.standard.law.zones import zone_of
from shibosi.standard.tables import in_force

Conditions = Callable[[Profile, Book], Iterator[Reason]]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: what it gives, the norms it stands in (the first in force on the day serves), its conditions."""

    name: str
    gives: str
    norms: tuple[str, ...]
    conditions: Conditions
    caution: str = ""
    caution_from: date | None = None


def is_so(words: str, said: bool | None, wanted: bool = True) -> Reason:
    """A condition on a yes or no of the profile."""
    return Reason(words, None if said is None else said is wanted)


def in_zone(profile: Profile, law: Book) -> Reason:
    """The firm is registered in a pilot zone on the day."""
    words = "The firm is registered in a pilot zone: {answer}"
    if profile.city is None:
        return Reason("The firm is registered in a pilot zone.", None)
    found = zone_of(profile.city, profile.day, law)
    return Reason(words, found.inside, {"answer": found.reasons[-1].said})


def refund(profile: Profile, law: Book) -> Iterator[Reason]:
    """Refund of VAT and consumption tax."""
    yield is_so("It is a general VAT taxpayer.", profile.general_taxpayer)
    yield is_so("It is registered for export refunds.", profile.refund_status)
    yield is_so("The export has a declaration that matches the electronic data.", profile.declared)
    yield is_so("The proceeds came in time.", profile.proceeds)
    good = None if profile.voucher is None else profile.voucher in ("special-invoice", "customs-certificate")
    yield Reason("There is a VAT special invoice or a customs payment certificate.", good)
    yield is_so("The voucher of purchase matches in amount.", profile.voucher_matches)
    yield is_so("The goods are not among those whose refund was cancelled.", profile.refund_cancelled, False)


def exemption(profile: Profile, law: Book) -> Iterator[Reason]:
    """Exemption where refund fails."""
    refunded = all_of(list(refund(profile, law)))
    yield Reason("The conditions of a refund are not all met.", None if refunded is None else not refunded)
    yield is_so("It is registered for tax.", profile.tax_registered)
    yield is_so("The export has a declaration that matches the electronic data.", profile.declared)
    yield Reason(
        "There is a lawful voucher of purchase.", None if profile.voucher is None else profile.voucher != "none"
    )


def no_invoice(profile: Profile, law: Book) -> Iterator[Reason]:
    """Exemption without a voucher of purchase."""
    yield in_zone(profile, law)
    yield Reason(
        "There is no valid voucher of purchase.", None if profile.voucher is None else profile.voucher == "none"
    )
    yield is_so(
        "Day, goods, unit, quantity, price and amount are recorded on the platform of the zone.", profile.recorded
    )
    yield is_so("The export was declared by e-commerce list.", profile.declared_by_list)
    yield is_so("It was declared at the customs of the zone.", profile.zone_customs)
    yield is_so("The goods are not among those whose refund was cancelled.", profile.refund_cancelled, False)


def deemed_income(profile: Profile, law: Book) -> Iterator[Reason]:
    """Corporate income tax on a deemed share of revenue."""
    yield in_zone(profile, law)
    yield is_so(
        "Day, goods, unit, quantity, price and amount are recorded on the platform of the zone.", profile.recorded
    )
    words = "The goods are exempt without voucher of purchase (no-invoice exemption)."
    yield Reason(words, all_of(list(no_invoice(profile, law))))


def warehouse_refund(profile: Profile, law: Book) -> Iterator[Reason]:
    """Refund on departure to an overseas warehouse."""
    yield Reason("The mode is 9810.", None if profile.mode is None else profile.mode == "9810")
    yield is_so("The goods left the country.", profile.departed)
    yield Reason("The conditions of a refund are met but for proceeds.", _but_for_proceeds(profile, law))


def simplified_list(profile: Profile, law: Book) -> Iterator[Reason]:
    """A simplified export list instead of a declaration."""
    row = in_force("simplified_export_limit", profile.day, "CN")
    if row is None:
        yield Reason("A limit is in force on the day.", False)
        return
    modes = row.members("modes")
    within = None if profile.value is None else profile.value <= row.number("limit")
    yield Reason("The mode is one of {modes}.", None if profile.mode is None else profile.mode in modes,
                 {"modes": ", ".join(modes)})  # fmt: skip
    yield Reason("The list is worth at most {limit} {currency}.", within,
                 {"limit": row.value("limit"), "currency": row.value("currency")})  # fmt: skip
    yield is_so("Neither licence nor export duty nor inspection is needed.", profile.licence, False)


def return_relief(profile: Profile, law: Book) -> Iterator[Reason]:
    """Returned exports come in free of tax."""
    row = in_force("customs_deadlines", profile.day, "CN", deadline="export-return-tax-free")
    modes = ("1210", "9610", "9710", "9810")
    yield Reason("The mode is one of {modes}.", None if profile.mode is None else profile.mode in modes,
                 {"modes": ", ".join(modes)})  # fmt: skip
    yield is_so("The goods are no food.", profile.food, False)
    yield is_so("The goods came back unchanged.", profile.unchanged)
    cause = None if profile.cause is None else profile.cause in ("unsold", "returned")
    yield Reason("They came back unsold or returned by the buyer.", cause)
    if row is None:
        yield Reason("The relief is in force for exports declared on the day.", False)
        return
    began = profile.left_zone_on if profile.mode == "1210" else profile.day
    last = months_later(began, int(row.number("amount"))) if began else None
    back = None if last is None or profile.returned_on is None else profile.day <= profile.returned_on <= last
    facts = {"months": row.value("amount"), "last": last or "-"}
    yield Reason("They came back within {months} months of export, by {last}.", back, facts)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day; at most the last one of the calendar: our reading."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deemed_tax(revenue: Decimal, day: date) -> Mapping[str, Decimal | None]:
    """Taxable income and tax in CNY on deemed income; `small` None where the relief is not known for the day."""
    rows = {
        name: in_force("deemed_income", day, "CN", figure=name)
        for name in ("income-rate", "tax", "small-limit", "small-tax")
    }
    figures = {name: None if row is None else row.number("amount") for name, row in rows.items()}
    rate, tax, limit, small = figures["income-rate"], figures["tax"], figures["small-limit"], figures["small-tax"]
    if rate is None or tax is None:
        return {"income": None, "tax": None, "small": None}
    income = revenue * rate / 100
    relieved = income * small / 100 if limit is not None and small is not None and income <= limit else None
    return {"income": income, "tax": income * tax / 100, "small": relieved}


def _but_for_proceeds(profile: Profile, law: Book) -> bool | None:
    return all_of([one for one in refund(profile, law) if one.words != "The proceeds came in time."])


POLICIES = (
    Policy("export-refund", "VAT is refunded, consumption tax too", ("CN-TAX-2013-96", "CN-TAX-2026-11"), refund),
    Policy("export-exemption", "Exempt from VAT and consumption tax", ("CN-TAX-2013-96", "CN-TAX-2026-11"), exemption),
    Policy(
        "no-invoice-exemption", "Exempt from VAT and consumption tax without voucher of purchase; no input VAT",
        ("CN-TAX-2018-103",), no_invoice,
        "Whether announcement No. 11 of 2026 restates it was not seen: check the text.", date(2026, 1, 1),
    ),
    Policy(
        "deemed-income", "Corporate income tax on a deemed share of revenue", ("CN-TAX-2019-36",), deemed_income,
        "It rests on the no-invoice exemption, of which announcement No. 11 of 2026 was not seen.", date(2026, 1, 1),
    ),
    Policy(
        "warehouse-refund", "Refund on departure to an overseas warehouse, settled again after sale",
        ("CN-STA-2025-3",), warehouse_refund,
    ),
    Policy("simplified-list", "Export by simplified list", ("CN-GACC-2020-75", "CN-CODE-9610"), simplified_list),
    Policy(
        "return-relief", "Returned exports come in free of duty, VAT and consumption tax",
        ("CN-TAX-2026-16", "CN-TAX-2023-34", "CN-TAX-2023-4"), return_relief,
    ),
)  # fmt: skip
