"""Orders against the rules of their destination: bans, licences, papers, tax paid in advance.

What the listing says is put down by the job `goods.orders`, or reported. Not modelled: embargoes of the country goods
leave, and whether a number of the right form is registered.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import ORDERED, there
from shibosi.domains.catalogue.records import OrderedGoods, OrderedTax
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, every, unknown, when
from shibosi.methods.registers import predicates

NUMBERS = ("eu-vat", "gb-vat", "in-gstin", "au-abn", "br-cnpj", "mx-rfc")
"""Registers whose numbers have check digits or a form that is known."""
HAS_GOODS = count(OrderedGoods).or_else(0) > 0
PREPAID = (count(OrderedTax).or_else(0) > 0) & OrderedTax.prepaid.or_else(True)
ordered = partial(control, dossier=ORDERED, day=as_of(), blocks=RELEASE, severity=Severity.CRITICAL)


@ordered(clauses=["5.5.1-b"], when=HAS_GOODS, remedy="Do not send the goods; cancel the line and pay it back.")
def ordered_goods_are_not_banned_at_the_destination() -> BoolX:
    """No line of an order is of goods that are banned where they go."""
    return there(OrderedGoods, every(~OrderedGoods.banned))


@ordered(clauses=["5.5.1-b"], when=HAS_GOODS, remedy="Get the licence for the category, or cancel the line.")
def ordered_goods_have_their_licence() -> BoolX:
    """For every line of goods that need a licence of the seller there is one that is good."""
    licence = OrderedGoods.licence.is_known()
    good = when(licence, as_of() <= OrderedGoods.licence_until, licence)
    return there(OrderedGoods, every(OrderedGoods.licensed.implies(good)))


@ordered(
    clauses=["5.5.1-b"], when=HAS_GOODS, remedy="Get what the market asks for, link it to the listing, look again."
)
def ordered_goods_have_the_papers_of_the_market() -> BoolX:
    """For every line all that the market asks for is proven by good papers of the listing."""
    return there(OrderedGoods, every(OrderedGoods.proven >= OrderedGoods.needed))


def fits_its_register() -> BoolX:
    """The buyer's tax number can be one of its register; undetermined in a register that is not known."""
    fits = ((OrderedTax.register == name).implies(predicates()[name](OrderedTax.tax_number)) for name in NUMBERS)
    return when(OrderedTax.register.is_in(NUMBERS), all_of(*fits), unknown())


@ordered(
    clauses=["5.5.1-b"], when=PREPAID,
    remedy="Ask the buyer for the right tax number, or say under which number the whole tax was collected.",
)  # fmt: skip
def tax_paid_in_advance_has_a_number() -> BoolX:
    """Tax paid in advance has a tax number of the buyer that can be one, or was collected whole under a number."""
    under = OrderedTax.collected_under.is_known()
    whole = when(under, OrderedTax.collected >= OrderedTax.due, under)
    number = OrderedTax.tax_number.is_known()
    return when(number, fits_its_register() | whole.or_else(False), whole)
