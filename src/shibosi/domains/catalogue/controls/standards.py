"""The standard goods meet, or the declaration that stands in its place; units of measure; origin.

Not modelled: rules of the seller's country about marks of origin, and rules of markets of which no row asks for one.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import GOODS, LISTING, there
from shibosi.domains.catalogue.records import Listing, ListingAttribute
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, every, some, unknown, when
from shibosi.kernel.parameters import Parameters, codes, word
from shibosi.methods.goods.categories import categories, with_indicator

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
DECLARE = "Complete the declaration of quality on the page of the goods."
UNDECLARED = GOODS & Listing.contract_standard.is_missing() & Listing.official_standard.is_missing()
"""Neither contract nor official standard says what the goods have to be."""
STANDARD = r"[A-Z]{1,5}(/[A-Z]{1,3})? ?[A-Z]{0,4} ?[0-9][0-9A-Za-z. :/-]*|none"
"""A number of a standard (GB/T 22796-2021, EN 71-1:2014), or the word that there is none."""
MEASURED = ListingAttribute.number.is_known()


class Units(Parameters):
    """Units of measure."""

    legal = codes("Legal units of measure of a market")
    international = codes("International units of measure")


class OriginMark(Parameters):
    """Where goods are marked with their origin."""

    rule = word("Rule by which goods are marked with their country of origin")


@listing(clauses=["5.3.2-c"], when=UNDECLARED, remedy=DECLARE)
def goods_without_standard_carry_a_declaration() -> BoolX:
    """Goods of which neither contract nor official standard says anything carry a declaration in all its parts."""
    parts = [Listing.cn_deviation, Listing.cn_standard, Listing.origin_deviation, Listing.origin_standard]
    return all_of(
        *(part.is_known() for part in parts), there(ListingAttribute, some(ListingAttribute.value.is_known()))
    )


@listing(clauses=["5.3.2-c-1"], when=UNDECLARED & Listing.cn_deviation.is_known(), remedy=DECLARE)
def declaration_names_the_chinese_standard() -> BoolX:
    """The declaration says how goods deviate from a Chinese standard, by its number, or that there is none."""
    return Listing.cn_standard.matches(STANDARD)


@listing(clauses=["5.3.2-c-2"], when=UNDECLARED & Listing.origin_deviation.is_known(), remedy=DECLARE)
def declaration_names_the_standard_of_the_source() -> BoolX:
    """The declaration says how goods deviate from a standard of the source country, by its number, or that none is."""
    return Listing.origin_standard.matches(STANDARD)


@listing(clauses=["5.3.2-c-3"], when=UNDECLARED, remedy="Answer every key indicator of the category.")
def declaration_answers_the_key_indicators() -> BoolX:
    """The declaration answers every key technical indicator of the category."""
    known = Listing.category.is_in(frozenset(categories()))
    answered = all_of(*(
        Listing.category.is_in(some_of).implies(
            there(ListingAttribute, some((ListingAttribute.attribute == name) & ListingAttribute.value.is_known()))
        )
        for name, some_of in with_indicator().items()
    ))  # fmt: skip
    return when(known, answered, unknown())


@listing(clauses=["5.3.2-c-4"], when=UNDECLARED, remedy="Give each parameter its name, value and unit.")
def declaration_gives_parameters_with_units() -> BoolX:
    """Every technical parameter of the declaration has a name, a value and, where it is a number, a unit."""
    unit = ListingAttribute.unit.is_known()
    whole = ListingAttribute.attribute.is_known() & ListingAttribute.value.is_known() & MEASURED.implies(unit)
    return there(ListingAttribute, every(whole, where=ListingAttribute.holds.is_missing()))


@listing(
    clauses=["5.3.3-a"], when=GOODS, severity=Severity.MINOR, blocks=NOTHING,
    remedy="State the measure in a legal unit of the market.",
)  # fmt: skip
def units_are_legal_in_the_market(units: Units) -> BoolX:
    """Measures are stated in legal units of the market."""
    return there(ListingAttribute, every(ListingAttribute.unit.is_in(units.legal), where=MEASURED))


def international(units: Units) -> BoolX:
    """The measure is an international unit, or says beside it what it is in one."""
    converted = ListingAttribute.si_number.is_known() & ListingAttribute.si_unit.is_in(units.international)
    return ListingAttribute.unit.is_in(units.international) | converted


@listing(
    clauses=["5.3.3-b"], when=GOODS, severity=Severity.MINOR, blocks=NOTHING,
    remedy="State beside the measure what it is in an international unit.",
)  # fmt: skip
def other_units_are_international(units: Units) -> BoolX:
    """A measure that is not in a legal unit of the market is in an international one, or converted into one."""
    known = ListingAttribute.unit.is_in(units.legal) | international(units)
    return there(ListingAttribute, every(known, where=MEASURED))


@listing(
    clauses=["5.3.3-c"], when=GOODS, remedy="State the measure in a legal or an international unit."
)  # fmt: skip
def remaining_units_are_of_the_source(units: Units) -> BoolX:
    """A measure in neither legal nor international units is in a unit of the source country; others are refused."""
    source = Units(units.day, Listing.origin.node)
    elsewhere = ListingAttribute.unit.is_in(units.legal) | international(units)
    return there(ListingAttribute, every(elsewhere | ListingAttribute.unit.is_in(source.legal), where=MEASURED))


@listing(
    clauses=["5.3.3-d"], when=GOODS & (Listing.sale_by == "count"),
    remedy="Show how many pieces a pack holds, on the page and in the cart.",
)  # fmt: skip
def pieces_are_shown_where_goods_are_counted() -> BoolX:
    """Goods sold by count show on page and in cart how many pieces the pack holds."""
    pack = Listing.pack_quantity
    shown = Listing.page_quantity.is_known() & Listing.cart_quantity.is_known()
    return when(shown, (Listing.page_quantity == pack) & (Listing.cart_quantity == pack), shown)


@listing(
    clauses=["5.3.4-a"], when=GOODS & Listing.origin_shown,
    remedy="State the country or region of origin, by its code of two letters.",
)  # fmt: skip
def origin_is_a_country() -> BoolX:
    """Where origin is shown, it is a country or region."""
    given = Listing.origin.is_known()
    return when(given, Listing.origin.matches("[A-Z]{2}"), given)


@listing(
    clauses=["5.3.4-b"], when=GOODS, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Mark the goods with the origin that the page states.",
)  # fmt: skip
def origin_is_marked_where_it_is_asked_for(mark: OriginMark) -> BoolX:
    """In a market whose rule asks for it, goods are marked with the origin that the page states."""
    marked = Listing.origin_marked.is_known()
    return when(mark.rule.is_known(), when(marked, Listing.origin_marked == Listing.origin, marked), unknown())


@listing(
    clauses=["004-03"], when=GOODS & Listing.origin_shown,
    remedy="Have the origin proven by a certificate or by the maker, or do not show it.",
)  # fmt: skip
def origin_that_is_shown_is_proven() -> BoolX:
    """Origin is shown only where a certificate or the maker proves that country; a purchase receipt does not."""
    graded = Listing.origin_proof.is_in(["certificate", "maker-statement"])
    return when(graded, Listing.origin_proven == Listing.origin, graded)
