"""The link to customs: at once, signed, copied, passed on."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import Story, a_transmission
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED


def at(hour, minute):
    """A moment of 2026-03-02."""
    return beijing(2026, 3, 2, hour, minute)


def told(**changes):
    return a_transmission(transmission=changes)


sent = partial(Story, "waybill_is_sent_at_once")
queued = partial(Story, "queue_does_not_stand_still")
once = partial(Story, "document_is_submitted_once")
uploaded = partial(Story, "logistics_event_is_declared_in_time")
copied = partial(Story, "copy_is_acknowledged")
signed = partial(Story, "logistics_declaration_is_signed")
answered = partial(Story, "answer_comes_in_time")
passed = partial(Story, "answer_is_passed_on")

SENT = [
    sent("after a minute", told(), HELD),
    sent("after two", told(sent_at=at(18, 2)), BROKEN),
    sent("not yet", told(sent_at=None), UNDETERMINED),
    sent("an order", told(message="311"), OUT_OF_SCOPE),
]

QUEUED = [
    queued("after five minutes", told(sent_at=at(18, 5)), HELD),
    queued("a minute more", told(sent_at=at(18, 6)), BROKEN),
    queued("not sent the day after", told(sent_at=None), BROKEN, as_of=date(2026, 3, 3)),
    queued("not sent on the day", told(sent_at=None), UNDETERMINED, as_of=date(2026, 3, 2)),
    queued("an order", told(message="311", sent_at=at(19, 0)), OUT_OF_SCOPE),
]

ONCE = [
    once("one submission", told(), HELD),
    once("again half an hour later", a_transmission(transmission=[{}, {"sent_at": at(18, 30)}]), BROKEN),
    once("sent before it was made", told(sent_at=at(17, 59)), BROKEN),
    once("nobody knows when it was made", told(made_at=None), UNDETERMINED),
    once("not sent yet", told(sent_at=None), UNDETERMINED),
]

UPLOADED = [
    uploaded("after an hour", told(message="513", sent_at=at(19, 0)), HELD),
    uploaded("a minute more", told(message="513", sent_at=at(19, 1)), BROKEN),
    uploaded("nobody knows when it happened", told(made_at=None), UNDETERMINED),
    uploaded("a payment", told(message="411"), OUT_OF_SCOPE),
]

COPIED = [
    copied("acknowledged", told(), HELD),
    copied("no acknowledgement the day after", told(copy_received_at=None), BROKEN, as_of=date(2026, 3, 3)),
    copied("no acknowledgement on the day", told(copy_received_at=None), OUT_OF_SCOPE, as_of=date(2026, 3, 2)),
    copied("nobody got a copy", told(copied_to=None), BROKEN),
    copied("nobody knows of what", told(message=None), UNDETERMINED),
    copied("an order", told(message="311"), OUT_OF_SCOPE),
]

SIGNED = [
    signed("by somebody", told(), HELD),
    signed("by nobody", told(signed_by=None), BROKEN),
    signed("nobody knows what it is", told(message=None), UNDETERMINED),
    signed("not sent yet", told(sent_at=None), OUT_OF_SCOPE),
]

ANSWERED = [
    answered("after four hours", told(answered_at=at(22, 1)), HELD),
    answered("a minute more", told(answered_at=at(22, 2)), BROKEN),
    answered("no answer the day after", told(answered_at=None), BROKEN, as_of=date(2026, 3, 3)),
    answered("no answer on the day", told(answered_at=None), UNDETERMINED, as_of=date(2026, 3, 2)),
    answered("not sent", told(sent_at=None), OUT_OF_SCOPE),
]

PASSED = [
    passed("after a quarter of an hour", told(), HELD),
    passed("a minute more", told(forwarded_at=at(18, 46)), BROKEN),
    passed("delivered before it was passed on", told(delivered_at=at(18, 44)), BROKEN),
    passed("nobody knows whether it was delivered", told(delivered_at=None), UNDETERMINED),
    passed("not passed on", told(forwarded_at=None), UNDETERMINED),
    passed("no answer yet", told(answered_at=None), OUT_OF_SCOPE),
]

STORIES = SENT + QUEUED + ONCE + UPLOADED + COPIED + SIGNED + ANSWERED + PASSED


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_transmissions(story: Story) -> None:
    assert story.judged() is story.outcome
