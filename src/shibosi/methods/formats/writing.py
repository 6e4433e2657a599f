"""Frames as files: CSV, JSON lines, Parquet, xlsx. A file is there whole or not at all; no cell of it is a formula."""

from io import BytesIO
from pathlib import Path
from typing import IO

import polars as pl

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.methods.formats.annotating import Note, annotate_xlsx
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.formats.flat import flattened
from shibosi.methods.formats.sheetwriting import Headings, heading_text, write_xlsx

__all__ = [
    "FORMATS", "Note", "annotate_xlsx", "atomic", "csv_bytes", "write", "write_csv", "write_jsonl",
    "write_parquet", "write_xlsx",
]  # fmt: skip

FORMATS = ("parquet", "csv", "jsonl", "xlsx")
MARK = b"\xef\xbb\xbf"
RISKY = r"^[=+\-@\t\r\n＝＋－＠]"
"""First characters that make a spreadsheet take a text for a formula."""


class UnknownFormatError(ShibosiError):
    """A format that is not written."""

    code = "unknown-format"
    message = "There is no format '{format}'; there are {known}."


def write(frame: pl.DataFrame, path: Path, format: str, *, headings: Headings | None = None) -> None:
    """Write a frame as "parquet", "csv" (with BOM, so that Excel reads its Chinese), "jsonl" or "xlsx"."""
    if format == "parquet":
        write_parquet(frame, path)
    elif format == "csv":
        write_csv(frame, path, mark=True, headings=headings)
    elif format == "jsonl":
        write_jsonl(frame, path)
    elif format == "xlsx":
        write_xlsx({path.stem: frame}, path, headings=headings)
    else:
        known = list(FORMATS)
        raise UnknownFormatError(format=format, known=", ".join(known), hint=nearest(format, known))


def write_csv(
    frame: pl.DataFrame, path: Path, *, mark: bool = False, formula_safe: bool = True, headings: Headings | None = None
) -> None:
    """Write UTF-8 CSV. `mark` puts the BOM before it, `headings` both languages above the columns.

    With `formula_safe` a text cell (and a heading) that begins with = + - @ tab or a line end gets an apostrophe
    before it, so that a spreadsheet shows it instead of running it. Amounts, days and other columns that are no text
    stay as they are. Nested values become JSON.
    """
    with atomic(path) as file:
        file.write_bytes(MARK if mark else b"")
        with file.open("ab") as opened:
            _put_csv(frame, opened, True, formula_safe, headings)


def csv_bytes(frame: pl.DataFrame, *, heading: bool = True) -> bytes:
    """The same for a stream: formula-safe UTF-8 CSV; without its heading a part that follows another."""
    made = BytesIO()
    _put_csv(frame, made, heading, True, None)
    return made.getvalue()


def _put_csv(
    frame: pl.DataFrame, into: IO[bytes], heading: bool, formula_safe: bool, headings: Headings | None
) -> None:
    names = {name: _safe(heading_text(name, headings), formula_safe) for name in frame.columns}
    plain = flattened(frame, times=True)
    if formula_safe:
        text = pl.col(pl.String)
        plain = plain.with_columns(pl.when(text.str.contains(RISKY)).then("'" + text).otherwise(text).name.keep())
    plain.rename(names).write_csv(into, include_header=heading)


def write_jsonl(frame: pl.DataFrame, path: Path) -> None:
    """Write one JSON object a row; exact decimals as text, days and times in ISO form."""
    with atomic(path) as file:
        frame.write_ndjson(file)


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Write Parquet with its types."""
    with atomic(path) as file:
        frame.write_parquet(file, compression="zstd")


def _safe(text: str, formula_safe: bool) -> str:
    return "'" + text if formula_safe and text[:1] in tuple("=+-@\t\r\n＝＋－＠") else text
