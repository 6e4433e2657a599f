"""Nobody an order names is listed: a possible match holds the order until people decided on it."""

from functools import partial

import pytest

from shibosi.domains.aml.tests.builders import Story, an_order
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

nobody = partial(Story, "nobody_an_order_names_is_listed")
STORIES = [
    nobody("two matches, both cleared", an_order(), HELD),
    nobody("screened, and nothing found", an_order(name_screening={"result": "clear"}), HELD),
    nobody("one is not decided", an_order(name_screening=[{}, {"result": "possible"}]), UNDETERMINED),
    nobody("one is the listed party", an_order(name_screening=[{"result": "listed"}, {}]), BROKEN),
    nobody("one is listed, the other not decided",
           an_order(name_screening=[{"result": "listed"}, {"result": "possible"}]), BROKEN),
    nobody("nobody knows what came of one", an_order(name_screening=[{}, {"result": None}]), UNDETERMINED),
    nobody("no match was reported", an_order(name_screening=None), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_names_of_an_order(story):
    assert story.judged() is story.outcome
