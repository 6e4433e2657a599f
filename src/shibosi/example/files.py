"""The files of a part, in each format."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from shibosi.example.messages import truth_of_messages, write_messages
from shibosi.example.part import Part
from shibosi.example.wording import worded
from shibosi.kernel.records import record
from shibosi.methods.formats.exact import AMOUNT_KINDS, exact

ROW_GROUP = 100_000
XLSX_MOST, MOST = 50_000, 1_000_000_000
MADE = datetime(2026, 10, 1)
"""What xlsx files say about when they were made, so that the same example has the same bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """Rows written by kind, and the truth about what was written."""

    rows: dict[str, int]
    truth: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Format:
    """How a part is written, and how many orders an example may have so."""

    write: Callable[[Part, Path, int, str], Written]
    most: int = MOST


def _parquet(kind: str, frame: pl.DataFrame, path: Path, encoding: str) -> None:
    exact(record(kind), frame).write_parquet(
        path, compression="zstd", compression_level=1, row_group_size=ROW_GROUP, metadata={"shibosi.record": kind}
    )


def _csv(kind: str, frame: pl.DataFrame, path: Path, encoding: str) -> None:
    buffer = io.BytesIO()
    worded(kind, frame).write_csv(buffer)
    path.write_bytes(buffer.getvalue() if encoding == "utf-8" else buffer.getvalue().decode().encode(encoding))


def _jsonl(kind: str, frame: pl.DataFrame, path: Path, encoding: str) -> None:
    worded(kind, frame).write_ndjson(path)


def _xlsx(kind: str, frame: pl.DataFrame, path: Path, encoding: str) -> None:
    rows = worded(kind, frame)
    amounts = [name for name, column in record(kind).columns.items() if column.kind in AMOUNT_KINDS]
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet(kind)
        sheet.write_row(0, 0, rows.columns)
        for place, name in enumerate(rows.columns):
            values = rows[name].cast(pl.Float64).to_list() if name in amounts else rows[name].to_list()
            for line, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write(line, place, value)


def _by_kind(
    write: Callable[[str, pl.DataFrame, Path, str], None], ending: str
) -> Callable[[Part, Path, int, str], Written]:
    def write_part(part: Part, folder: Path, number: int, encoding: str) -> Written:
        for kind, frame in part.frames.items():
            write(kind, frame, folder / f"{kind}-{number:05d}.{ending}", encoding.lower())
        return Written({kind: len(frame) for kind, frame in part.frames.items()}, part.truth)

    return write_part


def _messages(part: Part, folder: Path, number: int, encoding: str) -> Written:
    return Written(write_messages(part.frames, part.orders, folder, number), truth_of_messages(part))


FORMATS = {
    "parquet": Format(_by_kind(_parquet, "parquet")),
    "csv": Format(_by_kind(_csv, "csv")),
    "jsonl": Format(_by_kind(_jsonl, "jsonl")),
    "xlsx": Format(_by_kind(_xlsx, "xlsx"), XLSX_MOST),
    "xml": Format(_messages),
}
"""Every format by its name."""
