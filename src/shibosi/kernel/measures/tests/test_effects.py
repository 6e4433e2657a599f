"""Every kind of measure says what it does, and nothing does what nobody knows."""

import pytest

from shibosi.kernel.measures.effects import DOINGS, EFFECTS, Effect, effect, stopping
from shibosi.kernel.measures.events import KINDS


def test_every_kind_says_what_it_does_to_known_doings():
    assert EFFECTS.keys() == KINDS.keys()
    assert {doing for found in EFFECTS.values() for doing in found} == set(DOINGS)


@pytest.mark.parametrize(
    ("story", "kind", "doing", "does"),
    [
        ("a warning stops nothing", "warn", "orders", None),
        ("orders of a suspended shop wait", "suspend-shop", "orders", Effect.HELD),
        ("those of a closed one are not taken", "close-shop", "orders", Effect.REFUSED),
        ("a suspended shop still reports", "suspend-shop", "reporting", None),
        ("a suspended account does not", "suspend-account", "reporting", Effect.REFUSED),
        ("frozen funds are not paid out", "freeze-funds", "payouts", Effect.HELD),
    ],
)
def test_what_a_measure_does(story, kind, doing, does):
    assert effect(kind, doing) is does
    assert (kind in stopping(doing)) is (does is not None)
