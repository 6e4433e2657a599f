"""Reading an example back, for tests: official messages as rows of records."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from shibosi.example.messages import KINDS
from shibosi.example.tests.oracle import Documents, Row
from shibosi.kernel.records import Record
from shibosi.methods.formats.ceb import read_message

BEIJING = timezone(timedelta(hours=8))


def read_messages(folder: Path) -> Documents:
    """Every document of the messages in a folder, by kind, in the shape of `DataFrame.to_dicts`."""
    documents: Documents = {kind: [] for kind in Record.known}
    kinds = {kind.name: kind for kind in KINDS}
    for path in sorted(folder.iterdir()):
        message, problems = read_message(path.read_bytes(), path.name)
        assert message is not None and not problems
        assert len(message.documents) <= 100
        kind = kinds[message.name]
        for document in message.documents:
            head = _row(kind.head, document.head)
            if "about" in head:
                head["about"] = str(int(kind.number) - 1)
            documents[kind.head.kind()].append(head)
            if kind.lines is None:
                continue
            for line in (line for lines in document.lists.values() for line in lines):
                row = _row(kind.lines, {**_above(document.head), **line})
                documents[kind.lines.kind()].append({**row, "document": head["guid"], **_beside(kind.lines, head)})
    return documents


def _above(head: Row) -> Row:
    """The keys of the head that its lines have too; a list's currency is not its lines'."""
    return {name: head.get(name) for name in ("orderNo", "invtNo", "copNo", "coElNo") if name in head}


def _beside(record: type[Record], head: Row) -> Row:
    return {"customs_number": head["customs_number"]} if record.kind() == "list_line" else {}


def _row(record: type[Record], values: Row) -> Row:
    row: Row = {}
    for name, column in record.columns.items():
        found = [values[one] for one in (column.element or "").split("|") if values.get(one) is not None]
        row[name] = _value(column.kind, found[0]) if found else None
    if record.kind() == "customs_list" and row["insurance_currency"] is None:
        row["insurance_currency"] = row["currency"]
    return row


def _value(kind: str, text: str) -> Any:
    if kind in ("money", "decimal"):
        return int(Decimal(text).scaleb(5))
    if kind == "whole":
        return int(text)
    if kind == "day":
        return datetime.strptime(text, "%Y%m%d").date()
    if kind == "instant":
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=BEIJING).astimezone(UTC)
    return text
