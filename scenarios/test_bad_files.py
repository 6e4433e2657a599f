"""Official messages, workbooks and Parquet files that are damaged or hostile: told, and the rest is checked.

The stories are told as in test_bad_input: the trade of `telling`, its payments in a file of another kind, spoilt.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from scenarios.telling import ANOTHER_BUYER, LATER, Rows, a_trade, as_frame, check, found, problems, shibosi, write
from shibosi.kernel.intake import take_in
from shibosi.kernel.records import record
from shibosi.kernel.runs import Run
from shibosi.methods.formats.ceb import build_message
from shibosi.methods.formats.exact import exact

Change = Callable[[bytes], bytes]
REPORTED = "payment_was_reported"
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
BILLION = f'<!DOCTYPE r [<!ENTITY a "ha">{LAUGHS}]>\n<ceb:CEB411Message'.encode()
OUTSIDE = b'<!DOCTYPE r [<!ENTITY i SYSTEM "file:///etc/passwd">]>\n<ceb:CEB411Message'


def with_payments(folder: Path, name: str, data: bytes) -> Path:
    """The trade, its payments in another file."""
    tables = a_trade()
    del tables["payment"]
    documents = write(folder / "documents", tables)
    (documents / name).write_bytes(data)
    return documents


def told(folder: Path, documents: Path, file: str, doubts: set[str], code: str, place: str) -> Run:
    """Check; the problem must stand there, and nothing but the payments of some orders may be in doubt."""
    said, run = check(documents, folder / "run", as_of=LATER)
    assert said.status == 2 and "Traceback" not in said.err
    assert (file, code, place) in {(one["file"], one["code"], one["place"]) for one in problems(run)}, problems(run)
    for one in problems(run):
        assert one["sentence"].startswith(f"{one['file']}, ") and one["sentence_zh"] != one["sentence"]
    assert found(run) == {ANOTHER_BUYER} | {(key, REPORTED, "undetermined") for key in doubts}
    assert shibosi("replay", run.folder).status == 0
    return run


# -- messages


def a_message(rows: Rows) -> bytes:
    """The payments as customs wants them."""
    columns = record("payment").columns
    documents = []
    for row in rows:
        head = {str(columns[name].element): text for name, text in row.items()}
        for time in ("appTime", "payTime"):
            head[time] = "".join(filter(str.isdigit, head[time]))
        documents.append({"head": {**head, "note": f"of {row['number']}"}})
    sender = {"copCode": "31009X9999", "copName": "示例", "dxpMode": "DXP", "dxpId": "DXPENTEXAMPLE0001"}
    return build_message("CEB411Message", documents, sender).original  # type: ignore[arg-type]


MESSAGE = a_message(a_trade()["payment"])
STARTS = [MESSAGE[: MESSAGE.index(number)].rindex(b"<ceb:Payment>") for number in (b"P-1", b"P-2", b"P-3")]
FIRST, SECOND, THIRD = (f"line {1 + MESSAGE[:at].count(10)}" for at in STARTS)


def instead(old: bytes, new: bytes) -> Change:
    """Other bytes in the message."""

    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return change


def test_payments_as_a_message_are_payments(tmp_path):
    said, run = check(with_payments(tmp_path, "payment.xml", MESSAGE), tmp_path / "run", as_of=LATER)
    assert (said.status, problems(run), found(run)) == (1, [], {ANOTHER_BUYER})


@pytest.mark.parametrize(
    ("story", "change", "doubts", "code", "place"),
    [
        ("cut in the third payment", lambda data: data[: data.index(b"of P-3")], {"O-3"}, "document-left-out", THIRD),
        ("cut between payments", lambda data: data[: STARTS[2]], {"O-3"}, "cut-message", THIRD),
        ("bytes that are no text", instead(b"of P-2", b"\xff\xfe"), {"O-2"}, "document-left-out", SECOND),
        ("an element twice", instead(b"<ceb:note>of P-2", b"<ceb:orderNo>O-8</ceb:orderNo><ceb:note>"), {"O-2"},
         "document-left-out", SECOND),
        ("a payment in a namespace of its own", instead(b"<ceb:Payment>", b'<ceb:Payment xmlns:ceb="urn:x">'), {"O-1"},
         "wrong-namespace", FIRST),
        ("a payment that names no order", instead(b"<ceb:orderNo>O-2</ceb:orderNo>", b""), {"O-2"}, "no-key",
         f"document at {SECOND}, column orderNo"),
        ("an end tag of something else", instead(b"of P-2</ceb:note>", b"</ceb:x>"), {"O-2", "O-3"},
         "document-left-out", SECOND),
        ("a billion laughs", instead(b"<ceb:CEB411Message", BILLION), set(), "doctype", "line 2"),
        ("an entity that reads files", instead(b"<ceb:CEB411Message", OUTSIDE), set(), "doctype", "line 2"),
        ("another namespace", instead(b"http://www.chinaport.gov.cn/ceb", b"urn:other"), set(), "wrong-namespace",
         "line 2"),
        ("a message nobody knows", lambda data: data.replace(b"CEB411", b"CEB999"), set(), "unknown-message", "line 2"),
        ("GB18030 that says it is UTF-8", lambda data: data.decode().encode("gb18030"), set(), "bad-bytes", "line 14"),
    ],
)  # fmt: skip
def test_what_of_a_message_cannot_be_read_is_not_missing(tmp_path, story, change, doubts, code, place):
    documents = with_payments(tmp_path, "payment.xml", change(MESSAGE))
    told(tmp_path, documents, "payment.xml", doubts, code, place)


def test_a_value_that_is_no_amount_costs_only_itself(tmp_path):
    changed = instead(b">318.21<", b">much<")(MESSAGE)
    said, run = check(with_payments(tmp_path, "payment.xml", changed), tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert [(one["place"], one["code"]) for one in problems(run)] == [
        (f"document at {FIRST}, column amountPaid", "not-money")
    ]
    doubts = {("O-1", name, "undetermined") for name in ("payments_equal_the_amount_paid", "list_and_payment_agree")}
    assert found(run) == {ANOTHER_BUYER} | doubts


def test_of_two_messages_the_good_one_is_checked(tmp_path):
    documents = with_payments(tmp_path, "payment-1.xml", a_message(a_trade()["payment"][:2]))
    (documents / "payment-2.xml").write_bytes(instead(b"http://www.chinaport.gov.cn/ceb", b"urn:other")(MESSAGE))
    told(tmp_path, documents, "payment-2.xml", {"O-3"}, "wrong-namespace", "line 2")


@pytest.mark.parametrize("name", ["csv", "csv.gz", "jsonl", "json", "xlsx", "parquet", "xml"])
def test_an_empty_file_of_any_kind_is_told_and_leaves_nothing_missing(tmp_path, name):
    documents = with_payments(tmp_path, f"payment.{name}", b"")
    told(tmp_path, documents, f"payment.{name}", set(), "empty-file", "whole file")


# -- workbooks


def a_workbook(path: Path, rows: Rows, first: str | int | float) -> Path:
    """The payments in a sheet; the first row names this order."""
    names = list(rows[0])
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("付款")
        sheet.write_row(0, 0, names)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [row[name] for name in names])
        sheet.write(1, names.index("order_number"), first)
    return path


def test_an_order_number_that_excel_took_for_a_number(tmp_path):
    documents = with_payments(tmp_path, "payment.xlsx", b"")
    a_workbook(documents / "payment.xlsx", a_trade()["payment"], 20260302000000000123)
    told(tmp_path, documents, "payment.xlsx", {"O-1"}, "number-lost-digits", "sheet 付款, row 2, column order_number")


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_workbook_that_was_cut(tmp_path, kept):
    documents = with_payments(tmp_path, "payment.xlsx", b"")
    data = a_workbook(documents / "payment.xlsx", a_trade()["payment"], "O-1").read_bytes()
    (documents / "payment.xlsx").write_bytes(data[: int(len(data) * kept)])
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert [(one["file"], one["place"]) for one in problems(run)] == [("payment.xlsx", "whole file")]
    assert found(run) == {ANOTHER_BUYER}


# -- Parquet


def stored(rows: Rows) -> pl.DataFrame:
    """The payments with the types in which they are kept."""
    return exact(record("payment"), take_in(record("payment"), as_frame(rows), "payment").frame)


def as_parquet(folder: Path, frame: pl.DataFrame) -> Path:
    """The trade with payments from a frame."""
    documents = with_payments(folder, "payment.parquet", b"")
    frame.write_parquet(documents / "payment.parquet", metadata={"shibosi.record": "payment"})
    return documents


def test_payments_in_parquet_are_payments(tmp_path):
    said, run = check(as_parquet(tmp_path, stored(a_trade()["payment"])), tmp_path / "run", as_of=LATER)
    assert (said.status, problems(run), found(run)) == (1, [], {ANOTHER_BUYER})


@pytest.mark.parametrize(
    ("story", "spoil", "place"),
    [
        ("its end is gone", lambda data: data[:-20], "whole file"),
        ("half of it is gone", lambda data: data[: len(data) // 2], "whole file"),
        ("only its mark is left", lambda data: data[:4], "whole file"),
        ("its footer is noise", lambda data: data[:-60] + bytes(52) + data[-8:], "whole file"),
        ("its pages are noise", lambda data: data[:4] + bytes(255 - byte for byte in data[4:600]) + data[600:],
         "data pages"),
    ],
)  # fmt: skip
def test_torn_parquet_is_told_and_left_out(tmp_path, story, spoil, place):
    documents = as_parquet(tmp_path, stored(a_trade(200)["payment"]))
    path = documents / "payment.parquet"
    path.write_bytes(spoil(path.read_bytes()))
    told(tmp_path, documents, "payment.parquet", set(), "torn-parquet", place)


@pytest.mark.parametrize("seed", range(6))
def test_parquet_with_a_few_other_bytes_never_ends_in_an_error(tmp_path, seed):
    documents = as_parquet(tmp_path, stored(a_trade(200)["payment"]))
    path = documents / "payment.parquet"
    chance, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(20):
        data[chance.randrange(4, len(data) - 8)] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status in (1, 2) and ANOTHER_BUYER in found(run)
    assert said.status == 1 or {one["file"] for one in problems(run)} == {"payment.parquet"}


@pytest.mark.parametrize(
    ("story", "column", "value", "code"),
    [
        ("no number", "amount", pl.lit(float("nan")), "not-money"),
        ("10^30", "amount", pl.lit(Decimal(10**30), dtype=pl.Decimal(38, 0)), "not-money"),
        ("a moment of the year 1", "reported_at", pl.lit(datetime(1, 1, 1, tzinfo=UTC)), "not-instant"),
        ("a day of the year 9999", "paid_at", pl.lit(datetime(9999, 12, 31, tzinfo=UTC)), "not-instant"),
    ],
)
def test_values_no_program_should_write_are_told_with_their_row(tmp_path, story, column, value, code):
    frame = stored(a_trade()["payment"])
    spoilt = frame.with_columns(pl.when(pl.col("order_number") == "O-1").then(value).otherwise(None).alias(column))
    said, run = check(as_parquet(tmp_path, spoilt), tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert [(one["place"], one["code"]) for one in problems(run)] == [(f"row 1, column {column}", code)]
    assert ANOTHER_BUYER in found(run)


def test_a_text_no_cell_may_hold_is_left_empty(tmp_path):
    rows = a_trade()["payment"]
    rows[0]["payer_name"] = "x" * (2 << 20)
    documents = with_payments(tmp_path, "payment.parquet", b"")
    as_frame(rows).write_parquet(documents / "payment.parquet")
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert [(one["place"], one["code"]) for one in problems(run)] == [("row 1, column payer_name", "cell-too-long")]
    assert found(run) == {ANOTHER_BUYER, ("O-1", "payer_is_the_buyer", "undetermined")}


def test_a_day_of_the_year_one_is_no_day_in_any_parquet_file(tmp_path):
    """Files that say of themselves that they are clean are looked at too."""
    tables = a_trade()
    lists = take_in(record("customs_list"), as_frame(tables.pop("customs_list")), "customs_list").frame
    documents = write(tmp_path / "documents", tables)
    exact(record("customs_list"), lists.with_columns(declared_on=pl.lit(date(1, 1, 1)))).write_parquet(
        documents / "customs_list.parquet", metadata={"shibosi.record": "customs_list"}
    )
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert {(one["code"], one["place"]) for one in problems(run)} == {
        ("not-day", f"row {row}, column declared_on") for row in (1, 2, 3)
    }
