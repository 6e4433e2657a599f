"""Further shops, and shops that say they are local."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.parties.tests.builders import Story, a_shop, traits
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

further = partial(Story, "further_shop_has_a_reason")
local = partial(Story, "local_shop_is_local")
AWAY: dict[str, Any] = {"country": "CN"}
WHY = {"reason": "another brand"}
STORIES = [
    further("one shop", traits({}), HELD),
    further("two shops of one owner", traits({}, {"shop_number": "S-2"}), BROKEN),
    further("two shops of one owner, of two firms", traits({}, {"shop_number": "S-2", "party_code": "F-2"}), BROKEN),
    further("both say why", traits(WHY, WHY | {"shop_number": "S-2"}), HELD),
    further("the same device only", traits({"trait": "device"}, {"trait": "device", "shop_number": "S-2"}), HELD),
    further("nobody knows whose", traits({"shop_number": None}), UNDETERMINED),
    local("all four sources point here", a_shop(), HELD),
    local("one points elsewhere", a_shop(shop_source=[AWAY, {}, {}, {}]), HELD),
    local("dispatch and account point elsewhere", a_shop(shop_source=[AWAY, AWAY, {}, {}]), BROKEN),
    local("two do, one of them for a share too small",
          a_shop(shop_source=[AWAY, AWAY | {"share": Decimal("0.79")}, {}, {}]), HELD),
    local("two do, one of them seen too rarely", a_shop(shop_source=[AWAY, AWAY | {"seen": 4}, {}, {}]), HELD),
    local("seen just often enough", a_shop(shop_source=[AWAY, AWAY | {"seen": 5}, {}, {}]), BROKEN),
    local("only one source is known", a_shop(shop_source=[{}]), UNDETERMINED),
    local("one points here, one elsewhere", a_shop(shop_source=[{}, AWAY]), UNDETERMINED),
    local("it says where it sells from", a_shop(shop={"stated_country": "CN"}), OUT_OF_SCOPE),
    local("it is closed", a_shop(shop={"closed_on": date(2026, 1, 1)}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_shops(story: Story) -> None:
    assert story.judged() is story.outcome
