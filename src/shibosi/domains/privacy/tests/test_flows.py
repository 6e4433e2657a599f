"""Rules in conflict on a transfer of data: nothing goes before two people decided, and the home rule prevails."""

from functools import partial

import pytest

from shibosi.domains import registry
from shibosi.domains.privacy.flows import TRANSFER_CONFLICT
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN, BOB = officer("ann"), officer("bob")


def resting() -> Story:
    """A transfer that was just stopped."""
    return Story(
        TRANSFER_CONFLICT, Rules(registry.values(), WorkingDays()), firm="C-1", transfer="Buyers' data, CN to US",
        home_rule="Data of so many persons stay at home", other_rule="Records are handed over on demand",
    )  # fmt: skip


def reviewed() -> Story:
    """A transfer that was looked at."""
    return resting().does("review", ANN, opinion="The two cannot both be kept", follows="Numbers only")


conflict = partial(Told, "transfer_conflict")
STORIES = [
    conflict("goes as the home rule allows", lambda: reviewed().does("adapt", BOB, measures="Names stay"), HELD),
    conflict("is given up", lambda: resting().does("give_up", FIRM), HELD),
    conflict("both rules can be kept", lambda: reviewed().does("no_conflict", BOB), HELD),
    conflict("rests on the fifth working day", lambda: resting().clock(days=7), UNDETERMINED),
    conflict("nobody reviewed it on the sixth", lambda: resting().clock(days=8), BROKEN),
    conflict("reviewed and not decided in time", lambda: reviewed().clock(days=8), BROKEN),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_conflicts_on_transfers(story: Told) -> None:
    assert story.judged() is story.outcome


@pytest.mark.parametrize("move", ["adapt", "no_conflict"])
def test_who_reviewed_does_not_let_it_go(move: str) -> None:
    with pytest.raises(Refusal) as refusal:
        reviewed().does(move, ANN, measures="Names stay")
    assert refusal.value.code == "same-person"


def test_nothing_goes_before_it_was_reviewed() -> None:
    with pytest.raises(Refusal):
        resting().clock(days=8).does("adapt", BOB, measures="Names stay")
