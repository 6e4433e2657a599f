"""What a listing says: whole, in agreement with itself, with its pictures and with what is delivered.

Not modelled: how long a title may be on which site. What pictures show is reported by whoever looks at them.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import GOODS, LISTING, OFFERED, there
from shibosi.domains.catalogue.records import Listing, ListingAttribute, ListingCheck, ListingClaim, Picture, SpecLine
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, TextX, all_of, as_of, count, every, hours, some, when
from shibosi.kernel.parameters import Parameters, number, share, whole

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
CORRECT = "Correct the value where it is wrong: in the form, in the text or in the picture."
SIDES = ("title", "picture", "attributes", "description")
"""What is looked at before a version goes live."""


class PictureQuality(Parameters):
    """What pictures of goods have to be."""

    side = whole("Smallest width and height of a picture", unit="pixels")
    sharpness = number("Least sharpness, 0 to 1", unit="score")
    overlay = share("Largest share of a picture that laid-over text may cover")
    hours = whole("Hours within which a person decides about a doubtful picture", unit="hours")


class Review(Parameters):
    """How listings are reviewed."""

    days = whole("Days a seller has to correct what a review returned", unit="days")


@listing(
    clauses=["000-47"], when=GOODS, remedy="Fill in the fields that are empty: colour, size, description, category."
)
def goods_have_the_four_attributes() -> BoolX:
    """Goods enter the catalogue with colour, size, description and category."""
    asked = [Listing.colour, Listing.size, Listing.description, Listing.category]
    return all_of(*(one.is_known() for one in asked))


def agree(other: TextX) -> BoolX:
    """Wherever a value was read from somewhere else too, it is the value stated; undetermined where none was."""
    return there(ListingAttribute, every(other.same_as(ListingAttribute.value), where=other.is_known()))


@listing(clauses=["5.3.1-a"], when=OFFERED, remedy=CORRECT)
def attributes_agree_with_the_text() -> BoolX:
    """The attributes that title and description speak of have there the value that the seller states."""
    return Listing.title.is_known() & agree(ListingAttribute.text_value)


@listing(clauses=["5.3.1-a", "5.3.1-b"], when=GOODS, remedy=CORRECT)
def attributes_agree_with_the_pictures() -> BoolX:
    """The attributes that pictures show are as the seller states them."""
    return agree(ListingAttribute.picture_value)


@listing(
    clauses=["000-07"], when=GOODS & (count(ListingAttribute).or_else(0) > 0)
    & some(ListingAttribute.genuine_value.is_known()).or_else(False),
    remedy="Compare brand, model and measures with those of the maker; goods that differ are not theirs.",
)  # fmt: skip
def attributes_are_those_of_the_genuine_product() -> BoolX:
    """Where the maker's own data of the product are at hand, the attributes of the listing are the same."""
    return agree(ListingAttribute.genuine_value)


@listing(
    clauses=["5.3.1-b"], when=GOODS,
    remedy="Replace the picture: large enough, sharp, of the goods themselves, without writing over it.",
)  # fmt: skip
def pictures_are_clear_and_true(quality: PictureQuality) -> BoolX:
    """Every picture is large and sharp, shows goods of the category unobstructed, and carries little writing."""
    large = (Picture.width >= quality.side) & (Picture.height >= quality.side)
    plain = (Picture.overlay <= quality.overlay) & ~Picture.obstructed
    shows = Picture.category == Listing.category
    return there(Picture, every(large & (Picture.sharpness >= quality.sharpness) & plain & shows))


@listing(
    clauses=["10.3.5.3-c"], when=GOODS & some(Picture.flagged | Picture.doubtful).or_else(False),
    remedy="Have a person decide about the picture before it is shown.",
)  # fmt: skip
def doubtful_pictures_are_decided_by_a_person(quality: PictureQuality) -> BoolX:
    """A picture in which the model sees something, or is not sure, is decided by a person in time."""
    soon = (Picture.decided_at - Picture.seen_at) <= hours(quality.hours)
    decided = when(Picture.decided_at.is_known(), soon, Picture.decided_at.is_known())
    return there(Picture, every((Picture.flagged | Picture.doubtful).implies(decided)))


@listing(
    clauses=["4.2.3-b"], when=OFFERED & Listing.published_at.is_known(),
    remedy="Take the version off until title, pictures, attributes and description have passed.",
)  # fmt: skip
def version_was_reviewed_before_it_went_live() -> BoolX:
    """The version that is live passed the review of title, pictures, attributes and description before."""
    this = (ListingCheck.version == Listing.version) & (ListingCheck.checked_at <= Listing.published_at)
    passed = (some(this & (ListingCheck.subject == side) & ListingCheck.passed) for side in SIDES)
    return there(ListingCheck, all_of(*passed))


@listing(
    clauses=["4.2.3-b"], when=OFFERED & some(~ListingCheck.passed).or_else(False),
    remedy="Tell the seller what was found and by when it has to be corrected.",
)  # fmt: skip
def what_a_review_returned_has_reason_and_day(review: Review) -> BoolX:
    """What did not pass a review is returned with a reason, and a day by which it has to be corrected."""
    soon = ListingCheck.due_on <= ListingCheck.checked_at.day() + review.days
    told = when(ListingCheck.due_on.is_known(), ListingCheck.reason.is_known() & soon, ListingCheck.due_on.is_known())
    return there(ListingCheck, every(ListingCheck.passed | told))


@listing(
    clauses=["10.5.2.1-b", "000-48"], when=OFFERED & (count(ListingClaim).or_else(0) > 0),
    remedy="Link the report that proves the claim, or take the claim out.",
)  # fmt: skip
def claims_are_proven() -> BoolX:
    """Every claim that wants a proof has one, and it is still good."""
    proof = ListingClaim.evidence.is_known()
    return there(ListingClaim, every(when(proof, as_of() <= ListingClaim.evidence_until, proof)))


@listing(
    clauses=["5.3.2-a"], when=OFFERED & (count(SpecLine).or_else(0) > 0), severity=Severity.CRITICAL, blocks=RELEASE,
    remedy="Hold the goods: measure what was not measured, and replace what is out of tolerance.",
)  # fmt: skip
def goods_meet_the_specification_of_the_contract() -> BoolX:
    """Before dispatch every value that the contract specifies was measured and lies within the tolerance agreed."""
    inside = (SpecLine.measured - SpecLine.agreed).abs() <= SpecLine.tolerance
    here, seen = SpecLine.dispatched_at.is_missing(), SpecLine.inspected_at.is_known()
    before = when(seen, here | (SpecLine.inspected_at <= SpecLine.dispatched_at), here)
    return there(SpecLine, every(inside & before))
