"""Input that cannot be read: said with file, place and what was expected, in both languages; the rest is checked.

Every story begins with the same trade (see `telling`), in which one thing is broken, spoils a file of it, and asks on
a day on which everything should have come. What cannot be read leaves the dossiers concerned undetermined; nothing is
missing for that reason, and what is broken elsewhere is still found.
"""

import csv
import gzip
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scenarios.telling import (
    ANOTHER_BUYER,
    LATER,
    a_trade,
    check,
    found,
    problems,
    shibosi,
    write,
)

CHINESE = re.compile("[\u4e00-\u9fff]")
Spoil = Callable[[Path], None]
PAID = {"payments_equal_the_amount_paid", "list_and_payment_agree"}
DAYS = {"single_purchase_within_limit", "single_purchase_within_limit_until_2018"}
NOT_MONEY = "expected a number below 90 000 000 000 000 with at most 5 decimals"
MUCH = "1" + "0" * 30
EVERYBODY = {"O-1", "O-2", "O-3"}


@dataclass(frozen=True)
class Story:
    """What is spoilt, and what is said of it: file, place, code, expectation; then what is undetermined of whom."""

    text: str
    spoil: Spoil
    file: str
    place: str
    code: str
    says: str
    doubt: frozenset[str] | set[str] = frozenset()
    whose: frozenset[str] | set[str] = frozenset({"O-1"})

    def __str__(self) -> str:
        return self.text


def cell(kind: str, column: str, text: str) -> Spoil:
    """Another text in one cell of O-1."""

    def spoil(folder: Path) -> None:
        tables = a_trade()
        tables[kind][0][column] = text
        write(folder, {kind: tables[kind]})

    return spoil


def heading(kind: str, old: str, new: str) -> Spoil:
    """Another heading."""
    return lambda folder: edit(folder / f"{kind}.csv", old.encode() + b",", new.encode() + b",")


def raw(kind: str, old: bytes, new: bytes) -> Spoil:
    """Other bytes in a file."""
    return lambda folder: edit(folder / f"{kind}.csv", old, new)


def whole(kind: str, name: str, made: Callable[[bytes], bytes]) -> Spoil:
    """Another file in place of one, made from its bytes."""

    def spoil(folder: Path) -> None:
        data = (folder / f"{kind}.csv").read_bytes()
        (folder / f"{kind}.csv").unlink()
        (folder / name).write_bytes(made(data))

    return spoil


def beside(name: str, data: bytes) -> Spoil:
    """One more file."""
    return lambda folder: (folder / name).write_bytes(data) and None


def edit(path: Path, old: bytes, new: bytes) -> None:
    """Replace the first of some bytes in a file."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def as_json(data: bytes, old: str, new: str) -> bytes:
    """The rows of a CSV file as JSON lines, something else in the first."""
    lines = [json.dumps(row, ensure_ascii=False) for row in csv.DictReader(io.StringIO(data.decode()))]
    assert old in lines[0]
    return "\n".join([lines[0].replace(old, new), *lines[1:]]).encode() + b"\n"


def last_line(data: bytes) -> bytes:
    """The file with its last line cut in the middle of a cell in quotation marks."""
    lines = data.rstrip(b"\n").split(b"\n")
    return b"\n".join([*lines[:-1], lines[-1].replace(b"O-3", b'"O-3')]) + b"\n"


STORIES = [
    # encodings
    Story("a cell in another encoding", raw("payment", "李华".encode(), "李华".encode("gb18030")), "payment.csv",
          "row 2, column payer_name", "undecodable-bytes", "no UTF-8 text", {"payer_is_the_buyer"}),
    Story("an order number in another encoding", raw("payment", b"O-1", b"O-\xff"), "payment.csv",
          "row 2, column order_number", "undecodable-bytes", "no UTF-8 text", {"payment_was_reported"}),
    Story("the order number on a waybill, whose own number is well", raw("waybill", b"O-1", b"O-\xff"), "waybill.csv",
          "row 2, column order_number", "undecodable-bytes", "no UTF-8 text", {"waybill_was_reported"}),
    Story("UTF-16 without its mark", whole("payment", "payment.csv", lambda data: data.decode().encode("utf-16-le")),
          "payment.csv", "whole file", "utf-16-without-mark", "Save it as UTF-8"),
    # numbers
    Story("text in a number", cell("payment", "amount", "three hundred"), "payment.csv", "row 2, column amount",
          "not-money", f"found 'three hundred', {NOT_MONEY}", PAID),
    Story("an amount of 10^30", cell("payment", "amount", MUCH), "payment.csv", "row 2, column amount", "not-money",
          f"found '{MUCH}', {NOT_MONEY}", PAID),
    Story("an amount in powers of ten", cell("payment", "amount", "1e30"), "payment.csv", "row 2, column amount",
          "not-money", NOT_MONEY, PAID),
    Story("exactly 90 trillion", cell("payment", "amount", "90000000000000"), "payment.csv", "row 2, column amount",
          "not-money", NOT_MONEY, PAID),
    Story("no number", cell("payment", "amount", "NaN"), "payment.csv", "row 2, column amount", "not-money",
          f"found 'NaN', {NOT_MONEY}", PAID),
    Story("infinity", cell("payment", "amount", "-inf"), "payment.csv", "row 2, column amount", "not-money",
          NOT_MONEY, PAID),
    Story("six decimals", cell("payment", "amount", "318.210001"), "payment.csv", "row 2, column amount", "not-money",
          NOT_MONEY, PAID),
    Story("a line number that is none", cell("list_line", "line_number", "one"), "list_line.csv",
          "row 2, column line_number", "not-whole", "expected a whole number",
          {"lines_correspond", "list_lines_are_numbered"}),
    # days and times
    Story("a day of the year 1", cell("customs_list", "declared_on", "0001-01-01"), "customs_list.csv",
          "row 2, column declared_on", "not-day", "between 1901 and 2099", DAYS),
    Story("a day of the year 9999", cell("customs_list", "declared_on", "9999-12-31"), "customs_list.csv",
          "row 2, column declared_on", "not-day", "between 1901 and 2099", DAYS),
    Story("a day that may be of March or of April", cell("customs_list", "declared_on", "03/04/2026"),
          "customs_list.csv", "row 2, column declared_on", "not-day", "expected a day such as 2025-03-04", DAYS),
    Story("a moment of the year 1", cell("order", "reported_at", "0001-01-01 00:00:00"), "order.csv",
          "row 2, column reported_at", "not-instant", "between 1901 and 2099", {"documents_precede_the_list"}),
    Story("a moment of the year 9999", cell("order", "reported_at", "9999-12-31T23:59:59-12:00"), "order.csv",
          "row 2, column reported_at", "not-instant", "between 1901 and 2099", {"documents_precede_the_list"}),
    Story("a zone by its name", cell("order", "reported_at", "2026-03-02 11:00:00 CET"), "order.csv",
          "row 2, column reported_at", "not-instant", "expected a time such as", {"documents_precede_the_list"}),
    # columns
    Story("an unknown column", heading("payment", "amount", "amuont"), "payment.csv", "column amuont", "unknown-column",
          "Did you mean 'amount' (Amount paid)?", PAID, EVERYBODY),
    Story("a column like no other", heading("payment", "platform_code", "weather"), "payment.csv", "column weather",
          "unknown-column", "say by a mapping which column it is", {"payment_names_the_platform"}, EVERYBODY),
    Story("the column that says where rows belong", heading("payment", "order_number", "weather"), "payment.csv",
          "column order_number", "missing-column", "payment needs a column 'order_number'",
          {"payment_was_reported"}, EVERYBODY),
    Story("two columns of one name", heading("payment", "currency", "amount"), "payment.csv", "row 1",
          "duplicate-heading", "more than once", {*PAID, "amounts_are_in_yuan"}, EVERYBODY),
    # rows
    Story("a row with a cell too many", raw("payment", b"O-1,", b"O-1,x,"), "payment.csv", "row 2", "too-many-cells",
          "it was not read", {"payment_was_reported"}),
    Story("a quotation mark that stays open", whole("payment", "payment.csv", last_line), "payment.csv", "row 4",
          "open-quote", "never closed", {"payment_was_reported"}, {"O-3"}),
    Story("a row that names no order", cell("payment", "order_number", ""), "payment.csv", "row 2, column order_number",
          "no-key", "does not say which order", {"payment_was_reported"}),
    Story("a cell of 2 MiB", cell("payment", "payer_name", "x" * (2 << 20)), "payment.csv", "row 2, column payer_name",
          "cell-too-long", "longer than 1048576 bytes", {"payer_is_the_buyer"}),
    Story("an order number of 2 MiB", cell("payment", "order_number", "x" * (2 << 20)), "payment.csv",
          "row 2, column order_number", "cell-too-long", "longer than 1048576 bytes", {"payment_was_reported"}),
    Story("a row of 12 MiB", cell("payment", "payer_name", "x" * (12 << 20)), "payment.csv", "row 2", "row-too-long",
          "was not read", {"payment_was_reported"}),
    # files
    Story("an empty file", whole("payment", "payment.csv", lambda data: b""), "payment.csv", "whole file", "empty-file",
          "no heading row"),
    Story("a packed file that was cut", whole("payment", "payment.csv.gz", lambda data: gzip.compress(data)[:-30]),
          "payment.csv.gz", "row 2", "torn-archive", "cut off", {"payment_was_reported"}, EVERYBODY),
    Story("rows of nobody knows what", beside("things.csv", b"a,b\n1,2\n"), "things.csv", "headings", "unknown-kind",
          "Name the file after its kind"),
    Story("a picture", beside("photo.jpg", bytes(range(256)) * 9), "photo.jpg", "whole file", "unknown-kind",
          "Send CSV"),
    Story("a web page that is called xls", beside("payment.xls", b"<html><table><tr><td>1</table>"), "payment.xls",
          "whole file", "html-not-a-table", "save it as xlsx"),
    Story("a name that is no text", lambda folder: (folder / "订单\udcff.csv").write_bytes(b"a") and None,
          "订单\\udcff.csv", "whole file", "unreadable-name", "rename it"),
    # JSON
    Story("a JSON line that breaks off", whole("payment", "payment.jsonl", lambda data: as_json(data, '2", "', '2')),
          "payment.jsonl", "line 1", "bad-json", "no JSON", {"payment_was_reported"}),
    Story("a JSON number that is none",
          whole("payment", "payment.jsonl", lambda data: as_json(data, '"318.21"', "NaN")),
          "payment.jsonl", "line 1", "bad-json", "NaN is no number", {"payment_was_reported"}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_what_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path, story):
    documents = write(tmp_path / "documents", a_trade())
    story.spoil(documents)
    said, run = check(documents, tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert "Traceback" not in said.err and "problems.jsonl" in said.err
    told = [one for one in problems(run) if (one["file"], one["code"]) == (story.file, story.code)]
    assert told, problems(run)
    assert told[0]["place"] == story.place
    assert told[0]["sentence"].startswith(f"{story.file}, {story.place}: ") and story.says in told[0]["sentence"]
    assert told[0]["sentence_zh"].startswith(story.file)
    assert CHINESE.search(told[0]["sentence_zh"].removeprefix(story.file)), told[0]["sentence_zh"]
    doubts = {(key, control, "undetermined") for key in story.whose for control in story.doubt}
    assert found(run) == {ANOTHER_BUYER} | doubts
    assert shibosi("replay", run.folder).status == 0


def test_every_sentence_is_said_in_the_language_of_the_reader(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    cell("payment", "amount", "许多")(documents)
    words = ("check", documents, "--as-of", LATER, "--no-report")
    english = shibosi("--lang", "en", *words, "--out", tmp_path / "en")
    chinese = shibosi("--lang", "zh", *words, "--out", tmp_path / "zh")
    assert (english.status, chinese.status) == (2, 2)
    assert "payment.csv, row 2, column amount: found '许多', expected a number" in english.out
    assert "payment.csv，第 2 行，“amount”列：内容为“许多”" in chinese.out
    line = next(line for line in chinese.out.splitlines() if "payment.csv" in line)
    assert "expected" not in line and "number" not in line, line
    assert not CHINESE.search(english.err) and CHINESE.search(chinese.err)


def test_a_thousand_mistakes_are_told_in_a_few_lines(tmp_path):
    tables = a_trade(40)
    for row in tables["payment"]:
        row["amount"] = "much"
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert said.status == 2
    assert "20 more cells cannot be read" in problems(run)[-1]["sentence"]
    assert len(problems(run)) == 21
    assert "… and 11 more problems." in said.out
