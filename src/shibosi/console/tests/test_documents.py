"""Handing files in on a page: answered for each document, again without change, nobody else's, bounded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import jobs
from shibosi.store.intake import files
from shibosi.store.models import Document, Job, Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
HEAD = "number,guid,merchant_code,buyer_name,goods_value,currency"
ADDRESS = "/documents/hand-in/"


def orders(*numbers, firm="AAA", name="orders.csv"):
    """A file of orders of a firm."""
    lines = [f"{number},G-{number},{firm},李华,19.90,142" for number in numbers]
    return {"file": SimpleUploadedFile(name, "\n".join([HEAD, *lines]).encode("gb18030"))}


@pytest.fixture
def clerk(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def test_each_document_of_a_file_is_answered(clerk):
    answer = clerk.post(ADDRESS, orders("O-1", "O-2"))
    assert answer.context["answer"]["stored"] == 2 and "O-1" in text(answer)
    assert {one.number for one in Document.objects.all()} == {"O-1", "O-2"}
    again = clerk.post(ADDRESS, orders("O-1", "O-2")).context["answer"]
    assert (again["stored"], again["known"], Document.objects.count()) == (0, 2, 2)


def test_what_names_another_firm_is_refused_and_the_rest_taken_in(clerk):
    both = orders("O-1")["file"].read() + b"\nO-2,G-2,BBB,x,1,142"
    answer = clerk.post(ADDRESS, {"file": SimpleUploadedFile("orders.csv", both)})
    assert answer.context["answer"]["decisions"]["refuse"] == 1
    assert [one.number for one in Document.objects.all()] == ["O-1"]


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
    answer = clerk.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == status and says in text(answer) and not Document.objects.exists()


def test_a_large_file_is_taken_in_by_a_worker_and_then_deleted(clerk, monkeypatch):
    monkeypatch.setattr(files, "MOST_AT_ONCE", 10)
    answer = clerk.post(ADDRESS, orders("O-1", "O-2"))
    job = Job.objects.get()
    assert answer.url == f"{ADDRESS}{job.pk}/" and "waiting" in text(clerk.get(answer.url))
    jobs.work_once(timezone.now)
    assert "O-2" in text(clerk.get(answer.url)) and Document.objects.count() == 2
    assert not any((files.home() / "handed-in").iterdir())


def test_a_file_that_says_it_is_too_large_is_not_read(clerk):
    answer = clerk.post(ADDRESS, b"x", "multipart/form-data; boundary=b", headers={"Content-Length": str(1 << 40)})
    assert answer.status_code in (400, 413)


def test_an_auditor_hands_nothing_in(monkeypatch):
    assert signed_in(staff(Role.AUDITOR), monkeypatch).post(ADDRESS, orders("O-1")).status_code == 403


def test_versions_of_a_document_are_shown_and_others_see_none(clerk, monkeypatch):
    clerk.post(ADDRESS, orders("O-1"))
    one = Document.objects.get()
    shown = text(clerk.get(f"/documents/{one.pk}/"))
    assert "O-1" in shown and "李华" in shown and "You reported it." in shown
    stranger = signed_in(a_member(a_party("BBB")), monkeypatch)
    assert stranger.get(f"/documents/{one.pk}/").status_code == 404
    assert "O-1" not in text(stranger.get("/documents/?number=O-1")).replace("O-1 ", "", 1)


def test_a_number_is_found_exactly(clerk):
    clerk.post(ADDRESS, orders("O-1", "O-12"))
    listed = clerk.get("/documents/?number=O-1").context["list"].items
    assert [one.number for one in listed] == ["O-1"]


UNREAD = b'\nO-2,G-2,AAA,x,1,142,7\nO-3,G-3,AAA,"x,1,142'


@pytest.mark.parametrize(("language", "place"), [("en", "row 3"), ("zh", "第 3 行")])
def test_rows_that_were_not_read_are_told_once_and_never_stored(clerk, language, place):
    clerk.cookies["language"] = language
    content = orders("O-1")["file"].read() + UNREAD
    answer = clerk.post(f"{ADDRESS}?lang={language}", {"file": SimpleUploadedFile("orders.csv", content)},
                        headers={"accept-language": language}).context["answer"]  # fmt: skip
    assert (answer["stored"], sum(answer["decisions"].values()), len(answer["problems"])) == (1, 1, 2)
    assert answer["problems"][0]["place"] == place
    assert [one.number for one in Document.objects.all()] == ["O-1"]


def test_a_row_that_does_not_say_its_number_is_told_and_not_stored(clerk):
    content = orders("O-1", "")["file"].read()
    answer = clerk.post(ADDRESS, {"file": SimpleUploadedFile("orders.csv", content)}).context["answer"]
    assert (answer["stored"], len(answer["problems"]), Document.objects.count()) == (1, 1, 1)


def test_a_document_that_is_not_accepted_comes_with_the_controls_that_keep_it(clerk):
    answer = clerk.post(ADDRESS, orders("O-1"))
    (one,) = answer.context["answer"]["documents"]
    assert one["decision"] != "accept" and one["because"]
    assert one["because"][0].sentence in text(answer)


def test_the_page_takes_what_is_dropped_and_offers_templates(clerk):
    page = clerk.get(ADDRESS).content.decode()
    assert "data-drop-files" in page and "drop.js" in page and "records/order/template.xlsx" in page
