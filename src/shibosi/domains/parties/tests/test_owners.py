"""Owners of a firm."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.parties.tests.builders import CODE, Story, a_firm
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
shares = partial(Story, "shares_stay_within_the_whole")
itself = partial(Story, "no_firm_owns_itself")
somebody = partial(Story, "somebody_controls_the_firm")
PAST = {"until": date(2026, 6, 29)}
STORIES = [
    shares("exactly the whole", a_firm(), HELD),
    shares("a hundred-thousandth more", a_firm(owner=[{}, {"share": D("0.40001")}]), BROKEN),
    shares("more, but one share was sold", a_firm(owner=[{}, {"share": D("0.9"), **PAST}]), HELD),
    shares("below nothing", a_firm(owner=[{}, {"share": D("-0.1")}]), BROKEN),
    shares("a share not typed", a_firm(owner=[{}, {"share": None}]), UNDETERMINED),
    shares("no owners known", a_firm(owner=None), OUT_OF_SCOPE),
    itself("two others", a_firm(), HELD),
    itself("its own owner", a_firm(owner=[{}, {"owner_code": CODE}]), BROKEN),
    itself("an owner without a code", a_firm(owner=[{}, {"owner_code": None}]), UNDETERMINED),
    itself("no owners known", a_firm(owner=None), OUT_OF_SCOPE),
    somebody("a person with most of it", a_firm(), HELD),
    somebody("only firms", a_firm(owner={"owner_kind": "firm"}), BROKEN),
    somebody("the person has left", a_firm(owner=[PAST, {}]), BROKEN),
    somebody("nobody said who controls", a_firm(owner={"controls": None}), UNDETERMINED),
    somebody("no owners known", a_firm(owner=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_owners(story: Story) -> None:
    assert story.judged() is story.outcome
