"""Files checked without account: what comes of them, what is refused, and that nothing stays."""

import io
import time
import zipfile
from datetime import timedelta

import openpyxl
import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.example import write_example
from shibosi.pages.tests.looking import nobody, text
from shibosi.portal.visits import bounds, keeping, work
from shibosi.store.models import Document, Job

WAIT = 90
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def trade(tmp_path_factory):
    """The documents of a faulty example: contents of CSV files by name."""
    folder = tmp_path_factory.mktemp("portal")
    write_example(folder, 60, 3, fault_share=0.5)
    frames = {path.name: path for path in sorted((folder / "documents").rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in frames.items()}


def dropped(client, files, **more):
    """Drop files; the address the browser is led to."""
    given = [SimpleUploadedFile(name, contents) for name, contents in files.items()]
    answer = client.post("/check/files/", {"files": given, **more})
    return answer


def checked(client, files, **more):
    """Drop files and wait until they are checked; the page and its address."""
    answer = dropped(client, files, **more)
    assert answer.status_code == 302, text(answer)
    return waited(client, answer["Location"])


def waited(client, address):
    """Wait until a visit is no longer worked on."""
    until = time.monotonic() + WAIT
    while client.get(f"{address}state/").status_code == 200 and time.monotonic() < until:
        time.sleep(0.3)
    return client.get(address), address


def test_files_are_checked_given_back_and_forgotten(trade):
    client = nobody()
    page, address = checked(client, trade, as_of="2026-06-30")
    said = text(page)
    assert "as of 2026-06-30" in said and "Remedy" in said and "Severity" in said
    given = [link for link in page.content.decode().split('"') if link.startswith(f"{address}files/")]
    assert any("report.html" in one for one in given) and any("findings.csv" in one for one in given)
    for one in given:
        answer = client.get(one)
        assert answer["Content-Disposition"].startswith("attachment") and answer["Content-Security-Policy"] == "sandbox"
        assert b"".join(answer.streaming_content)
    assert client.post(f"{address}delete/").status_code == 302
    assert client.get(address).status_code == 404 and not list(keeping.every())
    assert not Document.objects.exists() and not Job.objects.exists()


@pytest.mark.parametrize(
    ("files", "says"),
    [({"order.csv": b""}, "Nothing was checked"),
     ({"order.csv": b"number,goods_value,weather\nO-1,10.00,fine\n"}, "Some of it could not be read"),
     ({"order.csv": b"number,goods_value\nO-1,10.00\n"}, "Nothing is wrong")],
)  # fmt: skip
def test_what_was_not_read_is_not_called_right(files, says):
    page, _ = checked(nobody(), files, as_of="2026-06-30")
    assert says in text(page)


def test_of_nothing_neither_numbers_nor_a_report_are_given():
    client = nobody()
    page, _ = checked(client, {"order.csv": b""}, as_of="2026-06-30")
    said = text(page)
    assert "No row could be read" in said and "Dossiers" not in said and "Held" not in said
    assert "Take away" not in said and "/files/" not in page.content.decode()
    page, _ = checked(client, {"order.csv": b"number,goods_value\nO-1,10.00\n"}, as_of="2026-06-30")
    assert "Dossiers" in text(page) and "report.html" in page.content.decode()


def test_own_headings_are_asked_about_and_read_as_said():
    client = nobody("zh-CN")
    book = io.BytesIO()
    pl.DataFrame({"单号": ["A1", "A2"], "成交额": ["10", "20"], "备注说明": ["=1+1", ""]}).write_excel(book)
    page, address = checked(client, {"导出.xlsx": book.getvalue()})
    assert "这些列如何读取" in text(page)
    again = client.post(f"{address}map/", {"t0": "order", "again": "1"})
    assert "单号" in text(again)
    said = {"t0": "order", "t0h0": "number", "t0h1": "paid", "t0h2": "note", "currency": "142"}
    answer = client.post(f"{address}map/", said)
    assert answer.status_code == 302
    page, _ = waited(client, address)
    assert "卷宗" in text(page)
    assert "导出-annotated.xlsx（已标注）" in text(page)
    link = next(one for one in page.content.decode().split('"') if "annotated/" in one)
    marked = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(link).streaming_content)))
    cells = [cell for sheet in marked for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells and not [cell for cell in cells if cell.data_type == "f"]


def bomb():
    """A workbook whose only sheet unpacks to a gigabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for _ in range(256):
                out.write(b" " * (4 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("story", "name", "contents"),
    [
        ("a zip bomb", "orders.xlsx", bomb),
        ("an old or encrypted workbook", "orders.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096),
        ("no workbook at all", "orders.xlsx", lambda: b"PK\x03\x04 nothing"),
        ("an encoding nobody has", "orders.csv", lambda: b"order number,paid\n\xff\xfe\x81\x20,1\n"),
        ("nothing in it", "orders.csv", lambda: b""),
        ("a page", "orders.csv", lambda: b"<!doctype html><html><body>no</body></html>"),
        ("entities in XML", "m.xml", lambda: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ],
)
def test_a_hostile_file_is_answered_clearly(story, name, contents):
    client = nobody()
    page, _ = checked(client, {name: contents()})
    said = text(page)
    assert page.status_code == 200 and ("Not checked" in said or "could not be read" in said or "read" in said)
    assert "Traceback" not in said


def test_what_is_too_large_is_refused_before_it_is_read():
    client = nobody()
    answer = client.generic("POST", "/check/files/", b"x", "multipart/form-data; boundary=x",
                            CONTENT_LENGTH=str(500 << 20))  # fmt: skip
    assert answer.status_code == 413 and "40 MB" in text(answer)


def test_a_check_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(bounds, "SECONDS", 0.2)
    now = timezone.now()
    room = keeping.made([("orders.csv", [b"order number\n1\n"])], None, "en", now)
    work.wait_and_check(room)
    assert room.told("work") == {"step": "failed", "code": "too-long"}
    assert "longer than is allowed" in text(nobody().get(f"/check/{room.name}/"))


def test_more_visits_than_are_taken_in_are_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(keeping, "WAITING", 0)
    answer = dropped(nobody(), {"orders.csv": b"order number\n1\n"})
    assert answer.status_code == 429 and answer["Retry-After"] == "60"


def test_an_address_that_drops_too_often_is_slowed(monkeypatch):
    monkeypatch.setattr(work, "start", lambda room: None)
    monkeypatch.setattr(keeping, "WAITING", 99)
    client = nobody()
    answers = [dropped(client, {"orders.csv": b"x\n1\n"}).status_code for _ in range(21)]
    assert answers[:20] == [302] * 20 and answers[20] == 429


@pytest.mark.parametrize(("kept", "after", "there"), [(False, 29, True), (False, 31, False), (True, 60 * 23, True),
                                                      (True, 60 * 25, False)])  # fmt: skip
def test_a_visit_ends_by_itself(kept, after, there):
    now = timezone.now()
    room = keeping.made([("a.csv", [b"x"])], None, "en", now)
    room.tell("visit", **(room.told("visit") | {"kept": kept}))
    keeping.sweep(now + timedelta(minutes=after))
    assert room.folder.exists() is there


@pytest.mark.parametrize("name", ["..", "x" * 32, "%2e%2e", "a/b"])
def test_a_name_that_is_none_is_not_there(name):
    assert nobody().get(f"/check/{name}/").status_code == 404


def test_only_results_are_given_away(trade):
    client = nobody()
    _, address = checked(client, {"orders.csv": b"order number\n1\n"})
    for name in ("../visit.json", "run.json", "log/key", "annotated/../run.json", "%2e%2e/visit.json"):
        assert client.get(f"{address}files/{name}").status_code == 404


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../a.csv", "_a.csv"),
        ("a\x00b.csv", "a_b.csv"),
        (".hidden", "hidden"),
        ("订单.xlsx", "订单.xlsx"),
    ],
)
def test_names_of_files_lead_nowhere_else(told, kept):
    room = keeping.made([(told, [b"x"])], None, "en", timezone.now())
    assert [path.name for path in room.files.iterdir()] == [kept]
