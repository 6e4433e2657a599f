"""The gate of a supervised site: opened for what is released, and at once."""

from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.records import GatePassage
from shibosi.domains.customs.tests.builders import Story, built
from shibosi.domains.customs.tests.templates import IMPORT_RETURN, LISTED_AS, beijing
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The list is released on 2026-03-04 at 16:00.
CAME = beijing(2026, 3, 4, 16, 30)
PASSED: dict[str, Any] = {
    "customs_number": LISTED_AS["customs_number"], "number": "G-1", "site_code": "SITE1", "came_at": CAME,
    "decided_at": CAME, "opened": True, "passed_at": beijing(2026, 3, 4, 16, 31),
}  # fmt: skip
TURNED: dict[str, Any] = {"opened": False, "passed_at": None}
opens = partial(Story, "gate_opens_for_what_is_released")
at_once = partial(Story, "gate_decides_at_once")


def passage(**changes: Any) -> list[Record]:
    """A released parcel that passed half an hour later."""
    return built({**IMPORT_RETURN, GatePassage: [PASSED]}, {"customs_return": None} | changes)


STORIES = [
    opens("for a released parcel", passage(), HELD),
    opens("for one that is only received", passage(answer=[{}]), BROKEN),
    opens("before the release", passage(gate_passage={"decided_at": beijing(2026, 3, 4, 15)}), BROKEN),
    opens("at the moment of the release", passage(gate_passage={"decided_at": beijing(2026, 3, 4, 16)}), HELD),
    opens("not for one that is only received", passage(answer=[{}], gate_passage=TURNED), HELD),
    opens("for one of which nobody heard", passage(answer=None), BROKEN),
    opens("answers were not handed in", passage(answer=None), UNDETERMINED, absent=("answer",)),
    opens("nobody knows whether it was opened", passage(answer=[{}], gate_passage={"opened": None, "passed_at": None}),
          UNDETERMINED),
    opens("nothing came to the gate", passage(gate_passage=None), OUT_OF_SCOPE),
    at_once("within a second", passage(), HELD),
    at_once("after five", passage(gate_passage={"decided_at": CAME.replace(second=5)}), HELD),
    at_once("after six", passage(gate_passage={"decided_at": CAME.replace(second=6)}), BROKEN),
    at_once("nobody knows when", passage(gate_passage={"decided_at": None}), UNDETERMINED),
    at_once("nothing came to the gate", passage(gate_passage=None), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_gates(story: Story) -> None:
    assert story.judged() is story.outcome
