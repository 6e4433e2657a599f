"""What texts of a listing say: no banned goods, no way around the site, no term that the market bans.

Terms are data of `methods/words`. What rests on general knowledge, or only warns, asks for review and stops nothing.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import polars as pl

from shibosi.domains.catalogue.dossiers import LISTING, OFFERED
from shibosi.domains.catalogue.records import Listing, ListingText
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, Predicate, all_of, as_of, count, every, when
from shibosi.methods.words.lexicons import CONTACT, terms
from shibosi.standard.law.needs import members

if TYPE_CHECKING:
    from shibosi.methods.words.screening import Hit, Screen

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
BANNED = frozenset(["weapons", "drugs", "gambling", "documents", "sexual", "brushing"])
"""Topics that no market is offered."""
CHINA = "CN"


def screen() -> "Screen":
    """The screen of all terms. Its tables of sounds and disguises are read when the first text is looked at."""
    from shibosi.methods.words.screening import shipped

    return shipped()


@lru_cache(maxsize=65536)
def hits(text: str, market: str) -> "tuple[Hit, ...]":
    """What stands in a text, kept for the next control that asks."""
    return tuple(screen().hits(text, market))


@lru_cache(maxsize=4)
def swept(texts: tuple[str, ...], market: str) -> "dict[str, list[Hit]]":
    """What stands in the texts of a column, by text, kept for the next control that asks."""
    return {texts[number]: found for number, found in screen().sweep(texts, market).items()}


def without(name: str, market: str, minded: "Callable[[Hit], bool]") -> Predicate:
    """The predicate that no hit of a kind stands in a text, in a market (any where none is named)."""

    def column(values: pl.Series) -> pl.Series:
        found = swept(tuple(values.unique().sort().to_list()), market)
        bad = [text for text, some in found.items() if any(minded(hit) for hit in some)]
        return ~values.is_in(bad)

    return Predicate(name, lambda text: not any(minded(hit) for hit in hits(text, market)), column)


OFFERS_NOTHING_BANNED = without("offers_nothing_banned", "", lambda hit: hit.topic in BANNED and hit.stops)
HOLDS_NO_CONTACT = without("holds_no_contact", "", lambda hit: hit.topic == CONTACT)
SAYS_NOTHING_NAMED_BY_LAW = without(
    "says_nothing_named_by_law", CHINA, lambda hit: hit.topic not in BANNED | {CONTACT} and hit.stops
)
WANTS_NO_REVIEW = {
    place: without(f"wants_no_review_{place.lower()}", "" if place == "all" else place, lambda hit: not hit.stops)
    for place in sorted({place for term in terms() for place in term.markets} - {"all"})
}
"""By place whose terms are minded there."""


def texts(predicate: Predicate) -> BoolX:
    """Title, description and every other text fit a predicate."""
    main = predicate(Listing.title) & predicate(Listing.description)
    return when(count(ListingText).or_else(0) > 0, main & every(predicate(ListingText.text)), main)


@listing(
    clauses=["10.4.4-b", "000-48"], when=OFFERED, severity=Severity.CRITICAL,
    remedy="Do not offer such goods; where the words mean something innocent, say it otherwise.",
)  # fmt: skip
def texts_offer_nothing_banned() -> BoolX:
    """No text of a listing offers weapons, drugs, gambling, forged papers, sexual services or rewards for reviews."""
    return texts(OFFERS_NOTHING_BANNED)


@listing(clauses=["4.2.3-b", "000-46"], when=OFFERED, remedy="Leave out addresses, numbers and links.")
def texts_hold_no_contact_data() -> BoolX:
    """No text of a listing holds a telephone number, an address, a link or a name in a messenger."""
    return texts(HOLDS_NO_CONTACT)


@listing(
    clauses=["10.5.2.1-b", "000-48"], when=OFFERED & (Listing.market == CHINA),
    remedy="Leave the term out, or say a fact that can be proven.",
)  # fmt: skip
def texts_have_no_term_that_law_names() -> BoolX:
    """In China no text of a listing has one of the absolute terms that the Advertising Law names."""
    return texts(SAYS_NOTHING_NAMED_BY_LAW)


@listing(
    clauses=["10.5.2.1-b", "000-48"], when=OFFERED, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Have somebody look at the terms: leave them out, or link the proof.",
)  # fmt: skip
def texts_have_no_term_to_look_at() -> BoolX:
    """No text of a listing has a term that its market may mind: claims of healing, of gain, of nature."""
    return all_of(
        *(Listing.market.is_in(members([place])).implies(texts(fits)) for place, fits in WANTS_NO_REVIEW.items())
    )
