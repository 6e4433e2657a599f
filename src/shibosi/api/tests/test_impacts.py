"""Impacts through the API: asked, worked out, read page by page."""

import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, an_order, the_platform
from shibosi.store import jobs
from shibosi.store.models import Role

pytestmark = pytest.mark.django_db
TOLERANCE = {"parameter": "acceptance.days", "value": "4000"}


@pytest.fixture
def officer():
    officer = the_platform(Role.OFFICER)
    assert officer.hand_in(an_order(), an_order(number="O-2")).status_code == 200
    return officer


def test_an_impact_is_asked_for_worked_out_and_read(officer):
    asked = officer.post("/law/impacts", {"values": [TOLERANCE], "as_of": "2030-01-01"}).json()
    address = f"/law/impacts/{asked['id']}"
    assert (asked["state"], asked["answer"]) == ("waiting", None)
    assert officer.get(f"{address}/changes").json()["code"] == "impact-open"
    assert jobs.work_once(timezone.now).state == "done"
    found = officer.get(address).json()
    answer = found["answer"]
    assert found["state"] == "done" and answer["moved"][0]["after"] == "4,000 days"
    assert sum(one["dossiers"] for one in answer["by_control"]) == answer["changes"]
    every = officer.get(f"{address}/changes", limit=200).json()
    assert every["total"] == answer["changes"] == len(every["items"])
    assert officer.get(f"{address}/changes", limit=1, first=1).json()["items"] == every["items"][1:2]
    assert officer.get("/law/impacts").json()["items"] == [found]


def test_rows_of_a_table_of_law_are_asked_for(officer):
    head = "place,from,to,single,annual,currency,one_piece,source,confidence,note_en,note_zh"
    row = "CN,2030-01-01,,1,2,CNY,yes,a draft,low,,"
    asked = officer.post("/law/impacts", {"table": "retail_import_limits", "rows": f"{head}\n{row}\n"}).json()
    assert jobs.work_once(timezone.now).state == "done"
    found = officer.get(f"/law/impacts/{asked['id']}").json()
    assert (found["table"], found["values"]) == ("retail_import_limits", []) and row in found["rows"]
    assert {one["first"] for one in found["answer"]["moved"]} == {"2030-01-01"}


@pytest.mark.parametrize(
    ("story", "body", "code"),
    [
        ("no such table", {"table": "x", "rows": "x"}, "unknown-table"),
        ("no rows", {"table": "retail_import_limits"}, "register-wrong-columns"),
        ("nothing", {"values": []}, "no-other-values"),
        ("no such parameter", {"values": [TOLERANCE | {"parameter": "x.y"}]}, "unknown-parameter"),
        ("no number", {"values": [TOLERANCE | {"value": "soon"}]}, "bad-parameter-value"),
        ("days overlap", {"values": [TOLERANCE, TOLERANCE]}, "impact-overlapping-days"),
        ("no day", {"values": [TOLERANCE | {"first": "2026-02-30"}]}, "unusable-values"),
    ],
)
def test_what_cannot_be_asked_is_refused(officer, story, body, code):
    answer = officer.post("/law/impacts", body)
    assert answer.status_code == 422 and answer.json()["code"] == code, answer.json()


def test_firms_neither_ask_nor_read(officer):
    firm = a_firm("AAA")
    assert firm.get("/law/impacts").status_code == 403
    assert firm.post("/law/impacts", {"values": [TOLERANCE]}).status_code == 403
    assert officer.get("/law/impacts/0123456789abcdef").status_code == 404
