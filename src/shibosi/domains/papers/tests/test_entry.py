"""Entry to a platform: whose licence, identity paper, account and file."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import with_value
from shibosi.domains.papers.records import Paper
from shibosi.domains.papers.tests.builders import Story, ready, told, usual
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

ACCOUNT = {"paper_kind": "company-account", "number": "62-1"}
TAKEN = with_value("entry_rules.traders", ["CN"])


def some(*papers: dict[str, Any]) -> list[Record]:
    """Papers by themselves: two copies of a business licence, with changes."""
    row = {"holder_code": "F-1", "paper_kind": "business-licence", "number": "91330100MA2ABCDE1R",
           "issuer_name": "Market office", "digest": "a" * 64}  # fmt: skip
    return [Paper(**{**row, **changes}) for changes in papers]


file = partial(Story, "file_belongs_to_one_firm")
rows = partial(Story, "rows_of_a_paper_agree")
form = partial(Story, "number_fits_its_kind")
CONTROLS = [
    "shop_has_its_business_licence",
    "representative_is_who_the_licence_says",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told(
        "shop_has_its_business_licence", "a number that cannot be right", BROKEN, paper={"number": "91330100MA2ABCDE1X"}
    ),
    told("shop_has_its_business_licence", "a Hong Kong licence", HELD, paper={"market": "HK", "number": "12345678"}),
    told("shop_has_its_business_licence", "a licence of elsewhere", BROKEN, paper={"market": "DE"}),
    told("shop_has_its_business_licence", "somebody else's licence", BROKEN, paper={"holder_name": "Another Ltd"}),
    told(
        "shop_has_its_business_licence",
        "nobody knows whether a sole trader",
        UNDETERMINED,
        activity={"sole_trader": None},
    ),
    Story(
        "shop_has_its_business_licence",
        "a sole trader where they are taken",
        ready("shop_has_its_business_licence", activity={"sole_trader": True}, paper=[{}, ACCOUNT]),
        HELD,
        values=TAKEN,
    ),
    Story(
        "shop_has_its_business_licence",
        "a sole trader without a company account",
        ready("shop_has_its_business_licence", activity={"sole_trader": True}),
        BROKEN,
        values=TAKEN,
    ),
    told(
        "shop_has_its_business_licence",
        "a sole trader where none are taken",
        BROKEN,
        activity={"sole_trader": True},
        paper=[{}, ACCOUNT],
    ),
    told(
        "representative_is_who_the_licence_says", "somebody else's passport", BROKEN, paper={"holder_name": "Wang Fang"}
    ),
    told(
        "representative_is_who_the_licence_says",
        "the passport ran out",
        BROKEN,
        paper={"valid_until": date(2026, 6, 29)},
    ),
    told(
        "representative_is_who_the_licence_says",
        "the card of an owner",
        HELD,
        activity={"card_holder_name": "Chen Jie", "owner_name": "Chen Jie"},
    ),
    told(
        "representative_is_who_the_licence_says",
        "the card of a stranger",
        BROKEN,
        activity={"card_holder_name": "Chen Jie"},
    ),
    file("one firm", some({}), HELD),
    file("one firm, two shops", some({}, {"about": "A-2"}), HELD),
    file("two firms", some({}, {"holder_code": "F-2"}), BROKEN),
    file("nobody knows who else", some({}, {"holder_code": None}), UNDETERMINED),
    file(
        "a maker's paper that two sellers hand in",
        some({"paper_kind": "maker-papers"}, {"paper_kind": "maker-papers", "holder_code": "F-2"}),
        OUT_OF_SCOPE,
    ),
    rows("one issuer", some({}, {"about": "A-2"}), HELD),
    rows("two issuers", some({}, {"about": "A-2", "issuer_name": "Another office"}), BROKEN),
    rows("a row names none", some({}, {"about": "A-2", "issuer_name": None}), UNDETERMINED),
    form("eighteen characters", some({}), HELD),
    form("too short", some({"number": "913"}), BROKEN),
    form("no number", some({"number": None}), UNDETERMINED),
    form("a kind whose numbers have no form", some({"paper_kind": "site-plan"}), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_entry(story: Story) -> None:
    assert story.judged() is story.outcome
