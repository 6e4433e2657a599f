"""Cells of a gigabyte: told with file and place, left out, and never held in memory."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from scenarios.telling import ANOTHER_BUYER, LATER, a_trade, as_csv, found, measured, problems, shibosi, write
from scenarios.test_bad_files import MESSAGE
from shibosi.kernel.runs import open_run

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux")
PIECE = b"x" * (1 << 20)
PIECES = 1024
MOST = 500
"""Megabytes that a check may hold, whatever stands in a cell; an empty one holds about 150."""
ROWS = a_trade()["payment"]
CSV = as_csv(ROWS).encode()
JSON = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
NAME = "李华".encode()
"""What makes way for a gigabyte, in the first payment."""


def with_payments(folder: Path, name: str, pieces: Iterable[bytes]) -> Path:
    """The trade, its payments in another file, written piece by piece."""
    tables = a_trade()
    del tables["payment"]
    documents = write(folder / "documents", tables)
    with (documents / name).open("wb") as file:
        file.writelines(pieces)
    return documents


def swollen(data: bytes) -> Iterable[bytes]:
    """The bytes of a file, a gigabyte in place of the first payer's name."""
    before, after = data.split(NAME, 1)
    yield before
    yield from (PIECE for _ in range(PIECES))
    yield after


def packed(data: bytes) -> Iterable[bytes]:
    """The same, packed: a few megabytes on disk."""
    small = gzip.compress(PIECE)
    for piece in swollen(data):
        yield small if piece is PIECE else gzip.compress(piece)


@pytest.mark.parametrize(
    ("name", "pieces", "place", "code", "says", "doubts"),
    [
        ("payment.csv", swollen(CSV), "row 2", "row-too-long", "longer than 8388608 bytes", {"O-1"}),
        ("payment.jsonl", swollen(JSON), "line 1", "row-too-long", "longer than 8388608 bytes", {"O-1"}),
        ("payment.xml", swollen(MESSAGE), "line 1", "file-too-large", "at most 268435456 are read", set()),
        ("payment.csv.gz", packed(CSV), "whole file", "unpacks-too-far", "as a zip bomb does", set()),
    ],
    ids=["CSV", "JSON lines", "message", "packed CSV"],
)
def test_a_cell_of_a_gigabyte_is_told_and_not_held(tmp_path, name, pieces, place, code, says, doubts):
    """Where no row of the file can be read, nothing is said to be missing; else who paid O-1 stays open."""
    documents = with_payments(tmp_path, name, pieces)
    said, peak = measured("check", documents, "--out", tmp_path / "run", "--as-of", LATER, "--no-report")
    run = open_run(tmp_path / "run")
    assert said.status == 2 and "Traceback" not in said.err
    assert peak < MOST, "megabytes"
    told = problems(run)[0]
    assert (told["file"], told["place"], told["code"]) == (name, place, code) and says in told["sentence"]
    assert found(run) == {ANOTHER_BUYER} | {(key, "payment_was_reported", "undetermined") for key in doubts}
    assert shibosi("replay", run.folder).status == 0
    (documents / name).unlink()
