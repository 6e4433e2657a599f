"""Exports on their way out: parts, parcels, bills, summaries."""

from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_conveyance,
    a_handled_parcel,
    a_relisted_return,
    a_split_document,
    a_summarised_list,
)
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

split = partial(Story, "split_document_is_complete")
listed = partial(Story, "handled_parcel_is_listed")
before = partial(Story, "list_precedes_the_arrival")
voyage = partial(Story, "departure_is_of_the_same_voyage")
again = partial(Story, "list_named_again_was_returned")
filing = partial(Story, "summary_names_lists_to_be_summed_up")
cleared = partial(Story, "summary_names_cleared_lists")
once = partial(Story, "list_is_summed_up_once")

SPLIT = [
    split("both parts", a_split_document(), HELD),
    split("the second is missing", a_split_document(handling_document=[{}]), BROKEN),
    split("the first twice", a_split_document(handling_document=[{}, {"part": 1, "guid": "G"}]), BROKEN),
    split("numbered from 2", a_split_document(handling_document=[{"part": 2}, {"part": 3}]), BROKEN),
    split("a third of two", a_split_document(handling_document=[{}, {}, {"part": 3}]), BROKEN),
    split("the parts say different counts", a_split_document(handling_document=[{}, {"parts": 3}]), BROKEN),
    split("a part without number", a_split_document(handling_document=[{}, {"part": None}]), UNDETERMINED),
    split("nobody says how many", a_split_document(handling_document={"parts": None}), UNDETERMINED),
    split("not split", a_split_document(handling_document=[{"parts": 1}]), OUT_OF_SCOPE),
]

LISTED = [
    listed("it is", a_handled_parcel(), HELD),
    listed("no list", a_handled_parcel(customs_list=None), BROKEN),
    listed("lists were not handed in", a_handled_parcel(customs_list=None), UNDETERMINED, absent=("customs_list",)),
    listed("only a list", a_handled_parcel(handled_parcel=None), OUT_OF_SCOPE),
]

BEFORE = [
    before("the day before", a_handled_parcel(), HELD),
    before("on the day", a_handled_parcel(customs_list={"reported_at": beijing(2026, 3, 4, 23)}), HELD),
    before("the day after", a_handled_parcel(customs_list={"reported_at": beijing(2026, 3, 5, 0, 1)}), BROKEN),
    before("nobody knows when it was declared", a_handled_parcel(customs_list={"reported_at": None}), UNDETERMINED),
    before("nobody knows when it came", a_handled_parcel(handled_parcel={"reported_at": None}), UNDETERMINED),
    before("no list", a_handled_parcel(customs_list=None), OUT_OF_SCOPE),
    before("only its departure", a_handled_parcel(handled_parcel={"message": "509"}), OUT_OF_SCOPE),
]

VOYAGE = [
    voyage("the same", a_conveyance(), HELD),
    voyage("another", a_conveyance(handling_document=[{}, {"voyage": "CA938"}]), BROKEN),
    voyage("the departure does not say", a_conveyance(handling_document=[{}, {"voyage": None}]), UNDETERMINED),
    voyage("no departure yet", a_conveyance(handling_document=[{}]), OUT_OF_SCOPE),
    voyage("an arrival only", a_conveyance(handling_document=[{"message": "507"}]), OUT_OF_SCOPE),
]

AGAIN = [
    again("it came back", a_relisted_return(), HELD),
    again("nothing came back", a_relisted_return(customs_return=None), BROKEN),
    again("returns were not handed in", a_relisted_return(customs_return=None), UNDETERMINED,
          absent=("customs_return",)),
    again("not named again", a_relisted_return(handled_parcel=None), OUT_OF_SCOPE),
]  # fmt: skip

FILING = [
    filing("declared for one", a_summarised_list(), HELD),
    filing("declared as simplified", a_summarised_list(customs_list={"filing": "A"}), BROKEN),
    filing("the list does not say", a_summarised_list(customs_list={"filing": None}), UNDETERMINED),
    filing("the list is not known", a_summarised_list(customs_list=None), UNDETERMINED),
    filing("in no summary", a_summarised_list(summarised_list=None), OUT_OF_SCOPE),
]

CLEARED = [
    cleared("since 2026-03-06", a_summarised_list(), HELD),
    cleared("only released", a_summarised_list(answer=[{}]), BROKEN),
    cleared("one answer does not say", a_summarised_list(answer=[{}, {"status": None}]), UNDETERMINED),
    cleared("no answer", a_summarised_list(answer=None), UNDETERMINED),
    cleared("in no summary", a_summarised_list(summarised_list=None), OUT_OF_SCOPE),
]

ONCE = [
    once("in one", a_summarised_list(), HELD),
    once("in two", a_summarised_list(summarised_list=[{}, {"company_number": "HZ-2"}]), BROKEN),
    once("in none", a_summarised_list(summarised_list=None), OUT_OF_SCOPE),
]

STORIES = SPLIT + LISTED + BEFORE + VOYAGE + AGAIN + FILING + CLEARED + ONCE


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_handling(story: Story) -> None:
    assert story.judged() is story.outcome
