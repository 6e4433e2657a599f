"""Correction of a document; inspection and detention by customs."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains import registry
from shibosi.domains.customs.flows import CORRECTION, CUSTOMS_FILING, CUSTOMS_HOLD, CUSTOMS_STANDING
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, RULE, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays


def a_correction():
    rules = Rules(registry.values(), WorkingDays())
    return Story(CORRECTION, rules, record="customs_list", number="L-1", wanted="The weight")


def test_a_corrected_document_takes_the_place_of_the_one_before():
    story = a_correction().does("submit", FIRM, corrected="G-2").does("accept", RULE)
    assert story.case.state == "corrected" and story.case.facts["corrected"] == "G-2"
    assert story.effects() == ["judge-dossiers", "supersede-document", "judge-dossiers", "notify-party"]


def test_only_the_firm_that_reported_it_corrects_it():
    with pytest.raises(Refusal) as refusal:
        a_correction().does("submit", officer("bob"), corrected="G-2")
    assert refusal.value.code == "not-your-role"


def test_what_is_sent_back_has_its_days_again():
    story = a_correction().does("submit", FIRM, corrected="G-2").does("send_back", officer("bob"))
    assert story.clock(days=2).case.state == "asked"


@pytest.mark.parametrize(("days", "state"), [(3, "asked"), (4, "overdue")])
def test_three_working_days_to_correct(days, state):
    assert a_correction().clock(days=days).case.state == state


def test_late_is_better_than_never():
    story = a_correction().clock(days=30).does("submit", FIRM, corrected="G-2").does("accept", officer("bob"))
    assert story.case.state == "corrected"
    assert a_correction().clock(days=30).does("give_up", officer("bob")).case.state == "given_up"


def test_a_document_may_be_right_or_be_cancelled():
    assert a_correction().does("object", FIRM).does("agree", officer("bob")).case.state == "unfounded"
    assert a_correction().does("cancel", FIRM).effects() == ["cancel-document", "judge-dossiers"]


def test_a_check_that_takes_too_long_is_told():
    story = a_correction().does("submit", FIRM, corrected="G-2").clock(days=2)
    assert (story.case.state, story.effects()[-1]) == ("check_late", "remind-officers")
    assert story.does("accept", officer("bob")).case.state == "corrected"


ANN = officer("ann")


def a_hold():
    """An inspection of which customs told at 09:00 on 2026-03-02."""
    rules = Rules(registry.values(), WorkingDays())
    return Story(CUSTOMS_HOLD, rules, order="O-1", list="31022026I000000001", notice="Inspection (500)")


def attended():
    return a_hold().does("tell", RULE).does("assign", ANN, officer="bob").does("attend", ANN, result="Label missing")


def asked():
    return a_hold().does("assign", ANN, officer="bob").does("ask_papers", ANN, asked="Invoice")


def mended():
    return attended().does("find_fault", ANN, faults="Label").does("put_right", FIRM)


def seized():
    return attended().does("seize", RULE)


def a_filing():
    """Goods to be filed, asked for at 09:00 on 2026-03-02."""
    rules = Rules(registry.values(), WorkingDays())
    return Story(CUSTOMS_FILING, rules, firm="AAA", what="goods", number="SKU-1")


def handed_in():
    return a_filing().does("hand_in", FIRM, receipt="EP-1")


def rejected():
    return handed_in().does("reject", ANN)


def a_standing():
    """A standing that ends on 2026-03-31."""
    rules = Rules(registry.values(), WorkingDays())
    return Story(CUSTOMS_STANDING, rules, firm="AAA", what="aeo", number="AEOCN1", last_day=date(2026, 3, 31))


hold = partial(Told, "customs_hold")
filing = partial(Told, "customs_filing")
standing = partial(Told, "customs_standing")
STORIES = [
    filing("handed in and filed", lambda: handed_in().does("file", ANN, filed_number="R-1"), HELD),
    filing("rejected, corrected, filed",
           lambda: rejected().does("correct", FIRM, corrected="Unit", receipt="EP-2").does("file", ANN,
                                                                                           filed_number="R-1"), HELD),
    filing("cancelled", lambda: handed_in().does("cancel", FIRM), HELD),
    filing("not handed in for five working days", lambda: a_filing().clock(days=8), BROKEN),
    filing("no answer for fifteen days", lambda: handed_in().clock(days=16), BROKEN),
    filing("rejected, not corrected in five working days", lambda: rejected().clock(days=8), BROKEN),
    filing("answer awaited", handed_in, UNDETERMINED),
    standing("renewed", lambda: a_standing().does("renew", FIRM, proof="AEOCN2"), HELD),
    standing("not renewed by its last day", lambda: a_standing().clock(days=30), BROKEN),
    standing("its last day is ahead", lambda: a_standing().clock(days=29), UNDETERMINED),
    hold("attended and released", lambda: attended().does("release", RULE), HELD),
    hold("faults put right, then released",
         lambda: mended().does("release", RULE), HELD),
    hold("papers supplied, then released",
         lambda: asked().does("supply", FIRM, supplied="INV-1").does("release", RULE), HELD),
    hold("kept, and the buyer has the money",
         lambda: seized().does("accept", FIRM).does("pay", FIRM, payment="R-1"), HELD),
    hold("not told within the hour", lambda: a_hold().clock(minutes=59), UNDETERMINED),
    hold("not told after it", lambda: a_hold().clock(minutes=61), BROKEN),
    hold("told, nobody assigned after two hours", lambda: a_hold().does("tell", RULE).clock(minutes=121), BROKEN),
    hold("papers a minute before a day is over", lambda: asked().clock(minutes=24 * 60 - 1), UNDETERMINED),
    hold("papers after a day", lambda: asked().clock(hours=24), BROKEN),
    hold("held for ten days", lambda: attended().clock(days=10), UNDETERMINED),
    hold("held for longer", lambda: attended().clock(days=11), BROKEN),
    hold("money not paid after a week", lambda: seized().does("accept", FIRM).clock(days=8), BROKEN),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_hold_is_followed_to_release_or_refund(story: Told) -> None:
    assert story.judged() is story.outcome


def test_goods_held_too_long_lead_to_an_offer_and_may_still_be_released():
    stuck = attended().clock(days=11)
    assert stuck.case.state == "stuck"
    assert stuck.does("offer", FIRM).does("release", RULE).case.state == "released"


def test_a_case_ends_only_with_release_or_refund():
    assert {name for name, state in CUSTOMS_HOLD.states.items() if state.final} == {"released", "refunded"}
