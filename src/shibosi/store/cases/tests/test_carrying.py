"""What flows promise is carried out: every effect by something, every flow opened by people or by what happens."""

import pytest

from shibosi.kernel.flows.declared import EFFECTS, KNOWN, NOTIFY, BadFlow
from shibosi.store.cases.carrying import NotOpenedByPeople, carried, carries_out, door, opened_by_people

BY_THEMSELVES = {"held_order", "screening_hit", "market_review"}
"""Flows whose cases are opened by what happens."""


def declared():
    """The effects of the flows of the rooms, without those that tests declare."""
    return {name for flow in KNOWN.values() if flow.theme.startswith("shibosi.domains.") for name in flow.effects}


def test_every_effect_is_carried_out():
    assert declared() <= carried().keys()
    assert carried().keys() <= EFFECTS.keys()


def test_an_effect_is_carried_out_in_one_place():
    with pytest.raises(BadFlow, match="elsewhere"):
        carries_out(NOTIFY)(lambda case, event, now: None)
    with pytest.raises(BadFlow, match="no such effect"):
        carries_out("never-declared")(lambda case, event, now: None)


def test_flows_are_opened_by_people_or_by_what_happens():
    flows = {flow.name for flow in KNOWN.values() if flow.theme.startswith("shibosi.domains.")}
    assert not BY_THEMSELVES & opened_by_people().keys()
    assert opened_by_people().keys() | BY_THEMSELVES == flows
    for flow, one in opened_by_people().items():
        assert set(one.asks) <= {field.name for field in KNOWN[flow].opening}
    with pytest.raises(NotOpenedByPeople):
        door("held_order")
