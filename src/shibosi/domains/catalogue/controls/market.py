"""What a market asks for goods before they are sold there: papers, labels, an operator, the licence of the seller.

Which rows of law apply follows from category, facts and market on the day. A row that rests on general knowledge asks
for review and blocks nothing. Not modelled: whether a list of a country names the goods, which the seller answers.
"""

from collections.abc import Iterable
from functools import partial

from shibosi.domains.catalogue.dossiers import GOODS, IN_FORCE, LISTING, LIVE, OFFERED, has_paper, there
from shibosi.domains.catalogue.records import Listing, ListingAttribute, ListingPaper
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, DayX, NumberX, all_of, any_of, as_of, every, some, text, unknown, when
from shibosi.kernel.expressions.nodes import TRUE, literal
from shibosi.kernel.parameters import DAY_ZERO, Parameters, codes, whole
from shibosi.methods.goods.categories import categories
from shibosi.standard.law.conditions import ANY, Condition
from shibosi.standard.law.needs import LABEL, OPERATOR, Rule, rules

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
GET = "Get what the market asks for, link its number to the listing, and have it approved."
ATTRIBUTE = ListingAttribute.attribute
KNOWN_CATEGORY = Listing.category.is_in(frozenset(categories()))


class Access(Parameters):
    """What a site asks of goods."""

    insisted = codes("Rows of law that ask for nothing by themselves, and that the site asks for")
    regulated = codes("Categories that need a licence of the seller")
    banned = codes("Categories that may not be sold in a market")
    hidden_days = whole("Days after its end by which a paper is off the page", unit="days")


def fact(asked_for: Condition) -> BoolX:
    """A fact of the goods: by category, or as the seller states it; undetermined where nobody said."""
    name = asked_for.name
    if name == ANY:
        return BoolX(TRUE)
    if asked_for.op != "is":
        return of_age(asked_for.op, int(asked_for.number))
    settled = {one.category: one.settles(name) for one in categories().values()}
    so = Listing.category.is_in(frozenset(name for name, said in settled.items() if said))
    asked = Listing.category.is_in(frozenset(name for name, said in settled.items() if said is None))
    return so | (asked & some(ListingAttribute.holds, where=ATTRIBUTE == name))


def of_age(sign: str, limit: int) -> BoolX:
    """A comparison of the age goods are made for."""
    years, age = NumberX(literal(limit, "int")), Listing.age_to
    return {"<=": age <= years, "<": age < years, ">": age > years, ">=": age >= years}[sign]


def applies(rule: Rule) -> BoolX:
    """The row of law is in force in the market on the day, and its condition holds for the goods."""
    here = Listing.market.is_in(rule.markets)
    if rule.first is not None:
        here = here & (as_of() >= DayX(literal((rule.first - DAY_ZERO).days, "int")))
    if rule.last is not None:
        here = here & (as_of() <= DayX(literal((rule.last - DAY_ZERO).days, "int")))
    return here & rule.condition.lowered(fact, BoolX.__and__, BoolX.__or__, BoolX.__invert__)


def met(some_of: Iterable[Rule], limits: Access) -> BoolX:
    """For each row of law that applies a paper is at hand."""
    asked = [
        (applies(rule) if rule.mandatory else applies(rule) & text(rule.id).is_in(limits.insisted)).implies(
            has_paper(rule.id)
        )
        for rule in some_of
    ]
    return when(KNOWN_CATEGORY, joined(asked), unknown())


def joined(parts: list[BoolX]) -> BoolX:
    """Every one of many, halved again and again: a chain of a hundred is slow to give reasons for."""
    half = len(parts) // 2
    return joined(parts[:half]) & joined(parts[half:]) if half else parts[0]


@listing(
    clauses=["5.2.1", "000-23", "000-27", "000-T1", "000-T2", "000-T3", "000-T4", "000-T5", "000-T6", "000-T7"],
    when=GOODS, severity=Severity.CRITICAL, remedy=GET,
)  # fmt: skip
def papers_of_the_market_are_at_hand(limits: Access) -> BoolX:
    """For every certificate, mark, declaration and registration that the market asks for there is a good paper."""
    return met([rule for rule in rules() if rule.firm and rule.kind not in (LABEL, OPERATOR)], limits)


@listing(clauses=["10.5.2.1-b"], when=GOODS, remedy=GET)
def labels_of_the_market_are_proven(limits: Access) -> BoolX:
    """For every label that the market asks for there is a proof that the goods carry it."""
    return met([rule for rule in rules() if rule.firm and rule.kind == LABEL], limits)


@listing(
    clauses=["000-T9"], when=GOODS & (Listing.market == "KR"),
    remedy="Show the number of the KC mark on the page, and keep its paper linked.",
)  # fmt: skip
def kc_number_is_on_the_page() -> BoolX:
    """In Korea the number of the KC mark stands on the page of goods that need one."""
    named = [rule for rule in rules() if rule.id == "REQ-013"]
    shown = (ListingPaper.requirement == "REQ-013") & IN_FORCE & ListingPaper.shown
    needed = any_of(*(applies(rule) for rule in named))
    return when(KNOWN_CATEGORY, needed.implies(there(ListingPaper, some(shown))), unknown())


@listing(
    clauses=["000-33", "000-T10"], when=GOODS, severity=Severity.CRITICAL,
    remedy="Name the operator in the market who answers for the goods, with the country it is in.",
)  # fmt: skip
def operator_in_the_market_is_named() -> BoolX:
    """Where the market asks for an operator there who answers for the goods, one is named, and it is there."""
    named = Listing.operator_name.is_known()
    asked = [
        applies(rule).implies(named & Listing.operator_country.or_else("").is_in(rule.markets))
        for rule in rules() if rule.firm and rule.kind == OPERATOR
    ]  # fmt: skip
    return when(KNOWN_CATEGORY, all_of(*asked), unknown())


@listing(
    clauses=["5.2.1", "10.5.2.1-b"], when=GOODS, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Have somebody who knows the market look at the rows that rest on general knowledge.",
)  # fmt: skip
def rules_of_general_knowledge_were_looked_at(limits: Access) -> BoolX:
    """For what a market is generally known to ask for, there is a paper too."""
    return met([rule for rule in rules() if not rule.firm], limits)


@listing(
    clauses=["4.1.4"], when=GOODS, severity=Severity.CRITICAL,
    remedy="Take the goods off sale until the seller has the licence for its category.",
)  # fmt: skip
def seller_of_regulated_goods_is_licensed(limits: Access) -> BoolX:
    """Goods of a regulated category are sold by a seller whose licence is good and covers the category."""
    licence = (ListingPaper.requirement == "seller-licence") & IN_FORCE & (ListingPaper.category == Listing.category)
    return Listing.category.is_in(limits.regulated).implies(there(ListingPaper, some(licence)))


@listing(
    clauses=["10.4.4-b", "000-23"], when=OFFERED, severity=Severity.CRITICAL,
    remedy="Do not offer the goods in this market.",
)  # fmt: skip
def goods_are_not_banned_in_the_market(limits: Access) -> BoolX:
    """Goods of the category are not banned in the market."""
    return ~Listing.category.is_in(limits.banned)


@listing(
    clauses=["5.3.1-d"], when=LIVE, remedy="Take the goods off sale until every paper is approved.",
)  # fmt: skip
def papers_were_approved_before_publishing() -> BoolX:
    """Every paper of a listing was approved before it went live."""
    return there(ListingPaper, every(ListingPaper.approved_at <= Listing.published_at))


@listing(
    clauses=["4.2.3-c"], when=LIVE, remedy="Show papers that are good, and take those that have ended off the page.",
)  # fmt: skip
def papers_are_shown_while_they_are_good(limits: Access) -> BoolX:
    """Buyers see the papers of a live listing while they are good; one that has ended is off the page soon after."""
    last = ListingPaper.valid_until + limits.hidden_days
    ended = ~ListingPaper.open_ended.or_else(False) & (ListingPaper.valid_until < as_of())
    hidden = when(ListingPaper.hidden_at.is_known(), ListingPaper.hidden_at.day() <= last, as_of() <= last)
    return there(ListingPaper, every(when(ended, hidden, ListingPaper.shown & ListingPaper.hidden_at.is_missing())))
