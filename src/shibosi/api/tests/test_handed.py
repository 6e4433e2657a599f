"""Files over the API: answered row by row, filtered, given back, taken in by a worker, nobody else's."""

from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, the_platform
from shibosi.store import jobs
from shibosi.store.intake import files
from shibosi.store.models import Document, HandedFile, Role

pytestmark = pytest.mark.django_db
BYTES = "application/octet-stream"
CONTENT = (
    "number,guid,merchant_code,goods_value,currency\nO-1,G-1,AAA,19.90,142\nO-2,G-2,AAA,much,142\nO-3,G-3,BBB,1,142"
)


def sent(caller, content=CONTENT, name="orders.csv"):
    answer = caller.post(f"/files?name={name}", content.encode(), kind=BYTES)
    assert answer.status_code == 201, answer.content
    return answer.json()


def rows(caller, made, query=""):
    return caller.get(f"/files/{made['id']}/rows{query}").json()["items"]


def test_each_row_is_answered_with_field_expectation_and_remedy():
    firm = a_firm("AAA")
    made = sent(firm)
    assert (made["state"], made["rows"], made["stored"], made["decisions"]["refuse"]) == ("done", 3, 1, 2)
    first, second, third = rows(firm, made)
    assert first["decision"] != "refuse" and first["reasons"][0]["control"]
    assert (second["row"], second["number"], second["reason"]) == (3, "O-2", "not-money")
    assert second["reasons"][0]["column"] == "goods_value" and "expected a number" in second["reasons"][0]["sentence"]
    assert second["reasons"][0]["remedy"] and third["reason"] == "reports-for-others"
    assert [one.number for one in Document.objects.all()] == ["O-1"]


def test_what_is_waited_for_is_named():
    firm = a_firm("AAA")
    content = f"number,merchant_code,order_type,ordered_at\nO-1,AAA,M,{timezone.now():%Y-%m-%d}T00:00:00+08:00"
    (one,) = rows(firm, sent(firm, content))
    assert one["decision"] == "wait" and any("Payment" in why["remedy"] for why in one["reasons"])


def test_rows_are_filtered_and_paged():
    firm = a_firm("AAA")
    made = sent(firm)
    assert [one["number"] for one in rows(firm, made, "?decision=refuse")] == ["O-2", "O-3"]
    assert [one["number"] for one in rows(firm, made, "?reason=not-money")] == ["O-2"]
    page = firm.get(f"/files/{made['id']}/rows?limit=2").json()
    rest = firm.get(f"/files/{made['id']}/rows?limit=2&cursor={page['next']}").json()
    assert (len(page["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_the_file_is_given_back_with_the_answers_in_it():
    firm = a_firm("AAA")
    made = sent(firm)
    sheet = openpyxl.load_workbook(BytesIO(firm.get(f"/files/{made['id']}/answered").content)).worksheets[0]
    results = [cell.value for cell in list(sheet.columns)[-2]]
    assert results[0] == "结论/Result" and results[2:] == ["refuse", "refuse"]


def test_a_large_file_is_taken_in_by_a_worker_for_who_handed_it_in(monkeypatch):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)
    firm = a_firm("AAA")
    made = sent(firm)
    assert (made["state"], made["given_back"]) == ("waiting", False) and rows(firm, made) == []
    assert firm.get(f"/files/{made['id']}/answered").json()["code"] == "not-given-back"
    jobs.work_once(timezone.now)
    assert firm.get(f"/files/{made['id']}").json()["state"] == "done" and len(rows(firm, made)) == 3


def test_another_party_sees_nothing_of_it_and_the_platform_all():
    made, other = sent(a_firm("AAA")), a_firm("BBB")
    for path in ("", "/rows", "/answered"):
        assert other.get(f"/files/{made['id']}{path}").status_code == 404
    assert other.get("/files").json()["items"] == []
    assert [one["id"] for one in the_platform(Role.AUDITOR).get("/files").json()["items"]] == [made["id"]]


def test_a_name_that_says_no_kind_of_file_is_refused_and_nothing_kept():
    answer = a_firm("AAA").post("/files?name=orders.exe", b"MZ", kind=BYTES)
    assert (answer.status_code, answer.json()["code"]) == (422, "file-not-taken")
    assert not HandedFile.objects.exists()


def test_lines_of_the_bulk_say_document_reason_and_what_is_waited_for():
    import json

    firm = a_firm("AAA")
    body = json.dumps({"kind": "order", "values": {"number": "O-1", "merchant_code": "AAA", "order_type": "M"}})
    answer = firm.post("/documents/bulk", body.encode(), kind="application/x-ndjson")
    told = json.loads(b"".join(answer.streaming_content))
    assert (told["kind"], told["number"]) == ("order", "O-1")
    assert told["decision"] != "accept" and all(one["sentence"] and one["remedy"] for one in told["because"])
