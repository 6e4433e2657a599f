"""What a market asks for is there: papers, labels, an operator, the seller's licence; and it is shown to buyers."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing, attributes, papers, papers_but
from shibosi.domains.catalogue.tests.templates import PAPER
from shibosi.domains.customs.tests.builders import with_value
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

at_hand = partial(Story, "papers_of_the_market_are_at_hand")
labels = partial(Story, "labels_of_the_market_are_proven")
korean = partial(Story, "kc_number_is_on_the_page")
operator = partial(Story, "operator_in_the_market_is_named")
general = partial(Story, "rules_of_general_knowledge_were_looked_at")
licensed = partial(Story, "seller_of_regulated_goods_is_licensed")
banned = partial(Story, "goods_are_not_banned_in_the_market")
approved = partial(Story, "papers_were_approved_before_publishing")
shown = partial(Story, "papers_are_shown_while_they_are_good")
SERVICE = {"subject": "service"}
FOOD = {"category": "food"}
ENDED = {"valid_until": date(2026, 6, 28)}


def cut(base: list[Record], keep: tuple[str, ...]) -> list[Record]:
    """Only some kinds of record."""
    return [one for one in base if one.kind() in keep]


def in_korea(**paper: object) -> list[Record]:
    """Plugged-in headphones in Korea with a paper for the KC mark."""
    facts = [{**row, "market": "KR"} for row in attributes(mains_powered=True)]
    rows = [{**PAPER, "market": "KR", "requirement": "REQ-013", **paper}]
    found = a_listing(listing={"market": "KR"}, listing_attribute=facts, listing_paper=rows)
    return cut(found, ("listing", "listing_attribute", "listing_paper"))


def food(**paper: object) -> list[Record]:
    """Food with the licence of its seller."""
    rows = [{**PAPER, "requirement": "seller-licence", "category": "food", **paper}]
    return a_listing(listing=FOOD, listing_paper=rows)


def e_cigarette(market: str, **listing: object) -> list[Record]:
    """An e-cigarette in a market."""
    return cut(a_listing(listing={"category": "e-cigarette", "market": market, **listing}), ("listing",))


STORIES = [
    at_hand("a paper for every row", a_listing(), HELD),
    at_hand("without the CE mark", a_listing(listing_paper=papers_but("REQ-005")), BROKEN),
    at_hand("good until today", a_listing(listing_paper=papers("REQ-005", valid_until=date(2026, 6, 30))), HELD),
    at_hand("good until yesterday", a_listing(listing_paper=papers("REQ-005", valid_until=date(2026, 6, 29))), BROKEN),
    at_hand("suspended", a_listing(listing_paper=papers("REQ-005", status="suspended")), BROKEN),
    at_hand("of another model", a_listing(listing_paper=papers("REQ-005", model="HP-9")), BROKEN),
    at_hand("of another category", a_listing(listing_paper=papers("REQ-005", category="toy")), BROKEN),
    at_hand("nobody knows whether it stands", a_listing(listing_paper=papers("REQ-005", status=None)), UNDETERMINED),
    at_hand("without a battery, and without its registration",
            a_listing(listing_attribute=attributes(has_battery=False), listing_paper=papers_but("REQ-011", "REQ-027")),
            HELD),
    at_hand("nobody says whether it has a battery",
            a_listing(listing_attribute=attributes(has_battery=None), listing_paper=papers_but("REQ-011")),
            UNDETERMINED),
    at_hand("papers were not handed in", a_listing(listing_paper=None), UNDETERMINED, absent=("listing_paper",)),
    at_hand("a category nobody knows", a_listing(listing={"category": "gadget"}), UNDETERMINED),
    at_hand("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    labels("the symbol of separate collection", a_listing(), HELD),
    labels("without it", a_listing(listing_paper=papers_but("REQ-028")), BROKEN),
    labels("before batteries had to carry it", a_listing(listing_paper=papers_but("REQ-028")), HELD,
           as_of=date(2025, 8, 17)),
    labels("on the first day they had to", a_listing(listing_paper=papers_but("REQ-028")), BROKEN,
           as_of=date(2025, 8, 18)),
    labels("papers were not handed in", a_listing(listing_paper=None), UNDETERMINED, absent=("listing_paper",)),
    labels("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    korean("on the page", in_korea(), HELD),
    korean("not on the page", in_korea(shown=False), BROKEN),
    korean("nobody knows", in_korea(shown=None), UNDETERMINED),
    korean("in Germany", a_listing(), OUT_OF_SCOPE),
    operator("in Germany", a_listing(), HELD),
    operator("in France, which is in the Union too", a_listing(listing={"operator_country": "FR"}), HELD),
    operator("in Britain", a_listing(listing={"operator_country": "GB"}), BROKEN),
    operator("nobody", a_listing(listing={"operator_name": None}), BROKEN),
    operator("goods that the rule leaves out", a_listing(listing={"category": "medical-device", "operator_name": None}),
             HELD),
    operator("a category nobody knows", a_listing(listing={"category": "gadget"}), UNDETERMINED),
    operator("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    general("papers for them too", a_listing(), HELD),
    general("without the restriction of substances", a_listing(listing_paper=papers_but("REQ-023")), BROKEN),
    general("a category nobody knows", a_listing(listing={"category": "gadget"}), UNDETERMINED),
    licensed("food with a licence", food(), HELD),
    licensed("food with one for toys", food(category="toy"), BROKEN),
    licensed("food with none", a_listing(listing=FOOD), BROKEN),
    licensed("goods that need none", a_listing(), HELD),
    licensed("nobody knows whether it stands", food(status=None), UNDETERMINED),
    licensed("a service", a_listing(listing=SERVICE), OUT_OF_SCOPE),
    banned("in Germany", e_cigarette("DE"), HELD),
    banned("in Singapore", e_cigarette("SG"), BROKEN),
    banned("other goods in Singapore", e_cigarette("SG", category="audio"), HELD),
    banned("of no category", e_cigarette("SG", category=None), UNDETERMINED),
    banned("removed", e_cigarette("SG", state="removed"), OUT_OF_SCOPE),
    approved("a week before", a_listing(), HELD),
    approved("at that moment", a_listing(listing_paper={"approved_at": datetime(2026, 2, 10, tzinfo=UTC)}), HELD),
    approved("a day after", a_listing(listing_paper={"approved_at": datetime(2026, 2, 11, tzinfo=UTC)}), BROKEN),
    approved("never", a_listing(listing_paper={"approved_at": None}), UNDETERMINED),
    approved("a draft", a_listing(listing={"state": "draft"}), OUT_OF_SCOPE),
    shown("while good", a_listing(), HELD),
    shown("not shown", a_listing(listing_paper={"shown": False}), BROKEN),
    shown("ended and hidden the day after",
          a_listing(listing_paper={**ENDED, "hidden_at": datetime(2026, 6, 29, tzinfo=UTC)}), HELD),
    shown("ended and hidden two days after",
          a_listing(listing_paper={**ENDED, "hidden_at": datetime(2026, 6, 30, tzinfo=UTC)}), BROKEN),
    shown("ended yesterday, may still be there", a_listing(listing_paper={"valid_until": date(2026, 6, 29)}), HELD),
    shown("nobody knows", a_listing(listing_paper={"shown": None}), UNDETERMINED),
    shown("a draft", a_listing(listing={"state": "draft"}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_market(story: Story) -> None:
    assert story.judged() is story.outcome


def test_a_site_may_ask_for_what_law_does_not() -> None:
    kettle = cut(
        a_listing(
            listing={"market": "US", "category": "kitchen-appliance"},
            listing_attribute=[{**row, "market": "US"} for row in attributes(radio=False, bluetooth=False)],
            listing_paper=[{**PAPER, "market": "US", "requirement": "REQ-002", "category": None}],
        ),
        ("listing", "listing_attribute", "listing_paper"),
    )

    assert at_hand("by law", kettle, HELD).judged() is HELD
    assert at_hand("by the site", kettle, BROKEN, values=with_value("access.insisted", ["REQ-001"])).judged() is BROKEN
