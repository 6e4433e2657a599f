"""The impact of a change in the console: asked by a form, watched, answered with examples that lead to dossiers."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from shibosi.pages.tests.browsing import LOOKS, browser, fits, needs_chromium, opened, worked
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import jobs
from shibosi.store.models import Impact, Job, Role
from shibosi.store.tests.firms import a_member, a_party, staff
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db
__all__ = ["browser"]
SINGLE = "retail_import_limits.single"
LOWER = {"parameter1": SINGLE, "value1": "100", "place1": "CN"}


@pytest.fixture(scope="module")
def trade():
    return documents(frames(40))


def asked(client, **form):
    """Ask by the form and let a worker answer; the address it leads to."""
    answer = client.post("/impact/ask/", form)
    assert answer.status_code == 302, text(answer)
    job = jobs.work_once(timezone.now)
    assert job.state == "done", job.error
    return urlsplit(answer.url).path


def lines(answer):
    """The lines of a file with its heading."""
    return b"".join(answer).splitlines()


def test_a_question_is_answered_by_control_clause_and_example(officer, trade):
    hand_in(trade)
    address = asked(officer, **LOWER)
    answer = officer.get(address)
    told = Impact.objects.get().told
    for word in ("Largest value of one purchase", "100 CNY", "5,000 CNY", "A purchase stays within the single limit",
                 "4.5.3", "held", "broken"):  # fmt: skip
        assert word in text(answer)
    assert all(each["state"].pk for each in answer.context["examples"]), "every example leads to its dossier"
    assert sum(sum(row[1:]) for row in answer.context["plot"].rows) == told["changes"] > 0
    assert len(lines(officer.get(f"{address}?file=csv"))) == told["changes"] + 1
    assert [one.told["dossiers"] for one in officer.get("/impact/").context["list"].items] == [told["dossiers"]]
    assert len(lines(officer.get("/impact/?file=csv"))) == 2


def test_rows_of_a_table_of_law_are_weighed_as_a_single_value_is(officer, trade):
    hand_in(trade)
    shown = officer.get("/impact/rows/?table=retail_import_limits")
    rows = shown.context["text"].replace('"5000","26000"', '"100","26000"')
    assert '"100","26000"' in rows and "财关税〔2018〕49号" in text(shown)
    address = asked(officer, table="retail_import_limits", rows=rows)
    by_rows = Impact.objects.get()
    asked(officer, **LOWER | {"first1": "2019-01-01"})
    assert by_rows.told == Impact.objects.latest("pk").told and by_rows.told["dossiers"] > 0
    for page in (text(officer.get(address)), text(officer.get("/impact/"))):
        assert "Rows of Largest value of one purchase" in page and "(CN): 5,000 CNY → 100 CNY" in page


def test_the_rows_of_a_table_of_law_are_offered_as_they_hold_today(officer):
    rows = officer.get("/impact/rows/?table=law/rates").context["text"]
    assert rows.count('"RO","2025-08-01"') == 1 and '"RO","2017-01-01"' not in rows
    assert officer.get("/impact/rows/").context["text"] == ""


def test_days_in_which_nothing_is_stored_change_nothing(officer, trade):
    hand_in(trade[:40])
    address = asked(officer, **LOWER, first1="2031-01-01", last1="2031-12-31")
    assert "Nothing that is stored would come to another outcome." in text(officer.get(address))
    assert Impact.objects.get().told["moved"][0]["first"] == "2031-01-01"


def test_a_question_is_watched_until_it_is_answered_and_says_why_it_failed(officer):
    answer = officer.post("/impact/ask/", LOWER, follow=True)
    assert b"hx-get" in answer.content and "100 CNY" in text(answer)
    assert [one.state for one in officer.get("/impact/?state=open").context["list"].items] == ["waiting"]
    Job.objects.update(state="failed", error="No space is left.")
    assert "It failed: No space is left." in text(officer.get(answer.redirect_chain[-1][0]))


@pytest.mark.parametrize(
    ("story", "form", "says"),
    [
        ("nothing", {}, "at least one"),
        ("no such parameter", LOWER | {"parameter1": "x.y"}, "no parameter 'x.y'"),
        ("a value without parameter", {"value2": "1"}, "belong together"),
        ("no amount", LOWER | {"value1": "much"}, SINGLE),
        ("no such place", LOWER | {"place1": "XX"}, "place1"),
        ("a day that is none", LOWER | {"first1": "2026-02-30"}, "is no day"),
        ("days in the wrong order", LOWER | {"first1": "2026-02-01", "last1": "2026-01-01"}, "lies before"),
        ("the same days twice", LOWER | {"parameter2": SINGLE, "value2": "7", "place2": "CN"}, "overlap"),
        ("rows without table", {"rows": "x"}, "belong together"),
        ("a table without rows", {"table": "retail_import_limits"}, "wanted are 1 to"),
        ("no table of law", {"table": "x", "rows": "x"}, "table"),
        ("rows of another table", {"table": "law/rates", "rows": '"place","from"'}, "row 2"),
        ("the value in force", LOWER | {"value1": "5000", "first1": "2026-01-01"}, "nothing would change"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_begins(officer, story, form, says):
    answer = officer.post("/impact/ask/", form)
    assert answer.status_code == 422 and says in text(answer)
    assert not Impact.objects.exists() and not Job.objects.exists()


def test_impacts_are_the_platforms_and_auditors_ask_none(officer, trade, monkeypatch):
    hand_in(trade[:20])
    address = asked(officer, **LOWER)
    firm = signed_in(a_member(a_party("AAA")), monkeypatch)
    assert {firm.get(one).status_code for one in ("/impact/", address)} == {403}
    auditor = signed_in(staff(Role.AUDITOR), monkeypatch)
    assert auditor.get(address).status_code == 200 and auditor.post("/impact/ask/", LOWER).status_code == 403
    assert officer.get("/impact/0123456789abcdef/").status_code == 404


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_in_a_browser_a_question_is_asked_and_read(browser, live_server, trade, monkeypatch, size, language, light):
    hand_in(trade)
    client = signed_in(staff(Role.OFFICER), monkeypatch)
    page, complaints = opened(browser, live_server, client, size, language, light)
    page.goto(f"{live_server.url}/impact/")
    page.select_option("#i-parameter1", SINGLE)
    page.fill("#i-value1", "100")
    assert fits(page)
    page.click("form[action$='ask/'] button")
    page.wait_for_selector("#impact-part progress")
    assert worked() == "done"
    page.wait_for_selector("figure.plot", timeout=20_000)
    page.reload()
    assert page.locator("[data-plot] canvas").count() == 1 and fits(page) and complaints == []
