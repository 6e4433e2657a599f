"""What kind of file this is: by its first bytes, and by its name only where these do not tell."""

import gzip
import re
import zipfile
import zlib
from pathlib import Path

from shibosi.methods.formats.bytesource import UTF8_MARK, UTF16_MARKS, is_gzip
from shibosi.methods.formats.ooxml import BROKEN_ZIP, OLE_MARK
from shibosi.methods.formats.parquet import MAGIC

HEAD = 4096
BY_NAME = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "jsonl", ".parquet": "parquet", ".pq": "parquet", ".xml": "xml", ".xls": "xls",
}  # fmt: skip
HTML = re.compile(r"\s*(<!doctype html|<html|<table|<head|<meta)", re.IGNORECASE)
XML = re.compile(r"\s*<(\?xml|!--|[A-Za-z_])")
JSON = re.compile(r'\s*(\{\s*(["}]|$)|\[\s*(\{|\]|$))')


def sniff(path: Path) -> str:
    """ "csv", "xlsx", "jsonl", "parquet", "xml" or "unknown"; what is packed with gzip by what is inside.

    Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    name = path.name.lower()
    if is_gzip(head):
        name = name.removesuffix(".gz")
        head = _unpacked(path)
    elif head.startswith(b"PK"):
        return _sniff_zip(path)
    if head.startswith(MAGIC):
        return "parquet"
    if head.startswith(OLE_MARK):
        return "unknown"
    text = _text(head)
    if text is None:
        kind = BY_NAME.get(Path(name).suffix, "unknown")
        return kind if kind in ("csv", "xlsx", "jsonl", "parquet") else "unknown"
    if HTML.match(text):
        return "unknown"
    if XML.match(text):
        return "xml"
    return "jsonl" if JSON.match(text) else _by_name(name, text)


def is_html(path: Path) -> bool:
    """True for a web page, which shops like to call xls."""
    with path.open("rb") as file:
        text = _text(file.read(HEAD))
    return text is not None and HTML.match(text) is not None


def _by_name(name: str, text: str) -> str:
    kind = BY_NAME.get(Path(name).suffix, "unknown")
    if kind in ("xls", "xlsx", "parquet") and text.strip():
        return "csv" if kind != "parquet" and re.search("[,;\t|]", text.lstrip().split("\n", 1)[0]) else kind
    return kind if kind not in ("xls", "xml") else "unknown"


def _sniff_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except BROKEN_ZIP:
        return "xlsx" if BY_NAME.get(path.suffix.lower()) == "xlsx" else "unknown"
    return "xlsx" if any(name.lstrip("/").startswith("xl/") for name in names) else "unknown"


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read1(HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return b""


def _text(head: bytes) -> str | None:
    """The head as text, roughly, for looking at its first signs; None where it is binary."""
    if head[:2] in UTF16_MARKS:
        return head[2:].decode(UTF16_MARKS[head[:2]], "replace")
    if b"\0" in head:
        return None
    return head.removeprefix(UTF8_MARK).decode("utf-8", "replace")
