"""A change of the law: rows are added whole or not at all, what was known stays known, the difference is told."""

import shutil
from datetime import date

import pytest
from updates.law import added, main, report

from shibosi.kernel.errors import ShibosiError
from shibosi.standard.law.book import TABLES, read_book
from shibosi.standard.law.schemas import SCHEMAS

COLUMNS = SCHEMAS["rates"].columns
ROMANIA = "rates/RO/VAT/standard"
NEW = {
    "id": "RATE-901", "place": "RO", "from": "2027-01-01", "to": "", "tax": "VAT", "class": "standard", "rate": "22",
    "kind": "standard", "goods_en": "all goods", "goods_zh": "一切货物", "source": "the law", "confidence": "verified",
    "recorded": "2026-12-01", "replaces": "", "note_en": "", "note_zh": "",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables."""
    return shutil.copytree(TABLES, tmp_path / "tables")


def rows(tmp_path, *changes):
    """A file of rows, each a change to a sound one."""
    lines = [COLUMNS, *([(NEW | change)[column] for column in COLUMNS] for change in changes)]
    file = tmp_path / "new.csv"
    text = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)
    file.write_text("# a change, 2026-12-01\n" + text, encoding="utf-8")
    return file


def test_a_row_that_follows_an_open_one_ends_it_the_day_before(tmp_path, folder):
    told = added("rates", rows(tmp_path, {}), folder)
    book = read_book(folder)
    assert [(fact.start, fact.end) for fact in book.history(ROMANIA)][1:] == [
        (date(2025, 8, 1), date(2026, 12, 31)), (date(2027, 1, 1), None),
    ]  # fmt: skip
    assert f"| {ROMANIA} | 2027-01-01 |  |" in told and told.count("rates/") == 1 and "Row `" not in told


def test_what_was_known_before_stays_known(tmp_path, folder):
    added("rates", rows(tmp_path, {}), folder)
    book, day = read_book(folder), date(2027, 6, 1)
    assert [book.as_of(ROMANIA, day, on)["rate"] for on in (date(2026, 11, 30), date(2026, 12, 1))] == [21, 22]


def test_a_correction_replaces_and_closes_nothing(tmp_path, folder):
    (wrong,) = [fact.id for fact in read_book(folder).history(ROMANIA) if fact.end is None]
    change = {"from": "2025-08-01", "rate": "20", "replaces": wrong}
    told = added("rates", rows(tmp_path, change), folder)
    assert [fact["rate"] for fact in read_book(folder).history(ROMANIA)] == [19, 20]
    assert f"| {ROMANIA} | 2025-08-01 |  |" in told


def test_a_value_of_its_own_is_only_added(tmp_path, folder):
    added("rates", rows(tmp_path, {"class": "reduced-1", "kind": "reduced"}), folder)
    assert len(read_book(folder).facts) == len(read_book(TABLES).facts) + 1


@pytest.mark.parametrize(
    ("story", "change", "code"),
    [
        ("over a row that is not open", {"from": "2020-01-01"}, "register-periods-overlap"),
        ("an id that is there", {"id": "RATE-001"}, "register-repeated-id"),
        ("an unknown market", {"place": "XX"}, "law-unknown-place"),
        ("a wrong day", {"from": "2027-02-30"}, "register-bad-date"),
        ("no source", {"source": ""}, "register-empty-cell"),
        ("a correction of nothing", {"replaces": "RATE-999"}, "register-unknown-reference"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_is_written(tmp_path, folder, story, change, code):
    before = (folder / "rates.csv").read_bytes()
    with pytest.raises(ShibosiError) as refused:
        added("rates", rows(tmp_path, change), folder)
    assert refused.value.code == code and (folder / "rates.csv").read_bytes() == before


def test_a_row_edited_in_place_is_told(folder):
    file = folder / "rates.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"VAT","standard","25.5"', '"VAT","standard","26"'), "utf-8"
    )
    told = report(read_book(TABLES), read_book(folder))
    assert "rates/FI/VAT/standard" in told and "edited in place" in told


def test_the_same_tables_do_not_differ(folder):
    assert report(read_book(TABLES), read_book(folder)) == "No value differs on any day.\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["check"], 0), (["check", "a", "b"], 2), (["add", "nothing", "x.csv"], 2), ([], 2)],
)
def test_the_script_says_by_its_status_whether_all_is_sound(arguments, status):
    assert main(arguments) == status
