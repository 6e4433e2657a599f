"""Files of the register: anything that is not one is refused, naming file and row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.standard import errors
from shibosi.standard.files import HERE, Line, read

FILES = sorted(HERE.rglob("*.csv"))


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "made.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("story", "content", "refusal", "row"),
    [
        ("empty", b"", errors.NoOrigin, None),
        ("says not whence", b'"a","b"\n"1","2"\n', errors.NoOrigin, None),
        ("other columns", b'# o\n"a","c"\n', errors.WrongColumns, 2),
        ("no header", b"# o\n", errors.WrongColumns, 2),
        ("a cell too few", b'# o\n"a","b"\n"1","2"\n"1"\n', errors.WrongWidth, 4),
        ("a cell too many", b'# o\n"a","b"\n"1","2","3"\n', errors.WrongWidth, 3),
        ("an empty line", b'# o\n"a","b"\n\n', errors.WrongWidth, 3),
        ("a quotation mark left open", b'# o\n"a","b"\n"1","2\n', errors.NotText, 3),
        ("GB18030, not UTF-8", '# o\n"a","b"\n"1","商"\n'.encode("gb18030"), errors.NotText, 3),
        ("a blank at the end", b'# o\n"a","b"\n"1","2 "\n', errors.StrayBlank, 3),
    ],
)
def test_a_file_is_refused(
    tmp_path: Path, story: str, content: bytes, refusal: type[errors.RegisterError], row: int | None
) -> None:
    with pytest.raises(refusal) as refused:
        read(a_file(tmp_path, content), ["a", "b"])
    assert refused.value.facts["file"] == "made.csv"
    assert refused.value.facts.get("row") == row


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    sheet = read(a_file(tmp_path, b'# whence and when\n"a","b"\n"1","2"\n"3","4"\n'), ["a", "b"])
    assert sheet.origin == "whence and when"
    assert [(line.row, line.cells) for line in sheet.lines] == [(3, {"a": "1", "b": "2"}), (4, {"a": "3", "b": "4"})]


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_exactly(number: object) -> None:
    assert Line("f", 3, {"n": str(number)}).number("n") == number


@pytest.mark.parametrize("written", ["", "two", "1,000", "NaN", "Infinity", "1 2"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(errors.NotANumber) as refused:
        Line("f.csv", 3, {"n": written}).number("n")
    assert refused.value.facts == {"file": "f.csv", "row": 3, "column": "n", "found": written}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_can_be_read_and_quotes_every_cell(path: Path) -> None:
    assert read(path).lines
    assert all(line.startswith('"') for line in path.read_text(encoding="utf-8").splitlines()[1:])
