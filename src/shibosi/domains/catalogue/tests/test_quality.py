"""Faults in the quality of listings."""

from functools import partial

import pytest

from shibosi.domains.catalogue.records import Listing, Picture
from shibosi.domains.catalogue.tests.builders import Story, a_listing
from shibosi.domains.catalogue.tests.templates import LISTING, PAPER, PICTURE
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED
from shibosi.methods.goods.repeats import repeats

title = partial(Story, "title_repeats_no_word")
once = partial(Story, "goods_are_listed_once")
owner = partial(Story, "one_picture_has_one_owner")
agreed = partial(Story, "goods_are_within_the_agreed_range")


def titled(words: str | None, **changes: object) -> list[Record]:
    """The listing alone, with another title."""
    return [one for one in a_listing(listing={"title": words, **changes}) if one.kind() == "listing"]


def listed(*states: str | None) -> list[Record]:
    """Listings of one item number, in these states."""
    return [
        Listing(**{**LISTING, "gtin": "4006381333931", "number": f"L-{number}", "state": state})
        for number, state in enumerate(states)
    ]


def shown(*rights: str | None) -> list[Record]:
    """One picture, shown by as many sellers, by these rights."""
    return [Picture(**{**PICTURE, "seller_code": f"S-{at}", "rights": right}) for at, right in enumerate(rights)]


def under(**paper: object) -> list[Record]:
    """A listing with an agreement on its category."""
    return a_listing(listing_paper=[{**PAPER, "requirement": "range-agreement", **paper}])


STORIES = [
    title("every word once", titled("Bluetooth headphones HP-10"), HELD),
    title("a word four times", titled("Bag, red bag, big bag, gift bag"), HELD),
    title("a word five times", titled("Bag red bag big bag gift bag new BAG"), BROKEN),
    title("in Chinese, five times", titled("定时器特价定时器学习定时器冰箱定时器倒计时定时器"), BROKEN),
    title("without a title", titled(None), UNDETERMINED),
    title("removed", titled("bag bag bag bag bag", state="removed"), OUT_OF_SCOPE),
    once("one listing", listed("live"), HELD),
    once("the other is removed", listed("live", "removed"), HELD),
    once("two at a time", listed("live", "checking"), BROKEN),
    once("nobody says whether the other is on sale", listed("live", None), UNDETERMINED),
    once("both are removed", listed("removed", "removed"), OUT_OF_SCOPE),
    owner("one seller shows it", shown(None), HELD),
    owner("one owns it, another has a licence", shown("own", "licence"), HELD),
    owner("two show what the maker gave them", shown("maker", "maker"), HELD),
    owner("two call it their own", shown("own", "own"), BROKEN),
    owner("another has no right", shown("own", "none"), BROKEN),
    owner("another does not say", shown("own", None), UNDETERMINED),
    agreed("of the category", under(), HELD),
    agreed("of another category", under(category="toy"), BROKEN),
    agreed("the agreement is taken back", under(status="revoked"), BROKEN),
    agreed("nobody knows whether it is", under(status=None), UNDETERMINED),
    agreed("nothing was agreed", a_listing(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_quality(story: Story) -> None:
    assert story.judged() is story.outcome


@pytest.mark.parametrize(
    ("words", "times"), [("", 0), ("12 34 55", 0), ("Bag BAG \uff22\uff41\uff47", 3), ("for for for", 0), ("包包包", 2)]
)
def test_what_a_title_says_most_often(words, times):
    assert repeats(words) == times
