"""Screening through the API: names asked by hand, lists and their versions, hits, export; who may and who may not."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, an_order, the_platform
from shibosi.methods.watchlists.entries import UnreadableList
from shibosi.store import jobs
from shibosi.store.cases.tests.builders import an_officer, moved
from shibosi.store.models import AccessEntry, Case, Job, Role
from shibosi.store.screening.lists import kept

pytestmark = pytest.mark.django_db
FIRST = "id,name,kind,born\n1,Wladimir Petrow,person,1958\n2,陈大文,person,\n"
SECOND = "id,name,kind,born\n1,Wladimir Petrow,person,1958-03-02\n3,Acme Trading GmbH,organisation,\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    return tmp_path


def take(home, text):
    path = home / "un.csv"
    path.write_text(text, encoding="utf-8")
    kept().take(path, "un", datetime(2026, 9, 1, tzinfo=UTC))


@pytest.fixture
def officer(home):
    take(home, FIRST)
    return the_platform(Role.OFFICER)


def asked(officer, *names, **more):
    answer = officer.post("/screening/names", {"parties": [{"names": [one], **more} for one in names]})
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_name_is_found_and_explained(officer):
    found = asked(officer, "Vladimir Petrov", "Johann Sebastian Bach", kind="person", born=["1958-03-02"])
    assert found["entries"] == 2 and set(found["versions"]) == {"un"}
    one, nobody = found["parties"]
    assert nobody["hits"] == []
    (hit,) = one["hits"]
    assert (hit["list"], hit["entry"], hit["place"], hit["listed_name"]) == ("un", "1", "row 2", "Wladimir Petrow")
    assert {reason["kind"]: reason["points"] > 0 for reason in hit["reasons"]}["born"]
    assert AccessEntry.objects.get(act="screened").subject == "names:2"


def test_what_speaks_for_and_against_is_said_in_the_language_of_the_request(officer):
    officer.language = "zh"
    (hit,) = asked(officer, "Chen Dawen", born=["1958"])["parties"][0]["hits"]
    assert all(reason["said"] and not reason["said"].isascii() for reason in hit["reasons"])


@pytest.mark.parametrize(
    ("story", "body"),
    [
        ("nobody", {"parties": []}),
        ("a party without names", {"parties": [{"names": []}]}),
        ("more than are taken", {"parties": [{"names": ["Ivan"]}] * 101}),
        ("a birth day that is none", {"parties": [{"names": ["Ivan"], "born": ["last year"]}]}),
        ("no country", {"parties": [{"names": ["Ivan"], "countries": ["Russia"]}]}),
        ("a kind there is not", {"parties": [{"names": ["Ivan"], "kind": "ghost"}]}),
        ("a cut that finds everybody", {"parties": [{"names": ["Ivan"]}], "cut": 0}),
        ("a name longer than any", {"parties": [{"names": ["x" * 1001]}]}),
        ("letters that nothing can keep", {"parties": [{"names": ["a\x00b"]}]}),
    ],
)
def test_what_cannot_be_asked_is_refused(officer, story, body):
    answer = officer.post("/screening/names", body)
    assert answer.status_code == 422 and answer.json()["code"].startswith("un"), answer.json()


def test_a_name_of_blanks_is_nobody(officer):
    assert officer.post("/screening/names", {"parties": [{"names": [" "]}]}).json()["code"] == "nobody-asked"


@pytest.mark.parametrize("name", ["王", "1234", "🙂", "\u202e\u200f", "x" * 1000, "Иvanов", "ب" * 900])
def test_odd_names_are_answered(officer, name):
    assert asked(officer, name)["parties"][0]["hits"] == []


def test_lists_tell_their_versions_what_changed_and_what_failed(officer, home):
    take(home, SECOND)
    newest, oldest = officer.get("/screening/lists/un").json()
    assert (newest["added"], newest["removed"], newest["changed"], oldest["added"]) == (1, 1, 1, 2)
    found = officer.get("/screening/lists/un/difference").json()
    assert (found["before"], found["after"], found["total"]) == (oldest["version"], newest["version"], 3)
    assert [(one["entry"], one["change"]) for one in found["items"]] == [
        ("1", "changed"), ("2", "removed"), ("3", "added"),
    ]  # fmt: skip
    second = officer.get("/screening/lists/un/difference", limit=1, first=1).json()
    assert (second["items"], second["next"]) == (found["items"][1:2], 2)
    back = officer.get("/screening/lists/un/difference", before=newest["version"], after=oldest["version"]).json()
    assert [one["change"] for one in back["items"]] == ["changed", "added", "removed"]
    with pytest.raises(UnreadableList):
        take(home, "id,name\n1")
    (in_force,) = officer.get("/screening/lists").json()
    assert in_force["version"] == newest["version"] and "cell" in in_force["failure"]


@pytest.mark.parametrize(
    "address",
    ["/screening/lists/eu", "/screening/lists/eu/difference", "/screening/lists/un/difference?after=0123456789abcdef"],
)
def test_a_list_or_version_that_is_not_kept_is_not_there(officer, address):
    answer = officer.get(address)
    assert answer.status_code == 404 and answer.json()["code"] == "unknown-watch-list"


def test_stored_names_are_screened_decided_and_exported(officer):
    officer.hand_in(an_order(buyer_name="Wladimir Petrow"))
    Job.objects.all().delete()
    answer = officer.post("/screening/runs", {})
    assert answer.status_code == 201 and answer.json()["state"] == "waiting"
    assert jobs.work_once(timezone.now).state == "done"
    (run,) = officer.get("/screening/runs").json()["items"]
    assert (run["everybody"], run["hits"], run["opened"]) == (True, 1, 1)
    (match,) = officer.get("/screening/hits").json()["items"]
    assert (match["name"], match["state"], match["entry"]) == ("Wladimir Petrow", "found", "un 1 (row 2)")
    case = Case.objects.get(public=match["case"])
    moved(case, an_officer("ann", timezone.now()), "propose")
    moved(case, an_officer("bob", timezone.now()), "confirm")
    assert officer.get("/screening/hits").json()["items"] == []
    assert len(officer.get("/screening/hits", state="confirmed").json()["items"]) == 1
    text = b"".join(officer.get("/screening/hits.csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["listed name"], row["state"]) == ("Wladimir Petrow", "confirmed")
    assert (row["decided by"], row["second person"]) == ("bob@platform.example", "ann@platform.example")
    assert AccessEntry.objects.filter(act="exported", subject="screening hits:1").exists()


def test_auditors_read_and_firms_do_neither(officer):
    auditor, firm = the_platform(Role.AUDITOR), a_firm("AAA")
    body = {"parties": [{"names": ["Ivan"]}]}
    reading = ["/screening/lists", "/screening/lists/un", "/screening/lists/un/difference", "/screening/hits",
               "/screening/hits.csv", "/screening/runs"]  # fmt: skip
    assert {auditor.get(one).status_code for one in reading} == {200}
    assert auditor.post("/screening/names", body).status_code == 200
    assert auditor.post("/screening/runs", {}).status_code == 403
    assert {firm.get(one).status_code for one in reading} == {403}
    assert {firm.post(one, body).status_code for one in ("/screening/names", "/screening/runs")} == {403}


def put(platform, contents, name="un", **query):
    return platform.put(f"/screening/lists/{name}", contents.encode(), **query)


def test_an_administrator_takes_a_list_over(home):
    administrator = the_platform(Role.ADMINISTRATOR)
    first = put(administrator, FIRST, file="un-2026.csv")
    assert first.status_code == 200 and (first.json()["entries"], first.json()["file"]) == (2, "un-2026.csv")
    again = put(administrator, SECOND).json()
    assert (again["added"], again["removed"], again["changed"]) == (1, 1, 1)
    assert Job.objects.get().name == "screening"


@pytest.mark.parametrize(
    ("story", "contents", "query", "code"),
    [
        ("cut off", "id,name\n1", {}, "unreadable-watch-list"),
        ("nothing", "\n", {}, "unreadable-watch-list"),
        ("most of it is gone", "id,name\n1,Bach\n", {}, "watch-list-shrank"),
        ("a name no list has", FIRST, {"name": "UN!"}, "unknown-watch-list"),
    ],
)
def test_what_cannot_be_taken_over_leaves_the_list_before(home, story, contents, query, code):
    administrator = the_platform(Role.ADMINISTRATOR)
    put(administrator, FIRST + "3,Olga,person,\n4,Pjotr,person,\n")
    before = administrator.get("/screening/lists").json()[0]["version"]
    answer = put(administrator, contents, **query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert administrator.get("/screening/lists").json()[0]["version"] == before


def test_only_administrators_take_lists_over(officer):
    for somebody in (officer, the_platform(Role.AUDITOR), a_firm("AAA")):
        assert put(somebody, SECOND).status_code == 403
