"""Changes of law are told to those who want to know: by a case of policy watch, and from the tables, each once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.upcoming import upcoming
from shibosi.store import running, scope
from shibosi.store.actions import cases, interests, webhooks
from shibosi.store.actions.interests import NoSuchTopic, TooManyInterests
from shibosi.store.allowing import NotThere
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.notices import inbox, sentence
from shibosi.store.cases.tests.builders import a_member, an_officer, moved
from shibosi.store.models import Account, Announced, Interest, Job, Level, Notice, Role
from shibosi.store.watching import coming, mailing
from shibosi.store.webhooks import LAW

pytestmark = pytest.mark.django_db
CHANGE = {"topic": "tax", "market": "RO", "change": "VAT 21 to 22 %", "effective": "2027-01-01"}
WATCHED = datetime(2026, 6, 1, 4, tzinfo=UTC)
"""A day after which the tables have changes."""


class Quiet:
    """A job at work that nobody watches."""

    clock = staticmethod(lambda: WATCHED)


@pytest.fixture
def ann(db):
    return an_officer("ann")


@pytest.fixture
def bob(db):
    return an_officer("bob")


def opened(viewer, flow="rule_change", **facts):
    return cases.open_case(viewer, flow, Asked(facts=CHANGE | facts))


def told(viewer):
    return [sentence(one) for one in inbox(viewer)]


def test_a_change_is_told_to_who_wants_its_market_and_topic_and_to_nobody_else(ann):
    firm, other, third = (a_member(code, Level.READER) for code in ("AAA", "BBB", "CCC"))
    interests.subscribe(firm, "RO", "tax")
    interests.subscribe(firm, "all", "all")
    interests.subscribe(other, "DE", "tax")
    interests.subscribe(third, "RO", "advertising")
    case = opened(ann)
    moved(case, ann, "assess", report="Two controls")
    moved(case, ann, "tell", scope="Sellers with stock there")
    (said,) = told(firm)
    assert "VAT 21 to 22 % (RO), in force from 2027-01-01. Concerns: Sellers with stock there" in said
    assert told(other) == told(third) == []


@pytest.mark.parametrize(("topic", "last"), [("tax", "2026-12-31"), ("advertising", "2026-12-18")])
def test_the_day_to_adapt_by_follows_from_the_effective_day(ann, topic, last):
    case = opened(ann, topic=topic)
    assert f'"adapt_by": "{last}"' in case.facts


def test_who_adapted_does_not_close_and_there_is_one_case_a_change(ann, bob):
    case = opened(ann)
    for move, given in (("assess", {"report": "x"}), ("tell", {"scope": "x"}), ("adapt", {"done": "x"})):
        moved(case, ann, move, **given)
    assert cases.move(bob, case.public, cases.Decision("close")).target == "closed"
    assert opened(ann).pk != case.pk


def test_a_client_is_warned_of_its_tariff_and_refiles(ann):
    firm = a_member("AAA", Level.WORKER)
    facts = {"firm": "aaa", "change": "Heading 3304", "effective": "2027-01-01"}
    case = cases.open_case(ann, "tariff_change", Asked(facts=facts))
    moved(case, ann, "warn", items="33049900", difference="+3 %")
    assert "Change of tariff for a client" in told(firm)[0]
    moved(case, firm, "refile", declarations="D-1")
    case.refresh_from_db()
    assert case.state == "refiled"


def test_what_the_tables_say_of_the_days_to_come_is_told_once(ann):
    interests.subscribe(ann, "DE", "all")
    for _ in range(2):
        coming.announce(Quiet())
    changes = upcoming(date(2026, 6, 1))
    assert Announced.objects.count() == len({(one.series, one.day) for one in changes}) > 0
    near = [one for one in changes if {"DE", "EU", "all"} & set((one.after or one.before).places)]
    assert len(told(ann)) == len(near) > 0
    assert all("another rule from" in said for said in told(ann))


def test_an_address_hears_of_what_its_firm_wants_to_know_and_that_of_the_platform_of_all(db):
    head = an_officer("head", role=Role.ADMINISTRATOR)
    firm, other = a_member("AAA", Level.MANAGER), a_member("BBB", Level.MANAGER)
    hooks = [webhooks.subscribe(one, "https://hook.example/x", [LAW]).subscription for one in (head, firm, other)]
    interests.subscribe(firm, "RO", "tax")
    interests.subscribe(other, "RO", "product")
    coming.told(
        ["RO"], "tax", coming.WORDS, {"name": "VAT", "market": "RO", "day": "2027-01-01", "source": "x"}, WATCHED
    )
    heard = [[event["change"] for one in hook.deliveries.all() for event in one.events] for hook in hooks]
    change = {"name": "VAT", "market": "RO", "day": "2027-01-01", "source": "x", "markets": ["RO"], "topic": "tax",
              "case": None}  # fmt: skip
    assert heard == [[change], [change], []]


def test_letters_are_off_until_wanted_and_each_change_is_in_one(ann, mailoutbox):
    firm = replace(a_member("AAA", Level.READER), now=WATCHED - timedelta(hours=1))
    for viewer in (firm, ann):
        interests.subscribe(viewer, "DE", "all")
    interests.mail(firm, True)
    coming.announce(Quiet())
    assert [mailing.mail(Quiet())["letters"] for _ in range(2)] == [1, 0], "nothing is sent twice"
    (letter,) = mailoutbox
    assert letter.to == [Account.objects.get(pk=firm.account).email]
    assert letter.body.count("\n- ") == len(told(firm)) > 0
    interests.mail(firm, False)
    assert Account.objects.get(pk=firm.account).law_mailed_at is None


def test_the_clock_asks_for_it_every_day(ann):
    running.tick(lambda: WATCHED)
    running.tick(lambda: WATCHED + timedelta(days=1, minutes=1))
    assert Job.objects.filter(name=coming.JOB).exists()


def test_an_interest_is_kept_once_and_ended_by_its_own(ann):
    firm, other = a_member("AAA", Level.READER), a_member("BBB", Level.READER)
    first = interests.subscribe(firm, "RO", "tax")
    assert interests.subscribe(firm, "RO", "tax") == first
    with pytest.raises(NotThere):
        interests.end(other, first.pk)
    interests.end(firm, first.pk)
    assert not scope.interests(firm).exists() and not Notice.objects.exists()


def test_what_cannot_be_wanted_is_refused(ann, monkeypatch):
    with pytest.raises(UnknownMarket):
        interests.subscribe(ann, "XX")
    with pytest.raises(NoSuchTopic):
        interests.subscribe(ann, "RO", "taxes")
    monkeypatch.setattr(interests, "MOST", 1)
    interests.subscribe(ann, "RO")
    with pytest.raises(TooManyInterests):
        interests.subscribe(ann, "DE")
    assert Interest.objects.count() == 1
