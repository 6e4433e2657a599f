"""What kind of file it is: first bytes before name."""

import gzip

import polars as pl
import pytest

from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.tests.making import file_of, sheet_of, text_row, xlsx_of


@pytest.mark.parametrize(
    ("story", "name", "content", "kind"),
    [
        ("a CSV by its name", "orders.csv", "a,b\n", "csv"),
        ("a text file", "orders.TXT", "a\tb\n", "csv"),
        ("JSON lines called csv", "orders.csv", '{"a": 1}\n', "jsonl"),
        ("a JSON list without an ending", "orders", ' [{"a": 1}]', "jsonl"),
        ("a CSV whose first heading is in brackets", "orders.csv", "[id],{name}\n", "csv"),
        ("XML called txt", "orders.txt", '<?xml version="1.0"?><a/>', "xml"),
        ("XML with a mark", "m", "\ufeff<ceb:CEB303Message/>", "xml"),
        ("XML in UTF-16", "m", "<?xml version='1.0'?><a/>".encode("utf-16"), "xml"),
        ("a web page", "orders.csv", " <!DOCTYPE html><html>", "unknown"),
        ("a packed CSV", "orders.csv.gz", gzip.compress(b"a,b\n", mtime=0), "csv"),
        ("packed JSON lines", "orders.gz", gzip.compress(b'{"a": 1}\n', mtime=0), "jsonl"),
        ("packed XML", "orders.gz", gzip.compress(b"<a/>", mtime=0), "xml"),
        ("a Parquet by its bytes", "orders", b"PAR1\0\0\0\0\0\0\0\0PAR1", "parquet"),
        ("something called parquet that is none", "orders.parquet", b"\0\1\2", "parquet"),
        ("tabs called xlsx", "orders.xlsx", "a\tb\n1\t2\n", "csv"),
        ("an old Excel", "orders.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown"),
        ("a zip of something else", "orders.zip", b"PK\x05\x06" + b"\0" * 18, "unknown"),
        ("text without a sign or a name", "orders", "hello\n", "unknown"),
        ("an empty CSV", "orders.csv", "", "csv"),
    ],
)
def test_the_kind_is_found(tmp_path, story, name, content, kind):
    assert sniff(file_of(tmp_path, content, name)) == kind


def test_made_files_are_what_they_are_under_any_name(tmp_path):
    workbook = xlsx_of(tmp_path, sheet_of(text_row(1, "a")), name="orders.csv")
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "orders.txt")
    assert (sniff(workbook), sniff(tmp_path / "orders.txt")) == ("xlsx", "parquet")


def test_a_file_that_is_not_there_raises(tmp_path):
    with pytest.raises(FileNotFoundError):
        sniff(tmp_path / "none.csv")
