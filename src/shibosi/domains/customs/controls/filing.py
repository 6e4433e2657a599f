"""Filings with customs: whole, true to the register, in force when something is declared, and declared as filed.

Not modelled: what customs itself checks of a filing. A line that nobody held against filings has no look-up.
"""

from functools import partial

from shibosi.domains.customs.dossiers import ATTENDING, AUTHORISED, FILED_FIRM, FILED_GOODS, FILED_LINE
from shibosi.domains.customs.records import (
    AeoStatus,
    FilingLookup,
    GoodsFiling,
    InspectionVisit,
    MerchantFiling,
)
from shibosi.domains.papers.records import StaffMember
from shibosi.domains.parties.records import Firm
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, unknown, when
from shibosi.kernel.parameters import Parameters, whole
from shibosi.methods.identifiers import COMPANY_CODE

FILED, REJECTED, CANCELLED = "filed", "rejected", "cancelled"
LOOKED_UP = (count(FilingLookup).or_else(0) > 0) & FilingLookup.merchant_code.is_known()
"""A list that names no merchant is found as such (`company_codes_are_well_formed`)."""
FOUND = LOOKED_UP & FilingLookup.item_found.or_else(False)
firm = partial(
    control, dossier=FILED_FIRM, day=as_of(), when=count(MerchantFiling).or_else(0) > 0, blocks=NOTHING,
)  # fmt: skip
goods = partial(
    control, dossier=FILED_GOODS, day=as_of(), when=GoodsFiling.status.or_else("") != CANCELLED, blocks=NOTHING
)  # fmt: skip
line = partial(control, dossier=FILED_LINE, day=FilingLookup.declared_on, blocks=RELEASE)


class FilingTerms(Parameters):
    """How long what customs sends back or has not answered may wait."""

    correct = whole("Days in which a rejected filing is corrected", unit="days")
    answer = whole("Days after which an answer of customs to a filing is asked for", unit="days")
    notice = whole("Days before the end of a standing with customs on which its firm is told", unit="days")


def answered(status: BoolX, rejected: BoolX, handed_in: BoolX, late: BoolX, overdue: BoolX) -> BoolX:
    """Filed holds; a rejected filing and one without answer may wait so long; anything else is broken."""
    waiting = when(late, ~late, unknown())
    corrected = when(overdue, ~overdue, unknown())
    return when(status, status, when(rejected, corrected, when(handed_in, waiting, status)))


@firm(
    clauses=["4.5.2"], remedy="Hand the filing in anew with everything the e-port asks for.",
)  # fmt: skip
def firm_filing_is_complete() -> BoolX:
    """A filing of a firm has role, name, credit code, address, representative, customs office and a receipt."""
    filing = MerchantFiling
    parts = (filing.role, filing.name, filing.address, filing.representative_name, filing.customs_office)
    there = filing.receipt.is_known() & filing.handed_in_on.is_known()
    for part in parts:
        there &= part.is_known()
    return every(there & COMPANY_CODE(filing.credit_code))


@firm(
    clauses=["4.5.2", "7.2.4-a"], reports=[Firm], severity=Severity.MAJOR,
    remedy="Correct the filing at customs, or what is registered of the firm.",
)  # fmt: skip
def firm_filing_is_true() -> BoolX:
    """A firm is filed with customs under the name, number and representative of its register, and the code it uses."""
    filing = MerchantFiling
    named = filing.name.same_as(Firm.name) & filing.representative_name.same_as(Firm.representative_name)
    coded = filing.filed_code == Firm.customs_code
    numbered = filing.credit_code == Firm.licence_number
    return every(named & numbered & when(filing.status == FILED, coded, filing.status.is_known()))


@firm(
    clauses=["4.5.2"], severity=Severity.MAJOR,
    remedy="Correct a rejected filing, ask for an answer, or file again before the last day.",
)  # fmt: skip
def firm_filing_is_in_force(terms: FilingTerms) -> BoolX:
    """A firm is filed with customs on the day; what was rejected is corrected in time, what waits is asked after."""
    filing = MerchantFiling
    good = filing.open_ended.or_else(False) | (filing.valid_until >= as_of())
    told = answered(
        (filing.status == FILED) & COMPANY_CODE(filing.filed_code), filing.status == REJECTED,
        filing.status == "handed-in", as_of() > filing.handed_in_on + terms.answer,
        as_of() > filing.answered_on + terms.correct,
    )  # fmt: skip
    return every(told & when(filing.status == FILED, good, filing.status.is_known()), where=filing.status != CANCELLED)


@goods(clauses=["4.5.2"], remedy="Hand the filing in anew with everything the e-port asks for.")
def goods_filing_is_complete() -> BoolX:
    """A filing of goods has name, specification, ten-digit code, units, origin, a band of prices and a receipt."""
    filing = GoodsFiling
    told = filing.name.is_known() & filing.model.is_known() & filing.unit.is_known() & filing.first_unit.is_known()
    told &= filing.origin.is_known() & filing.receipt.is_known() & filing.handed_in_on.is_known()
    return told & filing.commodity_code.matches("[0-9]{10}") & (filing.lowest <= filing.highest)


@goods(
    clauses=["4.5.2"], severity=Severity.MAJOR,
    remedy="Correct a rejected filing, ask for an answer, or file again before the last day.",
)  # fmt: skip
def goods_filing_is_in_force(terms: FilingTerms) -> BoolX:
    """Goods are filed with customs on the day; what was rejected is corrected in time, what waits is asked after."""
    filing = GoodsFiling
    good = filing.open_ended.or_else(False) | (filing.valid_until >= as_of())
    told = answered(
        (filing.status == FILED) & filing.record_number.is_known(), filing.status == REJECTED,
        filing.status == "handed-in", as_of() > filing.handed_in_on + terms.answer,
        as_of() > filing.answered_on + terms.correct,
    )  # fmt: skip
    return told & when(filing.status == FILED, good, filing.status.is_known())


@line(
    clauses=["4.5.2"], when=LOOKED_UP, severity=Severity.CRITICAL,
    remedy="File the merchant and the goods with customs before anything is declared.",
)  # fmt: skip
def nothing_is_declared_unfiled() -> BoolX:
    """A line is declared while its merchant and its goods are filed with customs."""
    lookup = FilingLookup
    merchant = (lookup.merchant_status == FILED) & ~(lookup.merchant_until < lookup.declared_on).or_else(False)
    item = (lookup.status == FILED) & ~(lookup.until < lookup.declared_on).or_else(False)
    there = lookup.merchant_found & lookup.item_found
    return when(there, merchant & item, there)


@line(
    clauses=["4.5.2"], when=FOUND, severity=Severity.MAJOR,
    remedy="Correct the line, or have the filing of the goods changed.",
)  # fmt: skip
def goods_are_declared_as_filed() -> BoolX:
    """A line has commodity code and unit under which its goods are filed, and their number where it names one."""
    line = FilingLookup
    numbered = line.declared_record.is_missing() | (line.declared_record == line.record_number)
    return (line.declared_commodity == line.commodity_code) & (line.declared_unit == line.unit) & numbered


@line(
    clauses=["4.5.2"], when=FOUND, remedy="Explain the price, or have the band of prices that is filed changed.",
)  # fmt: skip
def price_is_within_the_filed_band() -> BoolX:
    """The unit price of a line lies within the band of prices under which its goods are filed."""
    price = FilingLookup.declared_price
    return (price >= FilingLookup.lowest) & (price <= FilingLookup.highest)


@control(
    clauses=["10.2.5.3-b"], dossier=AUTHORISED, day=as_of(), when=AeoStatus.status.or_else("") != "withdrawn",
    blocks=NOTHING,
    remedy="Prepare the assessment, and do not use the standing until it is valid again.",
)  # fmt: skip
def authorised_standing_is_valid() -> BoolX:
    """A standing as authorised operator is valid, and customs assesses it again by the day it set."""
    status = AeoStatus
    return (status.status == "valid") & (status.granted_on <= as_of()) & (status.assess_by >= as_of())


@control(
    clauses=["10.2.5.3-b"], dossier=ATTENDING, day=as_of(), when=count(InspectionVisit).or_else(0) > 0, blocks=NOTHING,
    reports=[StaffMember], remedy="Send somebody filed and qualified; renew the qualification.",
)  # fmt: skip
def inspections_are_attended_by_qualified_staff() -> BoolX:
    """Who stands by at an inspection is filed, qualified on that day, and shows the certificate of the firm."""
    filed = StaffMember.licence_number.is_known() & (InspectionVisit.visited_on <= StaffMember.qualified_until)
    there = count(StaffMember).or_else(0) > 0
    return when(there, every(filed & InspectionVisit.certificate.is_known()), there)
