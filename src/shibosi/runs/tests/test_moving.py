"""Files in and rows out: the same door as everything else, no more than the viewer sees, no formula."""

import openpyxl
import polars as pl
import pytest
from django.db import connection

from shibosi.kernel.records import record
from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.methods.formats.exact import exact
from shibosi.methods.formats.writing import FORMATS, write
from shibosi.runs.moving import NothingHere, OtherKind, operator, put_out, take_in
from shibosi.store.allowing import NotThere, ReportsForOthers
from shibosi.store.models import AccessEntry, Document, Finding, Party, PartyCode
from shibosi.store.tests.trade import NOON, documents, frames, hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made():
    return frames(30)


@pytest.mark.parametrize("format", FORMATS)
def test_what_goes_out_comes_in_again_as_the_same_documents(made, tmp_path, format):
    viewer = operator(NOON)
    for kind in ("payment", "waybill"):
        write(exact(record(kind), made[kind]), tmp_path / f"{kind}.csv", "csv")
        first = take_in(viewer, kind, tmp_path / f"{kind}.csv").stored
        assert put_out(viewer, kind, tmp_path / f"again.{kind}.{format}", format) == first > 10
        told = take_in(viewer, kind, tmp_path / f"again.{kind}.{format}")
        assert (told.stored, told.known, told.problems) == (0, first, [])


def test_a_file_is_decided_document_by_document_and_the_second_time_nothing_changes(made, tmp_path):
    file = tmp_path / "payment.csv"
    write(exact(record("payment"), made["payment"]), file, "csv")
    first = take_in(operator(NOON), "payment", file)
    assert first.stored == Document.objects.count() > 10 and sum(first.decisions.values()) == first.stored
    findings = Finding.objects.count()
    again = take_in(operator(NOON), "payment", file)
    assert (again.stored, again.known, again.decisions) == (0, first.stored, first.decisions)
    assert Finding.objects.count() == findings


def test_a_file_of_another_kind_is_refused_before_anything_is_stored(made, tmp_path):
    write(exact(record("payment"), made["payment"]), tmp_path / "payment.csv", "csv")
    with pytest.raises(OtherKind, match="holds payment, not waybill"):
        take_in(operator(NOON), "waybill", tmp_path / "payment.csv")
    assert not Document.objects.exists()


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_is_taken_in(made, tmp_path):
    write(exact(record("payment"), made["payment"]), tmp_path / "payment.csv", "csv")
    lines = (tmp_path / "payment.csv").read_text("utf-8-sig").splitlines()
    place = lines[0].split(",").index("amount")
    cells = lines[1].split(",")
    cells[place] = "much"
    (tmp_path / "payment.csv").write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]))
    told = take_in(operator(NOON), "payment", tmp_path / "payment.csv")
    assert told.stored > 10 and ["amount" in one.place for one in told.problems] == [True]


def a_firm(code):
    party = Party.objects.create(name=code, public=code.lower())
    PartyCode.objects.create(party=party, register="customs", code=code)


def test_a_firm_takes_out_what_names_it_masked_and_takes_in_only_its_own(made, tmp_path):
    hand_in(documents(made))
    code = made["order"]["merchant_code"].drop_nulls()[0]
    a_firm(code)
    with pytest.raises(NotThere):
        operator(NOON, "nobody")
    viewer = operator(NOON, code.lower())
    count = put_out(viewer, "order", tmp_path / "order.parquet", "parquet")
    out = pl.read_parquet(tmp_path / "order.parquet")
    assert 0 < count < made["order"].height and set(out["merchant_code"]) == {code}
    names = set(made["order"]["buyer_name"].drop_nulls())
    assert not names & set(out["buyer_name"].drop_nulls())
    assert AccessEntry.objects.get().act == "exported"
    with pytest.raises(ReportsForOthers):
        take_in(viewer, "order", _written(made, tmp_path))


def _written(made, folder):
    write(exact(record("order"), made["order"]), folder / "order.csv", "csv")
    return folder / "order.csv"


def test_no_cell_of_an_export_is_a_formula(tmp_path):
    from shibosi.store.intake.handed import read
    from shibosi.store.intake.receiving import receive_read
    from shibosi.store.tests.trade import US

    values = {"number": "O-1", "merchant_code": "AAA", "buyer_name": "=HYPERLINK(1)", "merchant_name": "@SUM(A1)"}
    receive_read(read([{"kind": "order", "values": values}]), "", US, NOON)
    for format in ("csv", "xlsx"):
        put_out(operator(NOON), "order", tmp_path / f"order.{format}", format)
    assert "'=HYPERLINK" in (tmp_path / "order.csv").read_text("utf-8-sig")
    sheet = openpyxl.load_workbook(tmp_path / "order.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n", "d"}


def test_a_folder_without_a_server_is_told_of(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(NothingHere, match="No server was started in"):
        operator(NOON)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_became_of_each_row_is_written_beside_it(tmp_path, ending):
    (tmp_path / "order.csv").write_text("number,merchant_code,goods_value\nO-1,AAA,1.00\nO-2,AAA,much\n")
    to = tmp_path / f"answers.{ending}"
    told = take_in(operator(NOON), "order", tmp_path / "order.csv", answers=to)
    assert (told.stored, told.decisions["refuse"]) == (1, 1)
    if ending == "csv":
        rows = pl.read_csv(to)
        assert rows["Row"].to_list() == [2, 3] and rows["Decision"].to_list()[1] == "refuse"
        assert "expected a number" in rows["Why"].to_list()[1]
        return
    sheet = openpyxl.load_workbook(to).worksheets[0]
    assert [cell.value for cell in list(sheet.columns)[-2]][2] == "refuse"


def numbers(file, folder):
    take_in(operator(NOON), "order", file, answers=folder / "answers.csv")
    rows = pl.read_csv(folder / "answers.csv")
    return dict(zip(rows["Number"], rows["Row"], strict=True)), rows["Decision"].to_list()


def test_rows_of_parquet_are_counted_and_only_the_one_that_cannot_be_read_is_refused(tmp_path):
    made = {"number": ["O-1", "O-2", "O-3"], "merchant_code": ["AAA"] * 3, "goods_value": ["1.00", "much", "3.00"]}
    pl.DataFrame(made).write_parquet(tmp_path / "order.parquet")
    found, decided = numbers(tmp_path / "order.parquet", tmp_path)
    assert found == {"O-1": 1, "O-2": 2, "O-3": 3}
    assert [one == "refuse" for one in decided] == [False, True, False]


def test_parquet_of_our_own_says_by_itself_what_its_rows_are(made, tmp_path):
    write(exact(record("payment"), made["payment"]), tmp_path / "payment.csv", "csv")
    viewer = operator(NOON)
    take_in(viewer, "payment", tmp_path / "payment.csv")
    put_out(viewer, "payment", tmp_path / "of the year.parquet", "parquet")
    told = take_in(viewer, "payment", tmp_path / "of the year.parquet")
    assert (told.stored, told.problems) == (0, []) and told.known > 10


@pytest.mark.parametrize("between", ["\n", "\n\n<!-- another -->\n"])
def test_documents_of_a_message_are_numbered_by_the_line_on_which_they_begin(tmp_path, between):
    heads = [{"head": {"orderNo": f"O-{n}", "guid": f"G-{n}", "ebcCode": "AAA", "appType": "1"}, "lists": {}}
             for n in range(3)]  # fmt: skip
    text = write_message(build_message("CEB311Message", heads)).decode()
    text = text.replace("<ceb:Order>", f"{between}<ceb:Order>")
    (tmp_path / "orders.xml").write_text(text)
    found, _ = numbers(tmp_path / "orders.xml", tmp_path)
    begins = [at for at, line in enumerate(text.split("\n"), 1) if line.startswith("<ceb:Order>")]
    assert found == {f"O-{n}": line for n, line in enumerate(begins)} and len(begins) == 3
