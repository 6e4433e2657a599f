"""What texts of a listing say."""

from functools import partial

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

banned = partial(Story, "texts_offer_nothing_banned")
contact = partial(Story, "texts_hold_no_contact_data")
named = partial(Story, "texts_have_no_term_that_law_names")
review = partial(Story, "texts_have_no_term_to_look_at")


def titled(title: str | None, market: str = "DE", **changes: object) -> list[Record]:
    """The listing alone, with another title."""
    base = a_listing(listing={"title": title, "market": market, **changes})
    return [one for one in base if one.kind() == "listing"]


def described(text: str | None) -> list[Record]:
    """With a point in Chinese."""
    return a_listing(listing_text=[{"part": "point", "language": "zh", "text": text}])


STORIES = [
    banned("headphones", titled("Bluetooth headphones"), HELD),
    banned("a weapon, spaced out", titled("优质 炸*药 批发"), BROKEN),
    banned("the innocent bath", titled("泡澡炸弹 浴室炸弹 礼盒"), HELD),
    banned("in another text", described("自制雷管"), BROKEN),
    banned("another text of which nothing is known", described(None), UNDETERMINED),
    banned("without a title", titled(None), UNDETERMINED),
    banned("removed", titled("炸药", state="removed"), OUT_OF_SCOPE),
    contact("none", titled("Bluetooth headphones HP-10"), HELD),
    contact("a number in a messenger", titled("耳机 薇信 abc12345"), BROKEN),
    contact("a link", titled("headphones www.example.com/shop"), BROKEN),
    contact("a long model number", titled("headphones 13812345678901"), HELD),
    contact("without a title", titled(None), UNDETERMINED),
    contact("removed", titled("www.example.com/shop", state="removed"), OUT_OF_SCOPE),
    named("plain words", titled("头戴式耳机", "CN"), HELD),
    named("the best, in full width and traditional", titled("最\u200b佳 國家級 耳机", "CN"), BROKEN),
    named("the best time to eat", titled("最佳赏味期三十天", "CN"), HELD),
    named("without a title", titled(None, "CN"), UNDETERMINED),
    named("in Germany", titled("最佳耳机"), OUT_OF_SCOPE),
    review("plain words", titled("Bluetooth headphones"), HELD),
    review("kind to nature, in the Union", titled("Eco-friendly headphones"), BROKEN),
    review("kind to nature, in Japan", titled("Eco-friendly headphones", "JP"), HELD),
    review("healing, in China", titled("耳机 包治百病", "CN"), BROKEN),
    review("without a title", titled(None), UNDETERMINED),
    review("removed", titled("Eco-friendly", state="removed"), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_words(story: Story) -> None:
    assert story.judged() is story.outcome
