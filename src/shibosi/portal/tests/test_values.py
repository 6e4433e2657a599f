"""Values and changes: as of a day, what comes, filters and order, what rests on a value, as a file."""

import csv
import io

import pytest

from shibosi.pages.tests.browsing import LOOKS, browser, fits, needs_chromium, opened
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.portal.values import through_time
from shibosi.store import concerned
from shibosi.store.firms import reporter_mark
from shibosi.store.models import DossierParty, DossierState, Finding, Level, Role
from shibosi.store.tests.firms import NOON, a_member, a_party, staff
from shibosi.telling import dated

pytestmark = pytest.mark.django_db
__all__ = ["browser"]
CONTROL, PARAMETER = "single_purchase_within_limit", "retail_import_limits.single"


@pytest.fixture
def officer(monkeypatch):
    return signed_in(staff(Role.OFFICER), monkeypatch)


def a_finding(key, party):
    """An open finding of a control that reads the limit, in a dossier of a firm."""
    state = DossierState.objects.create(kind="order", key=key, verdict=1, judged_at=NOON, judged_on=NOON.date())
    DossierParty.objects.create(dossier=state, who=reporter_mark(party.public))
    return Finding.objects.create(dossier=state, control=CONTROL, outcome="broken", severity=2, facts="{}",
                                  first_seen=NOON, last_seen=NOON)  # fmt: skip


def shown(client, address):
    """Names of the values a page lists."""
    return [one.name for one in client.get(address).context["list"].items]


def test_everybody_reads_values_and_only_who_may_sees_how_many_findings_rest_on_them(officer):
    assert "Open findings" not in text(nobody().get("/values/")) and "Open findings" in text(officer.get("/values/"))


@pytest.mark.parametrize(
    ("story", "address", "value"),
    [
        ("before there was a limit", "2016-04-07", None),
        ("the first limit", "2018-12-31", "2,000 CNY"),
        ("the day it was raised", "2019-01-01", "5,000 CNY"),
    ],
)
def test_the_value_is_that_of_the_day(officer, story, address, value):
    answer = officer.get(f"/values/?q={PARAMETER}&day={address}")
    assert [one.value.value for one in answer.context["list"].items] == ([value] if value else [])


def test_a_parameter_leads_to_all_its_values(officer):
    answer = officer.get(f"/values/?q={PARAMETER}")
    assert f'href="/rules/parameters/{PARAMETER}/"'.encode() in answer.content


def test_what_changes_stands_before_the_values(officer):
    answer = officer.get("/values/?day=2018-12-01&ahead=90")
    found = {change.one.name: (change.before.value, change.after.value) for change, _ in answer.context["coming"]
             if change.before and change.after}  # fmt: skip
    assert found[PARAMETER] == ("2,000 CNY", "5,000 CNY")
    assert "Nothing that is known changes in this time." in text(officer.get("/values/?day=2060-01-01"))


def test_filters_and_order_choose_from_all_values(officer):
    assert set(shown(officer, "/values/?q=retail_import_limits&state=all&kind=table")) == {"retail_import_limits"}
    assert shown(officer, "/values/?q=nothing-like-it") == []
    assert "No value answers to these filters." in text(officer.get("/values/?q=nothing-like-it"))
    firsts = [one.first for one in officer.get("/values/?sort=-first").context["list"].items if one.first]
    assert firsts == sorted(firsts, reverse=True) and firsts
    first, rest = (officer.get("/values/?state=all" + more).context["list"] for more in ("", "&after=50"))
    assert first.next.endswith("after=50") and {one.value for one in first.items}.isdisjoint(
        one.value for one in rest.items
    )


@pytest.mark.parametrize(
    "asked", ["sort=source", "after=x", "after=9999999999999999999", "ahead=7", "day=2026-02-30", "file=exe"]
)
def test_what_cannot_be_asked_is_told(officer, asked):
    assert officer.get(f"/values/?{asked}").status_code == 422


def test_findings_that_rest_on_a_value_are_those_that_are_seen(officer, monkeypatch):
    mine, other = a_party("AAA"), a_party("BBB")
    a_finding("1", mine)
    a_finding("2", other)
    firm = signed_in(a_member(mine), monkeypatch)

    def rests(client):
        found = client.get(f"/values/?q={PARAMETER}&day=2026-06-30").context["list"].items
        return {one.findings for one in found}

    assert (rests(officer), rests(firm)) == ({2}, {1})


def test_the_list_is_taken_away_as_a_file_with_counts_for_those_who_may(officer, monkeypatch):
    def told(client):
        content = taken(client.get("/values/?file=csv&state=all")).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content)))

    rows = told(officer)
    assert len(rows) == len(dated.every()) + 1 and len({len(row) for row in rows}) == 1
    assert rows[0][-1] == "Open findings"
    reader = signed_in(a_member(a_party("AAA"), Level.READER), monkeypatch)
    assert "Open findings" not in told(reader)[0] and "Open findings" not in told(nobody())[0]


def test_a_plot_leaves_out_what_has_no_day():
    day = NOON.date()
    undated = [one for one in dated.every() if one.first is None and one.last is None]
    assert undated and through_time(undated, day) is None
    plot = through_time(list(dated.every()), day)
    assert plot is not None and len(plot.rows) == 16 and "public_days" not in str(plot.option)


def test_everything_is_said_in_chinese(monkeypatch):
    client, lacking = signed_in(staff(Role.OFFICER), monkeypatch, "zh-hans"), heard(monkeypatch)
    assert "取值与变更" in text(client.get("/values/?state=all"))
    assert {word for word in lacking if word in dated.TABLES.values() or word in dated.STATES.values()} == set()


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_in_a_browser_a_day_is_chosen(browser, live_server, monkeypatch, size, language, light):
    client = signed_in(staff(Role.OFFICER), monkeypatch)
    page, complaints = opened(browser, live_server, client, size, language, light)
    page.goto(f"{live_server.url}/values/?q={PARAMETER}")
    assert page.locator("[data-plot] canvas").count() == 1 and fits(page)
    page.fill("#f-day", "2018-12-31")
    page.click("form.filters button")
    page.wait_for_url("**day=2018-12-31**")
    assert "2,000" in page.inner_text("table.list >> nth=-1") and "5,000" in page.inner_text("main section")
    assert fits(page) and complaints == []


def test_a_firm_of_much_is_told_when_its_findings_were_counted(monkeypatch):
    own = a_party("Own firm")
    a_finding("order-1", own)
    clerk = signed_in(a_member(own), monkeypatch)
    addresses = f"/values/?q={PARAMETER}", "/rules/clauses/4.5.3/"
    assert not any("As of 20" in text(clerk.get(address)) for address in addresses)
    monkeypatch.setattr(concerned, "MUCH", 0)
    listed, clause = (clerk.get(address) for address in addresses)
    assert "Open findings as of 20" in text(listed) and [one.findings for one in listed.context["list"].items] == [1]
    assert "1 As of 20" in text(clause)
