"""What a check gives back: findings in the format asked for, workbooks with notes, a report in two languages."""

import json
import re

import openpyxl
import polars as pl
import pytest

from scenarios.telling import ANOTHER_BUYER, LATER, a_trade, as_frame, problems, shibosi, write
from shibosi.kernel.runs import Run, open_run

FORMULA = '=HYPERLINK("http://example.invalid","press")'
SENTENCE = "The customs list names the buyer of the order."


def given_back(folder, tables, *words: object) -> Run:
    """Check a trade with its customs lists in a workbook; report and annotated workbooks are written."""
    rows = tables.pop("customs_list")
    documents = write(folder / "documents", tables)
    as_frame(rows).write_excel(documents / "customs_list.xlsx", worksheet="清单")
    said = shibosi("check", documents, "--out", folder / "run", "--as-of", LATER, *words)
    run = open_run(folder / "run")
    assert said.status == run.about["exit"]
    assert shibosi("replay", run.folder).status == 0
    return run


def read(path) -> pl.DataFrame:
    """Findings of any format, all as text."""
    if path.suffix == ".csv":
        return pl.read_csv(path, infer_schema=False)
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return pl.DataFrame(rows).cast(pl.String)
    [sheet] = openpyxl.load_workbook(path).worksheets
    names, *rows = [[None if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return pl.DataFrame(rows, names, orient="row")


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx"])
def test_findings_are_the_same_in_every_format(tmp_path, name):
    run = given_back(tmp_path, a_trade(), "--format", name)
    found = read(run.folder / f"findings.{name}")
    columns = ["dossier", "key", "control", "outcome", "place"]
    assert found.select(columns).equals(run.findings().select(columns))
    assert [found["key"][0], found["control"][0], found["outcome"][0]] == list(ANOTHER_BUYER)
    assert json.loads(found["facts"][0]) == json.loads(run.findings()["facts"][0])
    assert found["sentence"][0] == SENTENCE


def test_a_workbook_comes_back_with_notes_beside_the_rows(tmp_path):
    run = given_back(tmp_path, a_trade())
    book = openpyxl.load_workbook(run.folder / "annotated" / "customs_list-annotated.xlsx")
    headings, *rows = book["清单"].iter_rows(values_only=True)
    result, notes = headings.index("结论/Result"), headings.index("说明/Notes")
    assert [row[result] for row in rows] == [None, "major", None]
    assert SENTENCE in rows[1][notes] and "清单的订购人姓名与订单一致。" in rows[1][notes]
    assert "Li Hua" not in rows[1][notes], "what another document says of a person is masked"
    marked = book["清单"].cell(3, headings.index("buyer_name") + 1)
    assert marked.fill.fill_type == "solid" and marked.comment is not None
    assert len(book.sheetnames) == 2, "the sheet, and a summary"


def test_what_a_document_holds_never_becomes_a_formula(tmp_path):
    tables = a_trade()
    tables["customs_list"][1]["buyer_name"] = FORMULA
    run = given_back(tmp_path, tables, "--format", "xlsx")
    for path in [run.folder / "findings.xlsx", *(run.folder / "annotated").glob("*.xlsx")]:
        for sheet in openpyxl.load_workbook(path):
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
    assert FORMULA not in (run.folder / "report.html").read_text(encoding="utf-8")


def test_the_report_says_it_in_both_languages_and_asks_nobody(tmp_path):
    tables = a_trade()
    tables["payment"][0]["amount"] = "much"
    run = given_back(tmp_path, tables)
    page = (run.folder / "report.html").read_text(encoding="utf-8")
    for text in (SENTENCE, "清单的订购人姓名与订单一致。", "O-2", "payment.csv", problems(run)[0]["sentence_zh"][-10:]):
        assert text in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page), "nothing is fetched from elsewhere"
    assert "11010519491231002X" not in page, "identity numbers are masked"


def test_a_suggested_map_leads_to_the_same_findings(tmp_path):
    """Headings of one's own, a map out of `map suggest`, and what is found stays what it was."""
    tables = a_trade()
    names = {"number": "付款流水号", "order_number": "订单号", "amount": "Amount paid", "payer_name": "付款人"}
    tables["payment"] = [{names.get(name, name): text for name, text in row.items()} for row in tables["payment"]]
    documents = write(tmp_path / "documents", tables)
    suggested = shibosi("map", "suggest", *sorted(documents.iterdir()))
    assert suggested.status == 0
    (tmp_path / "map.yaml").write_text(suggested.out, encoding="utf-8")
    words = ("--map", tmp_path / "map.yaml", "--as-of", LATER, "--no-report", "--out", tmp_path / "run")
    said = shibosi("check", documents, *words)
    assert (said.status, said.err) == (1, "")
    assert set(open_run(tmp_path / "run").findings().select("key", "control", "outcome").iter_rows()) == {ANOTHER_BUYER}
