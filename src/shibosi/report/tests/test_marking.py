"""A user's own spreadsheets come back with the cells that decided marked, under the user's own headings."""

import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import polars as pl
import pytest
from openpyxl.comments import Comment

from shibosi.domains.customs.tests.builders import without
from shibosi.kernel.records import record
from shibosi.kernel.words import translate
from shibosi.methods.formats.handing import hand_in
from shibosi.methods.formats.mapping import load_map
from shibosi.methods.formats.writing import write
from shibosi.report import annotate, marking
from shibosi.report.tests.making import Made, an_import, judged, seen

SHORT = {"payment": {"amount": Decimal("317.21")}}


def written(folder, records, format="xlsx", headings=None, chinese=False):
    """One file for each kind of record, as a user has it: amounts as decimals, times by the clock of Beijing."""
    folder.mkdir(exist_ok=True)
    for kind in dict.fromkeys(found.kind() for found in records):
        made = record(kind)
        own = [found for found in records if found.kind() == kind]
        columns = {}
        for name, column in made.columns.items():
            values = [getattr(found, name) for found in own]
            if any(value is not None for value in values):
                heading = (headings or {}).get(name) or (translate(column.label, "zh") if chinese else name)
                columns[heading] = [None if value is None else text_of(value) for value in values]
        write(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), folder / f"{kind}.{format}", format)
    return folder


def text_of(value):
    if hasattr(value, "astimezone"):
        return value.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def run_of(tmp_path, folder, mapping=None) -> Made:
    return judged(tmp_path, hand_in([folder], mapping))


def given_back(made: Made, mapping=None):
    """The annotated workbooks by name, and what was left out."""
    found = annotate(made.run.folder, made.run, made.sources, made.question, mapping, language="en")
    return {path.name: openpyxl.load_workbook(path) for path in found.written}, found.left_out


def rows_of(book):
    """Heading to value, for each row of the first sheet."""
    head, *rows = book.worksheets[0].iter_rows()
    return [{str(name.value): cell for name, cell in zip(head, row, strict=True)} for row in rows]


def marked(row):
    """The headings of marked cells, but those of result and notes."""
    return [name for name, cell in row.items() if isinstance(cell.comment, Comment)]


def told(row):
    return row["结论/Result"].value, row["说明/Notes"].value


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """Three orders as xlsx, the payment of the second one 1.00 short."""
    folder = tmp_path_factory.mktemp("short")
    written(folder / "in", [*an_import(1), *an_import(2, **SHORT), *an_import(3)])
    return given_back(run_of(folder, folder / "in"))[0]


def test_every_file_comes_back(short):
    kinds = ("order", "order_line", "payment", "waybill", "customs_list", "list_line")
    assert set(short) == {f"{kind}-annotated.xlsx" for kind in kinds}


def test_the_cell_that_decided_is_marked_in_its_row_only(short):
    rows = rows_of(short["payment-annotated.xlsx"])
    assert [marked(row) for row in rows] == [[], ["amount"], []]
    assert [told(row)[0] for row in rows] == [None, "critical", None]


def test_the_notes_say_what_is_wrong_and_what_to_do_in_both_languages(short):
    notes = told(rows_of(short["payment-annotated.xlsx"])[1])[1]
    assert "The payments of an order add up to the amount the order says was paid." in notes
    assert "Remedy: Ask the payment company to correct the amount" in notes
    assert "整改建议：" in notes and "[IM-06 payments_equal_the_amount_paid]" in notes


def test_the_notes_say_what_the_other_document_says(short):
    assert "Compared with: Order Amount actually paid = 318.21" in told(rows_of(short["payment-annotated.xlsx"])[1])[1]


def test_the_other_side_is_marked_in_its_own_file(short):
    rows = rows_of(short["order-annotated.xlsx"])
    assert "paid" in marked(rows[1]) and marked(rows[0]) == marked(rows[2]) == []


def test_a_file_that_a_finding_does_not_concern_stays_clean(short):
    assert [told(row) for row in rows_of(short["waybill-annotated.xlsx"])] == [(None, None)] * 3


def test_lines_are_marked_one_by_one(tmp_path):
    lines = [{}, {"price": Decimal(59), "total": Decimal(59)}]
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, list_line=lines)))
    books, _ = given_back(made)
    first, second = rows_of(books["list_line-annotated.xlsx"])
    assert "price" in marked(second) and "price" not in marked(first)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_users_own_headings_are_kept(tmp_path, format):
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, **SHORT), format, chinese=True))
    books, _ = given_back(made)
    [row, *_] = rows_of(books["payment-annotated.xlsx"])
    assert marked(row) == [translate(record("payment").columns["amount"].label, "zh")]


def test_headings_of_a_mapped_file_are_the_users(tmp_path):
    folder = written(tmp_path / "in", an_import(1, **SHORT))
    (folder / "payment.xlsx").unlink()
    pay = [found for found in an_import(1, **SHORT) if found.kind() == "payment"]
    columns = {name: f"My {name}" for name in record("payment").columns}
    written(tmp_path / "own", pay, "csv", columns)
    (tmp_path / "own" / "payment.csv").rename(folder / "takings.csv")
    used = [name for name in columns if getattr(pay[0], name) is not None]
    listed = "".join(f"\n      {name}: {columns[name]}" for name in used)
    map_file = tmp_path / "map.yaml"
    map_file.write_text(
        f"files:\n  - match: takings.csv\n    record: payment\n    columns:{listed}\n", encoding="utf-8"
    )
    mapping = load_map(map_file)
    books, _ = given_back(run_of(tmp_path, folder, mapping), mapping)
    assert marked(rows_of(books["takings-annotated.xlsx"])[0]) == ["My amount"]


def test_a_missing_document_is_told_on_the_document_that_needs_it(tmp_path):
    folder = written(tmp_path / "in", without(an_import(1), "payment"))
    (folder / "payment.csv").write_text("firm_code,number,order_number,amount\n", encoding="utf-8")
    books, _ = given_back(run_of(tmp_path, folder))
    result, notes = told(rows_of(books["order-annotated.xlsx"])[0])
    assert result == "critical" and "A payment was reported for every retail import order." in notes
    assert "number of documents: Payment = 0" in notes


def test_what_could_not_be_decided_is_told_as_such(tmp_path):
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, customs_list={"buyer_phone": None})))
    books, _ = given_back(made)
    result, notes = told(rows_of(books["order-annotated.xlsx"])[0])
    assert result == "undetermined" and "It could not be decided" in notes


def test_a_cell_that_cannot_be_read_is_marked(tmp_path):
    folder = written(tmp_path / "in", an_import(1), "csv")
    path = folder / "payment.csv"
    path.write_text(path.read_text("utf-8-sig").replace("318.21", "a lot"), encoding="utf-8")
    books, _ = given_back(run_of(tmp_path, folder))
    (row,) = rows_of(books["payment-annotated.xlsx"])
    assert "amount" in marked(row) and told(row)[0] in ("unreadable", "critical")
    assert "found 'a lot000', expected a number" in told(row)[1]


def test_a_finding_on_a_person_and_year_is_told_on_the_lists_it_was_made_of(tmp_path):
    dear = an_import(1, list_line=[{"total": Decimal(40_000), "price": Decimal(20_000)}, {}])
    books, _ = given_back(run_of(tmp_path, written(tmp_path / "in", dear)))
    assert "stays within the yearly limit" in told(rows_of(books["customs_list-annotated.xlsx"])[0])[1]


def test_a_superseded_document_is_not_blamed(tmp_path):
    later = datetime.datetime(2026, 3, 2, 20, tzinfo=datetime.UTC)
    payments = [{"amount": Decimal(1)}, {"report_type": "2", "reported_at": later, "amount": Decimal("317.21")}]
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, payment=payments)))
    books, _ = given_back(made)
    assert [marked(row) for row in rows_of(books["payment-annotated.xlsx"])] == [[], ["amount"]]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, list_line=[{"name": "=1+1"}, {}]), "csv"))
    books, _ = given_back(made)
    assert all(cell.data_type != "f" for row in rows_of(books["list_line-annotated.xlsx"]) for cell in row.values())


def test_personal_data_of_other_documents_are_masked_in_notes(tmp_path):
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, customs_list={"buyer_phone": "13911112222"})))
    books, _ = given_back(made)
    notes = told(rows_of(books["order-annotated.xlsx"])[0])[1]
    assert "139****2222" in notes and "13911112222" not in notes


def test_files_of_one_name_both_come_back(tmp_path):
    folder = written(tmp_path / "in", an_import(1))
    written(folder / "more", [found for found in an_import(2) if found.kind() == "payment"], "csv")
    books, _ = given_back(run_of(tmp_path, folder))
    assert not set(books) & {path.name for path in folder.iterdir()}
    assert {"payment-annotated.xlsx", "payment-annotated-2.xlsx"} <= set(books)


def test_a_file_that_is_too_large_is_left_out_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(marking, "LARGEST", 1)
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1), "csv"))
    books, left_out = given_back(made)
    assert "order_line-annotated.xlsx" not in books and "order-annotated.xlsx" in books
    assert {problem.code for problem in left_out} == {"too-many-rows-to-annotate"}
    assert "超过 1 行" in left_out[0].sentence("zh")


def test_a_file_that_cannot_be_annotated_is_left_out_and_the_others_are_not(tmp_path):
    folder = written(tmp_path / "in", an_import(1))
    made = run_of(tmp_path, folder)
    (folder / "waybill.xlsx").write_bytes(b"PK\x03\x04 torn")
    books, left_out = given_back(made)
    assert "waybill-annotated.xlsx" not in books and "order-annotated.xlsx" in books
    assert [problem.file for problem in left_out] == ["waybill.xlsx"]


def test_beyond_the_bound_rows_are_told_without_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(marking, "EXPLAINED", 0)
    books, _ = given_back(run_of(tmp_path, written(tmp_path / "in", an_import(1, **SHORT))))
    (row,) = rows_of(books["payment-annotated.xlsx"])
    assert marked(row) == [] and told(row)[0] == "critical"


def test_nothing_is_written_for_other_kinds_of_files(tmp_path):
    made = run_of(tmp_path, written(tmp_path / "in", an_import(1, **SHORT), "parquet"))
    books, left_out = given_back(made)
    assert books == {} and left_out == [] and not (Path(made.run.folder) / "annotated").exists()
    assert "O-1-00001" in seen(made.parsed())
