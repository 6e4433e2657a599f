"""Messages as frames: a column for every element, a row for every document or goods line."""

from collections.abc import Iterable

import polars as pl

from shibosi.methods.formats.ceb.fields import Section, shape
from shibosi.methods.formats.ceb.model import Message, Row


def frames(message: Message) -> dict[str, pl.DataFrame]:
    """The message's heads and lines, each as a frame of text columns named and ordered as in the schema.

    Keys are the element names: {"OrderHead": ..., "OrderList": ...}, or one such as {"InventoryReturn": ...}. Elements
    the schema does not know follow as further columns. `#document` (Int64) is the place of the document in the
    message, from 0, and joins lines to heads; heads also have `#line` (Int64), the line of the file they start in.
    """
    collected = _Frames(message.name, with_file=False)
    collected.add(message)
    return collected.made()


def frames_of_many(messages: Iterable[Message]) -> dict[str, dict[str, pl.DataFrame]]:
    """The same for many files, by message name; `#document` counts on through the files, heads also have `#file`."""
    kinds: dict[str, _Frames] = {}
    for message in messages:
        kind = kinds.get(message.name)
        if kind is None:
            kind = kinds[message.name] = _Frames(message.name, with_file=True)
        kind.add(message)
    return {name: kind.made() for name, kind in kinds.items()}


class _Frames:
    """The rows of one kind of message on their way into frames."""

    def __init__(self, name: str, *, with_file: bool) -> None:
        self.shape = shape(name)
        self.heads: list[Row] = []
        self.lines: list[int] = []
        self.numbers: list[int] = []
        self.files: list[str] | None = [] if with_file else None
        self.rows: dict[str, list[Row]] = {section.name: [] for section in self.shape.lists}
        self.owners: dict[str, list[int]] = {section.name: [] for section in self.shape.lists}

    def add(self, message: Message) -> None:
        """Append the documents of a message."""
        for document in message.documents:
            number = len(self.heads)
            self.heads.append(document.head)
            self.lines.append(document.line)
            for name, owners in self.owners.items():
                rows = document.lists[name]
                self.rows[name] += rows
                owners += [number] * len(rows)
        if self.files is not None:
            self.files += [message.file] * len(message.documents)
            self.numbers += [document.number for document in message.documents]

    def made(self) -> dict[str, pl.DataFrame]:
        """The frames."""
        place = [
            pl.Series("#document", range(len(self.heads)), dtype=pl.Int64),
            pl.Series("#line", self.lines, dtype=pl.Int64),
        ]
        if self.files is not None:
            place.append(pl.Series("#file", self.files, dtype=pl.String))
            place.append(pl.Series("#number", self.numbers, dtype=pl.Int64))
        result = {self.shape.head.name: pl.DataFrame([*_columns(self.heads, self.shape.head), *place])}
        for section in self.shape.lists:
            owner = pl.Series("#document", self.owners[section.name], dtype=pl.Int64)
            result[section.name] = pl.DataFrame([*_columns(self.rows[section.name], section), owner])
        return result


def _columns(rows: list[Row], section: Section) -> list[pl.Series]:
    """A column for each element of the section, then for each element found beyond it, in order of appearance."""
    names = dict.fromkeys(section.names)
    known = names.keys()
    for row in rows:
        if not row.keys() <= known:
            names.update(dict.fromkeys(row))
    return [pl.Series(name, [row.get(name) or None for row in rows], dtype=pl.String) for name in names]
