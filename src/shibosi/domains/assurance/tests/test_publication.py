"""Stories of texts that have to be public."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from shibosi.domains.assurance.tests.builders import Story, a_filing, a_text
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

rules = partial(Story, "disclosed_rules_are_whole_and_can_be_saved")
complaints = partial(Story, "complaint_channels_are_public_and_answer")
leaving = partial(Story, "exit_is_announced_early_on_the_home_page")
privacy = partial(Story, "privacy_statement_is_in_a_named_place")
returns = partial(Story, "return_rules_stand_on_home_and_product_page")
terms = partial(Story, "service_and_prices_are_public")
limits = partial(Story, "filing_limits_are_promised_and_public")
promise = partial(Story, "filings_keep_the_promise")

RULES = {"link": "home", "whole": "rules", "download": "rules", "earlier": "rules"}
COMPLAINTS = dict.fromkeys(("body", "phone", "channels", "procedure", "contact-answers"), "complaints")
EXIT = dict.fromkeys(("reason", "transition", "protection"), "home")
PRIVACY = dict.fromkeys(("how-collected", "how-long-kept", "recipients", "rights"), "about")
RETURNS = {
    f"{part} {place}": place for place in ("home", "product") for part in ("time-limit", "scope", "freight")
}  # fmt: skip
TERMS = dict.fromkeys(("procedure", "prices", "complaint-channel", "terms"), "site")
LIMITS = dict.fromkeys(("ordinary", "licensed"), "site")
HOURS = {"ordinary_hours": 4, "licensed_hours": 24}
CLOSING = {"closes_on": date(2026, 7, 1)}
YESTERDAY, EARLIER = date(2026, 6, 29), date(2026, 6, 28)


def without(parts, part):
    """The same without one part."""
    return {one: place for one, place in parts.items() if one != part}


def filed(*filings, **changes):
    """Limits of 4 and 24 hours, and filings held against them."""
    return [*a_text("filing-limits", LIMITS, HOURS | changes), *filings]


LATE = a_filing("D-2", filed_at=datetime(2026, 6, 29, 5, 0, 1, tzinfo=UTC))
NEXT_DAY = {"filed_at": datetime(2026, 6, 30, 1, tzinfo=UTC)}
STORIES = [
    rules("linked, whole, saved, kept", a_text("platform-rules", RULES), HELD),
    rules("seen yesterday", a_text("platform-rules", RULES, seen_on=YESTERDAY), HELD),
    rules("seen the day before that", a_text("platform-rules", RULES, seen_on=EARLIER), UNDETERMINED),
    rules("no probe looked", a_text("platform-rules", {}), UNDETERMINED),
    rules("not there", a_text("platform-rules", RULES, found=False), BROKEN),
    rules("the text of another version", a_text("platform-rules", RULES, digest="0" * 64), BROKEN),
    rules("not said which version is in force", a_text("platform-rules", RULES, {"digest": None}), UNDETERMINED),
    rules("rules that ended", a_text("platform-rules", RULES, {"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    rules("rules on their last day", a_text("platform-rules", RULES, {"ended_on": date(2026, 6, 30)}), HELD),
    complaints("four parts, answered", a_text("complaint-channels", COMPLAINTS), HELD),
    complaints("nobody answers", a_text("complaint-channels", COMPLAINTS, found=False), BROKEN),
    complaints("no call was tried", a_text("complaint-channels", without(COMPLAINTS, "contact-answers")), UNDETERMINED),
    complaints("another text", a_text("return-rules", COMPLAINTS), OUT_OF_SCOPE),
    leaving("thirty days before", a_text("exit-notice", EXIT, CLOSING), HELD),
    leaving("a day later", a_text("exit-notice", EXIT, CLOSING | {"published_on": date(2026, 6, 2)}), BROKEN),
    leaving("no plan for the transition", a_text("exit-notice", without(EXIT, "transition"), CLOSING), UNDETERMINED),
    leaving("closed already", a_text("exit-notice", EXIT, {"closes_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    privacy("four parts on the about page", a_text("privacy-statement", PRIVACY), HELD),
    privacy("none anywhere", a_text("privacy-statement", {f"{part} {at}": at for part in PRIVACY for at in (
        "home", "footer", "about")}, found=False), BROKEN),
    privacy("one part was not looked for", a_text("privacy-statement", without(PRIVACY, "rights")), UNDETERMINED),
    privacy("another text", a_text("return-rules", PRIVACY), OUT_OF_SCOPE),
    returns("both places", a_text("return-rules", RETURNS), HELD),
    returns("not what the rules say", a_text("return-rules", RETURNS, digest="0" * 64), BROKEN),
    returns("one part was not looked for", a_text("return-rules", without(RETURNS, "scope product")), UNDETERMINED),
    returns("another text", a_text("platform-rules", RETURNS), OUT_OF_SCOPE),
    terms("within two clicks", a_text("service-terms", TERMS, clicks=2), HELD),
    terms("within three", a_text("service-terms", TERMS, clicks=3), BROKEN),
    terms("nobody counted", a_text("service-terms", TERMS, clicks=None), UNDETERMINED),
    terms("another text", a_text("return-rules", TERMS), OUT_OF_SCOPE),
    limits("promised and shown", filed(), HELD),
    limits("nothing promised for licensed goods", filed(licensed_hours=None), BROKEN),
    limits("no probe looked", a_text("filing-limits", {}, HOURS), UNDETERMINED),
    limits("another text", a_text("return-rules", LIMITS), OUT_OF_SCOPE),
    promise("four hours", filed(a_filing("D-1")), HELD),
    promise("a second more", filed(a_filing("D-1"), LATE), BROKEN),
    promise("a day for licensed goods", filed(a_filing("D-1", licensed=True, **NEXT_DAY)), HELD),
    promise("not said which goods", filed(a_filing("D-1", licensed=None)), UNDETERMINED),
    promise("nothing was filed", filed(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_publication(story: Story) -> None:
    assert story.judged() is story.outcome


def test_a_part_has_to_be_there_in_every_language() -> None:
    chinese = a_text("exit-notice", EXIT, CLOSING)
    english = a_text("exit-notice", EXIT, CLOSING, language="en", found=False)[1:]
    assert leaving("missing in English", [*chinese, *english], BROKEN).judged() is BROKEN
