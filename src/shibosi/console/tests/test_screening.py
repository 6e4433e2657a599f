"""Watch-lists in the console: a name screened by hand, lists and versions, matches and their export; four eyes."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.methods.watchlists.entries import UnreadableList
from shibosi.pages.tests.browsing import browser, fits, needs_chromium
from shibosi.pages.tests.looking import heard, signed_in, taken, text
from shibosi.store import jobs
from shibosi.store.cases.tests.builders import an_order, hand_in
from shibosi.store.models import Account, Case, Job, LogEntry, Role
from shibosi.store.screening.lists import kept
from shibosi.store.screening.running import screen
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
__all__ = ["browser"]
HEADING = "id,name,alias,kind,born,programme\n"
FIRST = HEADING + "1,Wladimir Petrow,Vova Petrow,person,1958,SANCTIONS\n2,陈大文,,person,,OWN\n"
SECOND = FIRST.replace(",1958,", ",1958-03-02,") + "3,Acme Trading GmbH,,organisation,,OWN\n"


@pytest.fixture
def listed(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    take(tmp_path, FIRST)
    return tmp_path


def take(folder, words, at=datetime(2026, 9, 1, tzinfo=UTC)):
    path = folder / "un.csv"
    path.write_text(words, encoding="utf-8")
    kept().take(path, "un", at)


@pytest.fixture
def officer(listed, monkeypatch):
    return signed_in(staff(Role.OFFICER), monkeypatch)


def asked(client, **form):
    return client.post("/screening/", {"name": "Vladimir Petrov", "kind": "person"} | form)


def test_a_name_is_explained_for_and_against(officer):
    answer = asked(officer, born="1971-01-01", country="ru")
    assert answer.status_code == 200
    said = text(answer)
    assert "Matches: 0 of 2 entries" in said and "Nobody listed is called so." in said
    found = asked(officer, born="1958-07-01")
    said = text(found)
    for words in ("Matches: 1 of 2 entries", "Wladimir Petrow", "Vova Petrow", "birth day", "SANCTIONS", "row 2"):
        assert words in said, words
    (hit,) = found.context["answer"]["hits"]
    assert hit["reasons"][0]["for"] and 'value="Vladimir Petrov"' in found.content.decode()


@pytest.mark.parametrize(
    ("story", "form"),
    [
        ("nobody", {"name": " "}),
        ("too long", {"name": "x" * 1001}),
        ("a kind there is not", {"kind": "ghost"}),
        ("a country in words", {"country": "Russia"}),
        ("a birth day in words", {"born": "March 1958"}),
        ("half a birth day", {"born": "1958-3"}),
    ],
)
def test_what_cannot_be_asked_is_told(officer, story, form):
    assert asked(officer, **form).status_code == 422


def test_lists_show_versions_changes_and_a_failed_update(officer, listed):
    take(listed, SECOND, datetime(2026, 9, 2, tzinfo=UTC))
    said = text(officer.get("/screening/lists/un/"))
    for words in ("3 entries are in force, read from un.csv.", "Acme Trading GmbH", "new", "changed", "in force"):
        assert words in said, words
    oldest = kept().history("un")[-1].version
    assert "陈大文" in text(officer.get(f"/screening/lists/un/?after={oldest}"))
    with pytest.raises(UnreadableList):
        take(listed, "id,name\n1")
    assert "The update of un failed" in text(officer.get("/screening/"))
    assert officer.get("/screening/lists/eu/").status_code == 404
    assert officer.get("/screening/lists/un/?before=0123").status_code == 404


def test_stored_names_are_screened_listed_and_taken_away(officer, listed):
    hand_in(an_order(buyer_name="=Wladimir Petrow"))
    Job.objects.all().delete()
    assert officer.post("/screening/start/").status_code == 302
    assert jobs.work_once(timezone.now).state == "done"
    case = Case.objects.get(flow="screening_hit")
    page = officer.get("/screening/hits/")
    assert case.public in text(page) and "same word" in text(page) and "Possible match found" in text(page)
    file = taken(officer.get("/screening/hits/?file=csv")).decode("utf-8-sig")
    assert "'=Wladimir Petrow" in file and len(file.splitlines()) == 2
    assert "same word" in text(officer.get(f"/cases/{case.public}/"))
    assert officer.get("/screening/hits/?state=cleared").context["list"].items == []
    assert "everybody" in text(officer.get("/screening/"))


def test_everything_has_its_chinese(listed, monkeypatch):
    hand_in(an_order(buyer_name="Wladimir Petrow"))
    screen(timezone.now())
    take(listed, SECOND)
    client, lacking = signed_in(staff(Role.OFFICER), monkeypatch, "zh-hans"), heard(monkeypatch)
    case = Case.objects.get(flow="screening_hit")
    for address in ("/screening/", "/screening/hits/", "/screening/lists/un/", f"/cases/{case.public}/"):
        assert client.get(address).status_code == 200
    assert "生日" in text(asked(client, born="1958"))
    assert lacking == set()


def test_auditors_read_and_firms_do_not(listed, monkeypatch):
    auditor = signed_in(staff(Role.AUDITOR), monkeypatch)
    assert asked(auditor).status_code == 200 and auditor.post("/screening/start/").status_code == 403
    firm = signed_in(a_member(a_party("AAA")), monkeypatch)
    addresses = ("/screening/", "/screening/hits/", "/screening/lists/un/")
    assert {firm.get(one).status_code for one in addresses} == {403}


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-CN"), ("phone", "en-US")])
def test_in_a_browser_one_proposes_and_another_confirms(look, listed, size, language):
    hand_in(an_order(buyer_name="Vladimir Petrov"), at=timezone.now())
    screen(timezone.now())
    case = Case.objects.get(flow="screening_hit")
    first, second = staff(Role.OFFICER), Account.objects.create_account("eve@platform.example", role=Role.OFFICER.value)
    page = look(first, "/screening/", size, language)
    page.fill("#i-name", "Vladimir Petrov")
    page.fill("#i-born", "1958")
    page.click("form.card button")
    page.wait_for_selector("article.hit")
    assert fits(page) and "Wladimir Petrow" in page.inner_text("article.hit")
    page.click("ul.tiles a")
    page.click(f"text={case.public}")
    _move(page, "propose", "same birth year / 同年出生")
    assert page.locator("input[name=move][value=confirm]").count() == 0, "four eyes"
    other = look(second, f"/cases/{case.public}/", size, language)
    assert "same birth year / 同年出生" in other.inner_text("ol.timeline")
    _move(other, "confirm", "")
    other.wait_for_selector(".badge.done")
    case.refresh_from_db()
    assert case.state == "confirmed" and fits(other) and page.faults == other.faults == []


def _move(page, name, reason):
    form = page.locator(f"details.more:has(input[name=move][value={name}])")
    if form.get_attribute("open") is None:
        form.locator("> summary").click()
    if reason:
        form.locator("textarea[name=reason]").fill(reason)
    if form.locator("details.sure summary").count():
        form.locator("details.sure summary").click()
    form.locator("button").click()
    page.wait_for_load_state("networkidle")


def uploaded(client, contents, name="un.csv", **form):
    return client.post("/screening/take/", {"file": SimpleUploadedFile(name, contents.encode()), **form}, follow=True)


def test_an_administrator_takes_a_list_over_and_a_broken_file_changes_nothing(listed, monkeypatch):
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch)
    assert "Take a list over" in text(client.get("/screening/"))
    answer = uploaded(client, SECOND)
    assert "un is in force: 1 new" in text(answer)
    before = kept().version("un")
    refused = uploaded(client, "id,name\n1")
    assert refused.status_code == 422
    assert kept().version("un").version == before.version and kept().version("un").failure
    told = [one.what for one in LogEntry.objects.order_by("pk")]
    assert told[-2:] == ["watch-list taken over", "watch-list not taken over"]


@pytest.mark.parametrize(
    ("story", "form"),
    [("no file", {}), ("a name no list has", {"file": "id,name\n1,Bach\n", "list": "../evil"})],
)
def test_what_is_no_list_is_refused(listed, monkeypatch, story, form):
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch)
    if "file" in form:
        form = form | {"file": SimpleUploadedFile("x.csv", form["file"].encode())}
    assert client.post("/screening/take/", form).status_code == 422


def test_officers_take_no_list_over(officer):
    assert uploaded(officer, SECOND).status_code == 403
    assert "Take a list over" not in text(officer.get("/screening/"))
