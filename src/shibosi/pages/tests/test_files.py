"""Lists as files: CSV is whole however long it is, xlsx says where it ends, both in the language they were asked in."""

import csv
import io

import openpyxl
import pytest
from django.http import StreamingHttpResponse

from shibosi.kernel.words import speak
from shibosi.pages import files
from shibosi.pages.tests.looking import signed_in, taken
from shibosi.store.models import AccessEntry, Finding, Role
from shibosi.store.tests.firms import a_member, a_party, report, staff

pytestmark = pytest.mark.django_db
MANY = 4_321


@pytest.fixture
def world():
    """More findings than are read at a time."""
    (state,) = report(a_party("AAA"), "order", number="=1+1", merchant_code="AAA").states[:1]
    one = Finding.objects.get(dossier=state)
    Finding.objects.bulk_create([
        Finding(dossier=state, control=f"test{number}", outcome="broken", severity=1, facts="{}", day=one.day,
                first_seen=one.first_seen, last_seen=one.last_seen)
        for number in range(MANY - Finding.objects.count())
    ])  # fmt: skip
    yield
    speak("en")


def csv_of(answer):
    return list(csv.reader(io.StringIO(taken(answer).decode("utf-8-sig"))))


def book_of(answer):
    return list(openpyxl.load_workbook(io.BytesIO(taken(answer))).active.values)


def test_csv_streams_all_rows_once_under_one_heading(world, monkeypatch):
    answer = signed_in(staff(Role.OFFICER), monkeypatch).get("/findings/?file=csv")
    assert isinstance(answer, StreamingHttpResponse)
    assert AccessEntry.objects.get(act="exported").subject == f"findings:{MANY}"
    rows = csv_of(answer)
    assert len(rows) == MANY + 1 and len({tuple(row) for row in rows}) == MANY + 1
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)


def test_what_is_asked_for_in_chinese_stays_chinese_though_others_are_answered_meanwhile(world, monkeypatch):
    answer = signed_in(staff(Role.OFFICER), monkeypatch, "zh-hans").get("/findings/?file=csv")
    pieces = iter(answer.streaming_content)
    first = next(pieces).decode("utf-8-sig")
    speak("en")
    rest = b"".join(pieces).decode()
    assert "订单" in first.splitlines()[1] and all("订单" in line for line in rest.splitlines())


def test_two_headings_of_one_word_are_two_columns():
    assert files._frame(["Name", "Day", "Name"], [["a", None, 1]]).to_dicts() == [
        {"Name": "a", "Day": "", "Name 2": "1"}
    ]


@pytest.mark.parametrize(("most", "ends"), [(MANY, False), (MANY - 1, True)])
def test_xlsx_says_where_it_ends(world, monkeypatch, most, ends):
    monkeypatch.setattr(files, "MOST", most)
    rows = book_of(signed_in(staff(Role.OFFICER), monkeypatch).get("/findings/?file=xlsx"))
    assert len(rows) == MANY + 1
    assert (f"It ends here: {most:d} of {MANY} rows" in str(rows[-1][0])) is ends


def test_a_firm_takes_its_own_only_and_who_may_not_take_away_gets_none(world, monkeypatch):
    other = a_member(a_party("BBB"))
    assert len(csv_of(signed_in(other, monkeypatch).get("/findings/?file=csv"))) == 1
    officer = signed_in(staff(Role.OFFICER), monkeypatch)
    assert officer.get("/findings/?file=exe").status_code == 422
    assert AccessEntry.objects.filter(act="exported").count() == 1
