"""Handing files in on a page: answered row by row, again without change, nobody else's, bounded, taken away again."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.console.tests.reported import ADDRESS, orders
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import jobs
from shibosi.store.intake import files, keeping
from shibosi.store.models import Document, HandedFile, Job, Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def sent(client, content, name="orders.csv", **headers):
    """A file is handed in; the page with its answers."""
    given = content if isinstance(content, dict) else {"file": SimpleUploadedFile(name, content)}
    return client.post(ADDRESS, given, follow=True, **headers)


def rows(page):
    return [one["row"] for one in page.context["list"].items]


def test_each_row_of_a_file_is_answered(clerk):
    page = sent(clerk, orders("O-1", "O-2"))
    assert page.context["answer"]["stored"] == 2 and "O-1" in text(page)
    assert [(one.row, one.kind, one.number) for one in rows(page)] == [(2, "order", "O-1"), (3, "order", "O-2")]
    assert {one.number for one in Document.objects.all()} == {"O-1", "O-2"}
    again = sent(clerk, orders("O-1", "O-2"))
    assert (again.context["answer"]["stored"], again.context["answer"]["known"]) == (0, 2)
    assert all(one.known for one in rows(again)) and Document.objects.count() == 2


def test_what_names_another_firm_is_refused_with_what_to_do_and_the_rest_taken_in(clerk):
    page = sent(clerk, orders("O-1")["file"].read() + b"\nO-2,G-2,BBB,x,1,142")
    assert [(one.number, one.decision == "refuse") for one in rows(page)] == [("O-1", False), ("O-2", True)]
    assert "Write the code of the own firm" in text(page)
    assert [one.number for one in Document.objects.all()] == ["O-1"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cell_that_cannot_be_read_is_told_with_its_field_what_is_expected_and_what_to_do(clerk, language):
    content = orders("O-1")["file"].read() + b"\nO-2,G-2,AAA,x,much,142"
    page = sent(clerk, content, headers={"accept-language": language})
    bad = rows(page)[1]
    assert (bad.number, bad.decision, bad.row) == ("O-2", "refuse", 3)
    said = {"en": ("row 3, column goods_value", "found 'much', expected a number", "Correct this cell"),
            "zh": ("第 3 行，“goods_value”列", "much", "改正此单元格")}  # fmt: skip
    assert all(words in text(page) for words in said[language])
    assert [one.number for one in Document.objects.all()] == ["O-1"]


def test_rows_are_filtered_by_decision_reason_kind_and_number(clerk):
    page = sent(clerk, orders("O-1", "O-2")["file"].read() + b"\nO-3,G-3,BBB,x,1,142")
    address = page.redirect_chain[-1][0]
    for query, numbers in {"decision=refuse": ["O-3"], "reason=reports-for-others": ["O-3"], "number=O-2": ["O-2"],
                           "kind=order": ["O-1", "O-2", "O-3"]}.items():  # fmt: skip
        assert [one.number for one in rows(clerk.get(f"{address}?{query}"))] == numbers
    assert clerk.get(f"{address}?decision=odd").status_code == 422


def test_the_file_comes_back_with_the_answers_in_it_and_as_a_list(clerk):
    page = sent(clerk, orders("O-1")["file"].read() + b"\nO-2,G-2,AAA,x,much,142")
    address = page.redirect_chain[-1][0]
    book = openpyxl.load_workbook(BytesIO(clerk.get(f"{address}answered.xlsx").content))
    sheet = book.worksheets[0]
    cells = {cell.value: cell for cell in sheet[1]}
    bad = sheet.cell(3, cells["goods_value"].column)
    assert (bad.value, bad.comment is not None) == ("much", True)
    results = [sheet.cell(row, cells["结论/Result"].column).value for row in (2, 3)]
    assert results[1] == "refuse" and results[0] != "refuse"
    listed = b"".join(clerk.get(f"{address}?file=csv").streaming_content).decode("utf-8-sig")
    assert len(listed.splitlines()) >= 3 and "O-2" in listed and "expected a number" in listed


def test_others_see_neither_a_file_nor_its_answers(clerk, monkeypatch):
    address = sent(clerk, orders("O-1")).redirect_chain[-1][0]
    stranger = signed_in(a_member(a_party("BBB"), Level.WORKER), monkeypatch)
    for place in (address, f"{address}?file=csv", f"{address}answered.xlsx"):
        assert stranger.get(place).status_code == 404
    assert "orders.csv" not in text(stranger.get("/documents/handed-in/"))
    auditor = signed_in(staff(Role.AUDITOR), monkeypatch)
    assert "O-1" in text(auditor.get(address)) and "orders.csv" in text(auditor.get("/documents/handed-in/"))


@pytest.mark.parametrize(
    ("name", "content", "status", "says"),
    [
        ("orders.exe", b"MZ", 422, "wanted are xlsx, csv, xml, jsonl"),
        ("orders.csv", b"\0\0\0", 200, "No document was found"),
        ("orders.xlsx", b"PK no", 200, "could not be read"),
        ("../../orders.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 200, "could not be read"),
        ("notes.csv", b"a,b\n1,2\n", 200, "could not be read"),
    ],
)
def test_what_is_no_file_of_documents_is_told(clerk, name, content, status, says):
    answer = sent(clerk, content, name)
    assert answer.status_code == status and says in text(answer) and not Document.objects.exists()


def test_a_large_file_is_taken_in_by_a_worker_and_lies_sealed_until_it_is_forgotten(clerk, monkeypatch):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)
    address = sent(clerk, orders("O-1", "O-2")).redirect_chain[-1][0]
    assert "waiting" in text(clerk.get(address))
    assert jobs.work_once(timezone.now).name == files.JOB
    assert "O-2" in text(clerk.get(address)) and Document.objects.count() == 2
    assert clerk.get(f"{address}answered.xlsx").status_code == 200
    name = HandedFile.objects.get().public
    kept = [path for path in keeping.folder().iterdir() if path.name.startswith(name)]
    assert len(kept) == 2 and not any(b"O-1" in one.read_bytes() for one in kept)
    HandedFile.objects.update(at=timezone.now() - timedelta(days=31))
    jobs.ask(keeping.JOB, timezone.now(), "test")
    assert jobs.work_once(timezone.now).result == {"deleted": 1}
    assert clerk.get(address).status_code == 404
    assert not any(path.exists() for path in kept) and Document.objects.count() == 2


def test_a_worker_that_died_midway_comes_to_the_same(clerk, monkeypatch):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)
    monkeypatch.setattr(files, "CHUNK", 2)
    address = sent(clerk, orders("O-1", "O-2", "O-3")).redirect_chain[-1][0]
    flush, times = files.Answers.flush, []

    def dies(self):
        times.append(1)
        if len(times) == 2:
            raise OSError("killed")
        flush(self)

    monkeypatch.setattr(files.Answers, "flush", dies)
    for _ in range(2):
        jobs.work_once(timezone.now)
        Job.objects.update(due_at=timezone.now())
    page = clerk.get(address)
    assert [(one.number, one.known) for one in rows(page)] == [("O-1", False), ("O-2", False), ("O-3", False)]
    assert page.context["answer"]["stored"] == 3


def test_a_file_that_says_it_is_too_large_is_not_read(clerk):
    answer = clerk.post(ADDRESS, b"x", "multipart/form-data; boundary=b", headers={"Content-Length": str(1 << 40)})
    assert answer.status_code in (400, 413)


def test_an_auditor_hands_nothing_in(monkeypatch):
    assert signed_in(staff(Role.AUDITOR), monkeypatch).post(ADDRESS, orders("O-1")).status_code == 403


UNREAD = b'\nO-2,G-2,AAA,x,1,142,7\nO-3,G-3,AAA,"x,1,142'


@pytest.mark.parametrize(("language", "place"), [("en", "row 3"), ("zh", "第 3 行")])
def test_rows_that_were_not_read_are_refused_and_never_stored(clerk, language, place):
    page = sent(clerk, orders("O-1")["file"].read() + UNREAD, headers={"accept-language": language})
    assert [(one.row, one.decision) for one in rows(page)][1:] == [(3, "refuse"), (4, "refuse")]
    assert place in text(page) and [one.number for one in Document.objects.all()] == ["O-1"]


def test_a_row_that_does_not_say_its_number_is_refused_with_what_to_do(clerk):
    page = sent(clerk, orders("O-1", "")["file"].read())
    assert [one.decision for one in rows(page)][1] == "refuse" and Document.objects.count() == 1
    assert "Fill in the number of the document" in text(page)


def test_a_row_that_is_not_accepted_says_what_is_waited_for_or_wrong(clerk):
    page = sent(clerk, orders("O-1"))
    (one,) = page.context["list"].items
    assert one["row"].decision != "accept" and one["why"]
    assert all(each["control"].sentence in text(page) for each in one["why"])


def test_the_page_takes_what_is_dropped_offers_templates_and_names_the_last_files(clerk):
    sent(clerk, orders("O-1"))
    page = clerk.get(ADDRESS).content.decode()
    assert "data-drop-files" in page and "drop.js" in page and "records/order/template.xlsx" in page
    assert "orders.csv" in page and "/documents/handed-in/" in page
