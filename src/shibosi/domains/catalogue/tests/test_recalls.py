"""Recalled goods are off sale soon, and whoever bought them is told."""

from datetime import UTC, datetime
from functools import partial

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing, a_recall
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

goods = partial(Story, "goods_are_not_recalled")
off = partial(Story, "recalled_goods_are_off_sale_in_time")
decided = partial(Story, "doubtful_recalls_are_decided_in_time")
told = partial(Story, "buyers_of_recalled_goods_are_told_in_time")
LIKELY = {"grade": "likely", "off_sale_at": None}
SAME, OTHER = (
    {**LIKELY, "decision": one, "decided_at": datetime(2026, 6, 2, 8, tzinfo=UTC)} for one in ("same", "other")
)


def at(day: int, hour: int = 8) -> datetime:
    """A moment of June 2026; recalls are found on the first at eight."""
    return datetime(2026, 6, day, hour, tzinfo=UTC)


SAME, OTHER = ({**LIKELY, "decision": one, "decided_at": at(2)} for one in ("same", "other"))
ON_SALE = a_recall(recall_match={"off_sale_at": None})


def matched(**changes):
    return [*a_listing(), *(one for one in a_recall(recall_match=changes) if one.kind() == "recall_match")]


STORIES = [
    goods("people said these are others", matched(**OTHER), HELD),
    goods("the item number is that of the recall", matched(), BROKEN),
    goods("people said these are they", matched(**SAME), BROKEN),
    goods("likely, nobody decided", matched(**LIKELY), UNDETERMINED),
    goods("no recall means it", a_listing(), OUT_OF_SCOPE),
    off("within the hours", a_recall(recall_match={"off_sale_at": at(2)}), HELD),
    off("an hour late", a_recall(recall_match={"off_sale_at": at(2, 9)}), BROKEN),
    off("still on sale on the last day", ON_SALE, UNDETERMINED, as_of=at(2).date()),
    off("still on sale a day later", ON_SALE, BROKEN, as_of=at(3).date()),
    off("likely, and other goods", a_recall(recall_match=OTHER), HELD),
    off("likely, and the same", a_recall(recall_match=SAME), BROKEN),
    off("it means nothing here", a_recall(recall_match=[]), OUT_OF_SCOPE),
    decided("nothing to decide", a_recall(), HELD),
    decided("within the hours", a_recall(recall_match=SAME), HELD),
    decided("two days later", a_recall(recall_match={**SAME, "decided_at": at(3)}), BROKEN),
    decided("nobody did yet", a_recall(recall_match=LIKELY), UNDETERMINED, as_of=at(2).date()),
    decided("it means nothing here", a_recall(recall_match=[]), OUT_OF_SCOPE),
    told("within the hours", a_recall(), HELD),
    told("four days later", a_recall(recalled_order={"told_at": at(5)}), BROKEN),
    told("not yet", a_recall(recalled_order={"told_at": None}), UNDETERMINED, as_of=at(4).date()),
    told("not yet, and late", a_recall(recalled_order={"told_at": None}), BROKEN, as_of=at(5).date()),
    told("nobody bought any", a_recall(recalled_order=[]), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_recalls(story: Story) -> None:
    assert story.judged() is story.outcome
