"""The example trade as documents that come in one by one."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from shibosi.domains import registry
from shibosi.example.part import make_part
from shibosi.example.plan import AS_OF
from shibosi.kernel.records import Record, record
from shibosi.store.intake.handed import Document, Read, document
from shibosi.store.intake.receiving import HandedIn, receive_read

NOON = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 4, tzinfo=UTC)
US = HandedIn("test", "test")


def frames(orders: int, seed: int = 11, faults: float = 0.5) -> dict[str, Any]:
    """The documents of an example by kind of record."""
    registry.load()
    return {kind: frame.drop("at") for kind, frame in make_part(seed, 0, orders, faults).frames.items()}


def documents(made: dict[str, Any]) -> list[Document]:
    """Every document with the lines that name it; lines that name none are documents of their own."""
    rows = {kind: _stored(record(kind), frame) for kind, frame in made.items()}
    lines: dict[tuple[str, str], dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
    found: list[Document] = []
    for kind, some in rows.items():
        lined = record(kind)
        for row in some if lined.part_of else ():
            guid = row[lined.columns["document"].position] if "document" in lined.columns else None
            if guid is None:
                found.append(document(lined, {kind: [row]}))
            else:
                lines[lined.part_of, guid][kind].append(row)
    for kind, some in rows.items():
        head = record(kind)
        for row in some if not head.part_of else ():
            guid = row[head.columns["guid"].position] if "guid" in head.columns else None
            own = lines.pop((kind, guid), {}) if guid is not None else {}
            found.append(document(head, {kind: [row], **own}))
    for left in lines.values():
        found += [document(record(kind), {kind: [row]}) for kind, some in left.items() for row in some]
    return found


def hand_in(some: list[Document], digest: str = "") -> Any:
    """Hand documents in, all at once."""
    every = [Read(f"documents[{number}]", one) for number, one in enumerate(some)]
    return receive_read(every, digest, US, NOON)


def _stored(made: type[Record], frame: Any) -> list[list[Any]]:
    columns = list(made.columns.values())
    return [
        [column.stored(value) if column.kind in ("day", "instant") else value
         for column, value in zip(columns, row, strict=True)]
        for row in frame.select([column.name for column in columns]).rows()
    ]  # fmt: skip
