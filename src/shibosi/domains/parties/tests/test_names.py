"""Names of firms and people."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.parties.tests.builders import Story, a_firm
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

firm = partial(Story, "name_of_the_firm_is_whole")
people = partial(Story, "names_of_people_are_whole")
shown = partial(Story, "representative_has_shown_a_paper")
STORIES = [
    firm("in Chinese with a Latin name beside it", a_firm(), HELD),
    firm("without a Latin name", a_firm(firm={"latin_name": None}), HELD),
    firm("one letter", a_firm(firm={"name": "海"}), BROKEN),
    firm("a Cyrillic letter in a Latin word", a_firm(firm={"latin_name": "H\u0430rbour Trading"}), BROKEN),
    firm("a word of letters that only look Latin", a_firm(firm={"latin_name": "\u0410\u0421\u0415 Trading"}), BROKEN),
    firm("a mark that turns the writing", a_firm(firm={"name": "Harbour \u202egnidarT"}), BROKEN),
    firm("wholly Cyrillic", a_firm(firm={"name": "Москва Торг"}), HELD),
    firm("Latin letters in a Chinese name", a_firm(firm={"name": "TCL科技有限公司"}), HELD),
    firm("no name", a_firm(firm={"name": None}), UNDETERMINED),
    firm("not registered", a_firm(firm=None), OUT_OF_SCOPE),
    people("a name in both scripts", a_firm(), HELD),
    people("one letter", a_firm(person={"name": "L"}), BROKEN),
    people("a hidden sign", a_firm(person={"latin_name": "Li\u200b Na"}), BROKEN),
    people("no name", a_firm(person={"name": None}), UNDETERMINED),
    people("nobody", a_firm(person=None), OUT_OF_SCOPE),
    shown("the person the register names", a_firm(), HELD),
    shown("somebody else", a_firm(person={"name": "王芳"}), BROKEN),
    shown("only a contact", a_firm(person={"role": "contact"}), BROKEN),
    shown("on the last day of the paper", a_firm(person={"document_until": date(2026, 6, 30)}), HELD),
    shown("the day after", a_firm(person={"document_until": date(2026, 6, 29)}), BROKEN),
    shown("the paper's last day was not typed", a_firm(person={"document_until": None}), UNDETERMINED),
    shown("people were not handed in yet", a_firm(person=None), UNDETERMINED, absent=("person",)),
    shown("not registered", a_firm(firm=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_names(story: Story) -> None:
    assert story.judged() is story.outcome
