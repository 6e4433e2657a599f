"""What a listing says is whole, agrees with its pictures and with what is delivered."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing, checks, measure
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

four = partial(Story, "goods_have_the_four_attributes")
text = partial(Story, "attributes_agree_with_the_text")
pictured = partial(Story, "attributes_agree_with_the_pictures")
genuine = partial(Story, "attributes_are_those_of_the_genuine_product")
clear = partial(Story, "pictures_are_clear_and_true")
doubtful = partial(Story, "doubtful_pictures_are_decided_by_a_person")
reviewed = partial(Story, "version_was_reviewed_before_it_went_live")
returned = partial(Story, "what_a_review_returned_has_reason_and_day")
proven = partial(Story, "claims_are_proven")
meets = partial(Story, "goods_meet_the_specification_of_the_contract")
SERVICE = {"subject": "service"}
SEEN, NEXT_DAY = datetime(2026, 2, 2, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC)
LATE = datetime(2026, 2, 3, 0, 0, 1, tzinfo=UTC)
FAILED = {"passed": False, "reason": "The title names another model.", "due_on": date(2026, 2, 16)}

STORIES = [
    four("all four", a_listing(), HELD),
    four("without a colour", a_listing(listing={"colour": None}), BROKEN),
    four("without a category", a_listing(listing={"category": None}), BROKEN),
    four("a listing of which nobody says what it is", a_listing(listing={"subject": None}), UNDETERMINED),
    four("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    text("the same power in both, written otherwise", a_listing(listing_attribute=measure(text_value="10Ｗ")), HELD),
    text("another power in the text", a_listing(listing_attribute=measure(text_value="20 W")), BROKEN),
    text("nothing was read of the text", a_listing(listing_attribute=measure(text_value=None)), UNDETERMINED),
    text("without a title", a_listing(listing={"title": None}), BROKEN),
    text("removed", a_listing(listing={"state": "removed"}), OUT_OF_SCOPE),
    pictured("as the pictures show it", a_listing(), HELD),
    pictured("the pictures show another", a_listing(listing_attribute=measure(picture_value="5 W")), BROKEN),
    pictured("nobody looked", a_listing(listing_attribute=measure(picture_value=None)), UNDETERMINED),
    pictured("without attributes", a_listing(listing_attribute=None), BROKEN),
    pictured("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    genuine("as the maker has it", a_listing(listing_attribute=measure(genuine_value="10 w")), HELD),
    genuine("not as the maker has it", a_listing(listing_attribute=measure(genuine_value="30 W")), BROKEN),
    genuine("the seller states nothing", a_listing(listing_attribute=measure(genuine_value="30 W", value=None)),
            UNDETERMINED),
    genuine("the maker's data are not at hand", a_listing(), OUT_OF_SCOPE),
    clear("exactly large enough", a_listing(picture={"width": 1000}), HELD),
    clear("a pixel less", a_listing(picture={"width": 999}), BROKEN),
    clear("exactly sharp enough", a_listing(picture={"sharpness": Decimal("0.3")}), HELD),
    clear("blurred", a_listing(picture={"sharpness": Decimal("0.29")}), BROKEN),
    clear("written over", a_listing(picture={"overlay": Decimal("0.051")}), BROKEN),
    clear("painted over", a_listing(picture={"obstructed": True}), BROKEN),
    clear("of other goods", a_listing(picture={"category": "toy"}), BROKEN),
    clear("the second is too small", a_listing(picture=[{}, {"position": 2, "height": 999}]), BROKEN),
    clear("none", a_listing(picture=None), BROKEN),
    clear("none was handed in for any listing", a_listing(picture=None), UNDETERMINED, absent=("picture",)),
    clear("not measured", a_listing(picture={"sharpness": None}), UNDETERMINED),
    clear("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    doubtful("decided in a day", a_listing(picture={"doubtful": True, "decided_at": NEXT_DAY}), HELD),
    doubtful("a second later", a_listing(picture={"flagged": True, "decided_at": LATE}), BROKEN),
    doubtful("never decided", a_listing(picture={"flagged": True}), BROKEN),
    doubtful("nobody knows when the model looked",
             a_listing(picture={"flagged": True, "decided_at": SEEN, "seen_at": None}), UNDETERMINED),
    doubtful("nothing seen", a_listing(), OUT_OF_SCOPE),
    reviewed("all four sides", a_listing(), HELD),
    reviewed("the title was not looked at", a_listing(listing_check=checks("title")), BROKEN),
    reviewed("the version before was", a_listing(listing_check={"version": 1}), BROKEN),
    reviewed("after it went live", a_listing(listing_check={"checked_at": datetime(2026, 2, 11, tzinfo=UTC)}), BROKEN),
    reviewed("nobody knows when", a_listing(listing_check={"checked_at": None}), UNDETERMINED),
    reviewed("a draft", a_listing(listing={"published_at": None}), OUT_OF_SCOPE),
    returned("with reason, in seven days", a_listing(listing_check=[FAILED]), HELD),
    returned("in eight", a_listing(listing_check=[{**FAILED, "due_on": date(2026, 2, 17)}]), BROKEN),
    returned("without a reason", a_listing(listing_check=[{**FAILED, "reason": None}]), BROKEN),
    returned("without a day", a_listing(listing_check=[{**FAILED, "due_on": None}]), BROKEN),
    returned("nobody knows when", a_listing(listing_check=[{**FAILED, "checked_at": None}]), UNDETERMINED),
    returned("all passed", a_listing(), OUT_OF_SCOPE),
    proven("a report", a_listing(), HELD),
    proven("until today", a_listing(listing_claim={"evidence_until": date(2026, 6, 30)}), HELD),
    proven("until yesterday", a_listing(listing_claim={"evidence_until": date(2026, 6, 29)}), BROKEN),
    proven("without one", a_listing(listing_claim={"evidence": None}), BROKEN),
    proven("nobody knows until when", a_listing(listing_claim={"evidence_until": None}), UNDETERMINED),
    proven("nothing is claimed", a_listing(listing_claim=None), OUT_OF_SCOPE),
    meets("exactly in tolerance", a_listing(), HELD),
    meets("just outside", a_listing(spec_line={"measured": Decimal("10.50001")}), BROKEN),
    meets("measured after dispatch", a_listing(spec_line={"inspected_at": datetime(2026, 3, 3, tzinfo=UTC)}), BROKEN),
    meets("sent without inspection", a_listing(spec_line={"inspected_at": None}), BROKEN),
    meets("not measured yet", a_listing(spec_line={"measured": None}), UNDETERMINED),
    meets("no contract names values", a_listing(spec_line=None), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_information(story: Story) -> None:
    assert story.judged() is story.outcome
