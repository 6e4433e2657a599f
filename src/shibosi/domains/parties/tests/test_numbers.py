"""Licence and numbers of a firm."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.parties.tests.builders import Story, a_firm, numbers
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

licence = partial(Story, "licence_of_the_firm_is_in_force")
form = partial(Story, "numbers_fit_their_registers")
force = partial(Story, "numbers_are_in_force")
belongs = partial(Story, "number_belongs_to_one_firm")
kind = partial(Story, "firm_is_of_a_known_kind")
ENDS = {"open_ended": False, "licence_until": date(2026, 6, 30)}
STORIES = [
    licence("active without an end", a_firm(), HELD),
    licence("on its last day", a_firm(firm=ENDS), HELD),
    licence("the day after", a_firm(firm=ENDS), BROKEN, as_of=date(2026, 7, 1)),
    licence("before its first day", a_firm(firm={"licence_from": date(2026, 7, 1)}), BROKEN),
    licence("suspended", a_firm(firm={"licence_status": "suspended"}), BROKEN),
    licence("nobody looked it up", a_firm(firm={"licence_status": None}), UNDETERMINED),
    licence("of a firm of which only numbers are known", a_firm(firm=None), OUT_OF_SCOPE),
    form("both with their check digits", a_firm(), HELD),
    form("one digit wrong", a_firm(firm_number=[{}, {"number": "DE136695978"}]), BROKEN),
    form("a French number at the German register", a_firm(firm_number={"register": "de-packaging"}), BROKEN),
    form("a register we do not know", a_firm(firm_number={"register": "xx-none"}), UNDETERMINED),
    form("no number typed", a_firm(firm_number={"number": None}), UNDETERMINED),
    form("no numbers", a_firm(firm_number=None), OUT_OF_SCOPE),
    force("both active", a_firm(), HELD),
    force("one removed", a_firm(firm_number=[{}, {"status": "removed"}]), BROKEN),
    force("one run out", a_firm(firm_number={"open_ended": False, "valid_until": date(2026, 6, 29)}), BROKEN),
    force("nobody looked one up", a_firm(firm_number=[{}, {"status": None}]), UNDETERMINED),
    force("no numbers", a_firm(firm_number=None), OUT_OF_SCOPE),
    belongs("one firm", numbers({}), HELD),
    belongs("two firms", numbers({}, {"party_code": "F-2"}), BROKEN),
    belongs("nobody knows who else", numbers({}, {"party_code": None}), UNDETERMINED),
    kind("an exporter", a_firm(), HELD),
    kind("two kinds at once", a_firm(firm_kind=[{}, {"party_kind": "importer"}]), HELD),
    kind("a kind there is none of", a_firm(firm_kind={"party_kind": "smuggler"}), BROKEN),
    kind("no kind typed", a_firm(firm_kind={"party_kind": None}), UNDETERMINED),
    kind("no kinds", a_firm(firm_kind=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_numbers(story: Story) -> None:
    assert story.judged() is story.outcome
