"""Papers of goods and rights."""

from datetime import date

import pytest

from shibosi.domains.papers.tests.builders import Story, told, usual
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

CONTROLS = [
    "right_is_recorded_with_customs",
    "goods_meet_the_standard_they_name",
    "maker_proves_origin_and_allows_sale",
    "goods_were_tested_by_an_accredited_body",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("right_is_recorded_with_customs", "in another market", BROKEN, paper={"market": "DE"}),
    told("right_is_recorded_with_customs", "another right", BROKEN, paper={"reference": "R-9"}),
    told("goods_meet_the_standard_they_name", "an older standard", BROKEN, paper={"standard": "S-0"}),
    told("goods_meet_the_standard_they_name", "goods name no standard", UNDETERMINED, asset={"standard": None}),
    told("maker_proves_origin_and_allows_sale", "by another maker", BROKEN, paper={"issuer_code": "M-9"}),
    told("maker_proves_origin_and_allows_sale", "for another model", BROKEN, paper={"reference": "R-9"}),
    told(
        "goods_were_tested_by_an_accredited_body",
        "accredited until that day",
        HELD,
        paper={"issuer_until": date(2026, 1, 5)},
    ),
    told(
        "goods_were_tested_by_an_accredited_body",
        "accreditation had run out",
        BROKEN,
        paper={"issuer_until": date(2026, 1, 4)},
    ),
    told("goods_were_tested_by_an_accredited_body", "changed since", BROKEN, asset={"version": "3"}),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_goods(story: Story) -> None:
    assert story.judged() is story.outcome
