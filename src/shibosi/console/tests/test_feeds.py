"""Feeds: an administrator says which kinds of record nobody sends, and everything is judged anew."""

import pytest
from django.utils import timezone

from shibosi.kernel.decisions import Verdict
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import jobs
from shibosi.store.models import DossierState, Job, LogEntry, Role, SilentFeed
from shibosi.store.rejudging import JOB, ask
from shibosi.store.tests.firms import staff
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(monkeypatch):
    return signed_in(staff(Role.ADMINISTRATOR), monkeypatch)


def orders():
    """How the orders are decided now, once the jobs are done."""
    while jobs.work_once(timezone.now):
        pass
    return {Verdict(one) for one in DossierState.objects.filter(kind="order").values_list("verdict", flat=True)}


def test_what_nobody_sends_holds_nothing_any_more(administrator):
    hand_in([one for one in documents(frames(3, faults=0)) if one.kind != "waybill"])
    ask(timezone.now(), "test")
    assert orders() == {Verdict.HOLD}
    assert "silent since" in text(administrator.post("/feeds/waybill/silence/", follow=True))
    assert orders() == {Verdict.WAIT}
    administrator.post("/feeds/waybill/expect/")
    assert orders() == {Verdict.HOLD}
    told = [what for what in LogEntry.objects.order_by("position").values_list("what", flat=True) if "feed" in what]
    assert told == ["feed silent", "feed expected"]


def test_a_judging_that_knows_nothing_of_the_change_is_given_up(administrator):
    old = ask(timezone.now(), "somebody")
    administrator.post("/feeds/payment/silence/")
    assert [one.pk for one in Job.objects.filter(jobs.TO_DO, name=JOB)] != [old.pk]
    administrator.post("/feeds/payment/silence/")
    assert Job.objects.filter(jobs.TO_DO, name=JOB).count() == 1, "nothing changed the second time"


def test_a_kind_that_is_none_is_refused_with_the_nearest(administrator):
    answer = administrator.post("/feeds/waybil/silence/", follow=True)
    assert "waybill" in text(answer) and not SilentFeed.objects.exists()


def test_the_overview_leads_an_administrator_there(administrator):
    assert b'href="/feeds/"' in administrator.get("/overview/").content


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_others_may_not_and_are_not_led_there(role, monkeypatch):
    visitor = signed_in(staff(role), monkeypatch)
    assert b'href="/feeds/"' not in visitor.get("/overview/").content
    assert visitor.get("/feeds/").status_code == 403
    assert visitor.post("/feeds/waybill/silence/").status_code == 403 and not SilentFeed.objects.exists()
