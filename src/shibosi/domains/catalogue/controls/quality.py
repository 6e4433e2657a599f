"""Faults in the quality of listings that data can decide; what they cost stands in the pack `listing_quality`.

Whose a picture is, sellers say; whether they say the truth, and what was stolen from outside, people decide (the flow
`listing_fault`). Not modelled: words of other brands in a title, and goods of the same kind under other item numbers.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import IN_FORCE, ITEM, LISTING, OFFERED, PICTURE, there
from shibosi.domains.catalogue.records import Listing, ListingPaper, Picture
from shibosi.domains.catalogue.records.listings import CHECKING, HELD, HIDDEN, LIVE
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    NumberX,
    Predicate,
    all_of,
    as_of,
    count,
    distinct,
    every,
    some,
    unknown,
    when,
)
from shibosi.kernel.expressions.nodes import literal
from shibosi.kernel.parameters import Parameters, whole
from shibosi.methods.goods.repeats import repeats

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
LIMITS = range(2, 9)
"""The limits that a site may set to what a title repeats."""
RANGE = "range-agreement"
"""The paper in which a seller and a site agreed on a category."""
SHOWN = Listing.state.is_in([CHECKING, HELD, LIVE, HIDDEN])


def within(limit: int) -> Predicate:
    """The predicate that a title says no word more often than a limit."""
    return Predicate(f"repeats_at_most_{limit}", lambda title: repeats(title) <= limit)


REPEATS_AT_MOST = {limit: within(limit) for limit in LIMITS}


class TitleWords(Parameters):
    """What a title may repeat."""

    most = whole("How often a title says one word at most", unit="times")


@listing(
    clauses=["000-46"], when=OFFERED, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Say every word of the title once or twice; search finds the goods all the same.",
)  # fmt: skip
def title_repeats_no_word(words: TitleWords) -> BoolX:
    """A title says no word again and again to be found more often."""
    limits = ((NumberX(literal(limit, "int")), fits) for limit, fits in REPEATS_AT_MOST.items())
    return all_of(*((words.most == limit).implies(fits(Listing.title)) for limit, fits in limits))


@control(
    clauses=["000-46"], dossier=ITEM, day=as_of(), when=some(SHOWN).or_else(True), severity=Severity.MINOR,
    blocks=NOTHING, remedy="Keep one listing of the item, and take the others off.",
)  # fmt: skip
def goods_are_listed_once() -> BoolX:
    """A seller lists goods of one item number once in a market."""
    alone, known = distinct(Listing.number) <= 1, every(Listing.state.is_known())
    return when(alone, alone, when(known, distinct(Listing.number, where=SHOWN) <= 1, unknown()))


@control(
    clauses=["000-46"], dossier=PICTURE, day=as_of(), when=count(Picture).or_else(0) > 0, severity=Severity.MAJOR,
    blocks=NOTHING, remedy="Ask every seller by what right the picture is shown; whose it is not takes it off.",
)  # fmt: skip
def one_picture_has_one_owner() -> BoolX:
    """Where several sellers show the same picture, one at most calls it its own, and all others have a right to it."""
    rightful = every(Picture.rights.is_in(["own", "maker", "licence"]))
    owners = distinct(Picture.seller_code, where=Picture.rights == "own")
    shared = distinct(Picture.seller_code) > 1
    return shared.implies(rightful & (owners.or_else(0) <= 1))


@listing(
    clauses=["000-46"], when=OFFERED & some(ListingPaper.requirement == RANGE).or_else(False),
    remedy="List the goods in a category that was agreed, or have the agreement extended.",
)  # fmt: skip
def goods_are_within_the_agreed_range() -> BoolX:
    """Where a seller and the site agreed on categories, the goods are of one of them, and the agreement is in force."""
    agreed = (ListingPaper.requirement == RANGE) & IN_FORCE & (ListingPaper.category == Listing.category)
    return there(ListingPaper, some(agreed))
