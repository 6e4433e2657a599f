"""Sessions: attended, liked, whole, with results; summits with authorities and experts."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.training.tests.builders import Story, a_centre, a_session, a_summit
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

attended = partial(Story, "session_is_attended_to_its_end")
liked = partial(Story, "session_satisfies_its_participants")
centre = partial(Story, "centre_offers_all_it_is_for")
summit = partial(Story, "summit_joins_authorities_and_experts")
results = partial(Story, "programme_ends_with_results")
joint = partial(Story, "training_is_held_with_schools_and_associations")
STAFF = {"session_kind": "class", "audience": "staff"}


def of_twenty(count, **changes):
    """A session at which something holds of so many of twenty."""
    return a_session(session_guest=[changes if at < count else {} for at in range(20)])


def a_programme(kind, **changes):
    """An academy, contest, internship or topical training for new sellers."""
    return a_session(training_session={"session_kind": kind, "stage": "new"}, session_guest=changes)


def staff_sessions(*partners):
    """Trainings of staff, with a partner each."""
    return a_centre(training_session=[{**STAFF, "partner": one} for one in partners])


STORIES = [
    attended("all came and stayed", a_session(), HELD),
    attended("twelve of twenty came", of_twenty(8, came=False), HELD),
    attended("eleven of twenty came", of_twenty(9, came=False), BROKEN),
    attended("sixteen of twenty stayed", of_twenty(4, completed=False), HELD),
    attended("fifteen of twenty stayed", of_twenty(5, completed=False), BROKEN),
    attended("nobody is recorded", a_session(session_guest=None), BROKEN),
    attended("not said of one who came", of_twenty(1, came=None), UNDETERMINED),
    attended("called off", a_session(training_session={"cancelled_on": date(2026, 5, 30)}), OUT_OF_SCOPE),
    attended("not held yet", a_session(training_session={"held_on": date(2026, 7, 1)}), OUT_OF_SCOPE),
    liked("all", a_session(), HELD),
    liked("nineteen of twenty", of_twenty(1, satisfaction=3), HELD),
    liked("eighteen of twenty", of_twenty(2, satisfaction=3), BROKEN),
    liked("one was not asked", of_twenty(1, satisfaction=None), HELD),
    liked("nobody was asked", a_session(session_guest={"satisfaction": None}), UNDETERMINED),
    liked("of staff", a_session(training_session={"audience": "staff"}), OUT_OF_SCOPE),
    centre("everything", a_centre(), HELD),
    centre("no lecture", a_centre(training_session=[{}, {}, {}, {"project": "hot-topics"}]), BROKEN),
    centre("everything online", a_centre(training_session={"venue": "online"}), BROKEN),
    centre("a year ago", a_centre(training_session={"held_on": date(2025, 6, 30)}), HELD),
    centre("a day longer ago", a_centre(training_session={"held_on": date(2025, 6, 29)}), BROKEN),
    centre("nobody knows when", a_centre(training_session={"held_on": None}), UNDETERMINED),
    centre("no centre", a_session(session_guest=None), OUT_OF_SCOPE),
    summit("with both", a_summit(), HELD),
    summit("without authority", a_summit(session_guest={"guest_kind": "expert"}), BROKEN),
    summit("the expert stayed away", a_summit(session_guest=[{}, {"came": False}, {}]), BROKEN),
    summit("no materials", a_summit(training_session={"materials": None}), BROKEN),
    summit("about no change of rules", a_summit(training_session={"change": None}), BROKEN),
    summit("nobody said who the guests were", a_summit(session_guest={"guest_kind": None}), UNDETERMINED),
    summit("a class", a_session(), OUT_OF_SCOPE),
    *(results(f"{kind} with results", a_programme(kind), HELD) for kind in ("academy", "contest", "internship")),
    results("a topical training of its stage", a_programme("topical"), HELD),
    results("a topical training of another stage", a_programme("topical", stage="mature"), BROKEN),
    results("no results a month later", a_programme("contest", result=None), BROKEN, as_of=date(2026, 7, 2)),
    results("no results on the last day", a_programme("contest", result=None), UNDETERMINED, as_of=date(2026, 7, 1)),
    results("a class", a_session(), OUT_OF_SCOPE),
    joint("with both", staff_sessions("school", "association"), HELD),
    joint("with schools only", staff_sessions("school", "school"), BROKEN),
    joint("not said with whom", staff_sessions(None, None, None, None), UNDETERMINED),
    joint("of sellers", a_centre(), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_sessions(story: Story) -> None:
    assert story.judged() is story.outcome
