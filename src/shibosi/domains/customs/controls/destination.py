"""Before goods leave: whether the data are there that their destination asks of a parcel, and whether its set is open.

Known are advance cargo data and the reduced set H7 with IOSS of the European Union, the reduced set of Great Britain,
entry types of the United States. Not modelled: full sets, excise, prohibitions, whether an IOSS number is registered
(customs alone knows), whether a party has an EORI number. Of other destinations nothing is said.
"""

from shibosi.domains.customs.dossiers import ENTRY
from shibosi.domains.customs.records import EntryDeclaration
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, count
from shibosi.kernel.parameters import Parameters, amount, codes
from shibosi.methods.goods.describing import VAGUE_GOODS

DECLARED_ON = EntryDeclaration.declared_on.or_else(EntryDeclaration.departed_at.day())
"""Before it is declared, the day on which the goods leave."""
ENTERS = count(EntryDeclaration).or_else(0) > 0
INTRINSIC = EntryDeclaration.value - EntryDeclaration.additions
"""What the goods themselves are worth: without freight, insurance and other additions."""
REDUCED_EU = ENTERS & (EntryDeclaration.data_set == "H7")
REDUCED_GB = ENTERS & (EntryDeclaration.data_set == "BIRDS")
IOSS = "F48"
"""The additional procedure under which VAT was charged at the sale."""


class ReducedSet(Parameters):
    """What may be declared by the reduced set of the European Union."""

    limit = amount("Largest value of the goods of a consignment under the data set H7", currency="300")


class ReducedSetOfBritain(Parameters):
    """What may be declared by the reduced set of Great Britain."""

    limit = amount("Largest value of the goods of a parcel under the bulk import reduced data set", currency="303")


class EntryTypes(Parameters):
    """Which types of entry are open."""

    open = codes("Types of entry open to parcels")


def named() -> BoolX:
    """Exporter and importer with their addresses, description, code, weight and packages, value and origin."""
    one = EntryDeclaration
    parties = one.exporter_name.is_known() & one.exporter_address.is_known() & one.importer_name.is_known()
    goods = one.description.is_known() & one.commodity_code.matches("[0-9]{6,10}").or_else(False)
    counted = one.weight.is_known() & one.packages.is_known() & one.value.is_known() & one.currency.is_known()
    return parties & one.importer_address.is_known() & goods & counted


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, place=EntryDeclaration.market, when=REDUCED_EU,
    severity=Severity.CRITICAL,
    remedy="Declare the consignment with the full data set (H1), or correct its value.",
)  # fmt: skip
def reduced_set_of_the_eu_stays_small(reduced: ReducedSet) -> BoolX:
    """Goods under the reduced data set H7 are worth no more than its limit; other currencies cannot be decided here."""
    return INTRINSIC <= reduced.limit


@control(
    clauses=["7.3.4.1", "7.3.4.3"], dossier=ENTRY, day=DECLARED_ON, when=REDUCED_EU,
    remedy="Add exporter, importer, addresses, description, six-digit code, weight, packages, value or procedure.",
)  # fmt: skip
def reduced_set_of_the_eu_has_its_data() -> BoolX:
    """A declaration under H7 has both parties, description, code, weight, packages, value and additional procedure."""
    return named() & EntryDeclaration.procedure.is_known()


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, severity=Severity.CRITICAL,
    when=ENTERS & (EntryDeclaration.procedure == IOSS),
    remedy="Give the IOSS number under which VAT was charged, and declare with H7; otherwise use F49 or C07.",
)  # fmt: skip
def ioss_has_its_number_and_its_set() -> BoolX:
    """A consignment under the import one-stop shop is declared with H7 and has a number of the right form."""
    number = EntryDeclaration.ioss_number.matches("IM[0-9]{10}").or_else(False)
    return number & (EntryDeclaration.data_set == "H7")


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, when=ENTERS & (EntryDeclaration.market == "EU"),
    remedy="Say what the goods are, in plain words, and give seller, buyer and at least six digits of their code.",
)  # fmt: skip
def advance_data_of_the_eu_are_precise() -> BoolX:
    """Advance cargo data for the European Union name seller, buyer, a code of six digits and goods that can be told."""
    one = EntryDeclaration
    parties = one.seller.is_known() & one.buyer.is_known()
    described = ~VAGUE_GOODS(one.description).or_else(True)
    return parties & described & one.commodity_code.matches("[0-9]{6,10}").or_else(False)


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, place=EntryDeclaration.market, when=REDUCED_GB,
    severity=Severity.CRITICAL,
    remedy="Declare the parcel in full, or correct its value.",
)  # fmt: skip
def reduced_set_of_britain_stays_small(reduced: ReducedSetOfBritain) -> BoolX:
    """A parcel under the reduced set of Great Britain is worth no more than its limit; only pounds are decided here."""
    return INTRINSIC <= reduced.limit


@control(
    clauses=["7.3.4.1", "7.3.4.3"], dossier=ENTRY, day=DECLARED_ON, when=REDUCED_GB,
    remedy="Add exporter, importer, addresses, description, six-digit code, weight, packages or value.",
)  # fmt: skip
def reduced_set_of_britain_has_its_data() -> BoolX:
    """A declaration under the reduced set of Great Britain has both parties, description, code, weight and value."""
    return named()


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, place=EntryDeclaration.market, severity=Severity.CRITICAL,
    when=ENTERS & (EntryDeclaration.market == "US"),
    remedy="Make a formal (01) or informal (11) entry.",
)  # fmt: skip
def entry_type_is_open(types: EntryTypes) -> BoolX:
    """Goods enter the United States by a type of entry that is open to them on the day."""
    return EntryDeclaration.entry_type.is_in(types.open)


@control(
    clauses=["000-34", "7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, when=ENTERS & (EntryDeclaration.market == "US"),
    remedy="Give the code of the United States with all ten digits.",
)  # fmt: skip
def entry_into_the_us_has_ten_digits() -> BoolX:
    """An entry into the United States states the tariff code with ten digits and the country of origin."""
    code = EntryDeclaration.commodity_code.matches("[0-9]{10}")
    return code & EntryDeclaration.origin.is_known()
