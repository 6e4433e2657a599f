"""The wizard and the desk of admission, to each firm its own; the same by API and command line."""

import json

import pytest

from shibosi.api.tests.world import a_firm, the_platform
from shibosi.cli.main import main
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.admission.tests.world import WHAT, admit_me
from shibosi.store.models import Case, Level, Role
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db
ASKED = "/admission/?kind=agency-operator&firm=AAA&activity=shop-operation&market=DE"


def test_the_wizard_asks_as_what_then_what_and_where(officer):
    assert officer.get("/admission/").context["kinds"]["agency-operator"] == "Agency operator"
    answer = officer.get("/admission/?kind=agency-operator")
    assert list(answer.context["doings"]) == ["shop-operation"]
    assert "第2步，共3步" in text(officer.get("/admission/?kind=agency-operator", headers={"accept-language": "zh"}))


def test_the_wizard_says_what_to_hand_in_and_why(officer):
    found = officer.get(ASKED).context["found"]
    assert found["allows"] is False and found["risk"] == "high"
    assert {one["text"] for one in found["papers"]} == {"Not handed in"}
    assert found["papers"][0]["clauses"]


def test_an_application_that_lacks_nothing_goes_to_the_desk(officer):
    admit_me()
    assert officer.get(ASKED).context["found"]["passes"]
    answer = officer.post("/admission/apply/", WHAT | {"category": ""})
    case = Case.objects.get(flow="admission")
    assert answer["location"] == f"/admissions/{case.public}/"
    seen = text(officer.get(answer["location"], headers={"accept-language": "zh"}))
    assert "低风险" in seen and "执照、证明文件与申报的名称一致" in seen
    desk = officer.get("/admissions/").context["list"].items
    assert [(one.firm, one.risk, one.lacks) for one in desk] == [("AAA", "low", 0)]
    assert officer.get("/admissions/?risk=high").context["list"].items == []


def test_the_desk_has_the_riskiest_first(officer):
    admit_me()
    officer.post("/admission/apply/", WHAT)
    officer.post("/admission/apply/", WHAT | {"firm": "BBB"})
    desk = officer.get("/admissions/").context["list"].items
    assert [(one.firm, one.risk) for one in desk] == [("BBB", "high"), ("AAA", "low")]
    assert desk[0].lacks == 6


def test_a_second_application_about_the_same_is_refused(officer):
    officer.post("/admission/apply/", WHAT)
    assert officer.post("/admission/apply/", WHAT).status_code == 409


def test_a_firm_applies_for_itself(monkeypatch):
    admit_me()
    client = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    assert client.get("/admission/?kind=agency-operator").context["codes"] == ["AAA"]
    assert client.get(ASKED.replace("firm=AAA", "firm=BBB")).status_code == 404
    where = client.post("/admission/apply/", WHAT)["location"]
    assert client.get(where).status_code == 200
    other = signed_in(a_member(a_party("BBB"), Level.WORKER), monkeypatch)
    assert other.get(where).status_code == 404
    assert other.get("/admissions/").context["list"].items == []


def test_the_api_tells_what_an_admission_rests_on_and_opens_it():
    admit_me()
    caller = a_firm("AAA")
    told = caller.get("/registry/admission", **WHAT).json()
    assert (told["passes"], told["risk"], len(told["papers"])) == (True, "low", 6)
    assert caller.get("/registry/admission", **WHAT | {"firm": "BBB"}).status_code == 404
    opened = the_platform(Role.OFFICER).post("/cases", {"flow": "admission", "facts": WHAT})
    assert (opened.status_code, opened.json()["state"]) == (201, "applied"), opened.json()


@pytest.mark.parametrize(
    ("story", "changes", "status", "passes"),
    [("no watch-list is kept", {}, 3, True), ("revoked", {"firm": {"licence_status": "revoked"}}, 1, False)],
)
def test_the_command_line_says_what_stands_between(story, changes, status, passes, capsys):
    admit_me(**changes)
    with pytest.raises(SystemExit) as left:
        main(["parties", "look", "AAA", "shop-operation", "DE", "--json"])
    assert (left.value.code or 0, json.loads(capsys.readouterr().out)["passes"]) == (status, passes)
