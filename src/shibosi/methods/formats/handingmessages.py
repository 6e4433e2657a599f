"""Handing in official messages: the documents of many files become rows of records.

A document that could not be read whole is left out. It is not missing for that: while something of a message is lost,
no document of its kinds counts as never reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from shibosi.kernel.intake import take_in
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.methods.formats import ceb
from shibosi.methods.formats.ceb.wording import TOO_LARGE

NOT_MAPPED = "not-mapped"
INHERITED = ("customs_number", "reported_at")
"""Columns of lines that stand in their head, beside keys."""


@dataclass
class Told:
    """What messages hold: frames of records by kind, and what could not be read.

    `lines`: for each frame the source line on which the document of each row begins.
    """

    frames: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    lines: list[pl.Series] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def is_wrapped(path: Path) -> bool:
    """A customs message inside a JSON wrapper."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        head = file.read(400)
    return b"messageHead" in head or b"messageBody" in head


def read_messages(paths: Iterable[Path]) -> Told:
    """The records in some files, each with one message. Lines stand beside the numbers of their head."""
    told = Told()
    read = _opened(paths, told)
    return records_of(read, told)


def records_of(messages: Iterable[ceb.Message], told: Told | None = None) -> Told:
    """The records in some messages, added to what was told already."""
    told = Told() if told is None else told
    parts = {part: kind for kind, made in Record.known.items() for part in made.messages}
    for name, frames in ceb.frames_of_many(messages).items():
        head = next((frame for frame in frames.values() if "#file" in frame.columns), None)
        if not any(f"{name}/{part}" in parts for part in frames) and head is not None:
            sentence = "{message} holds no record of a check; it is left out."
            files = head["#file"].unique(maintain_order=True).to_list()
            told.problems += [Problem(file, "message", NOT_MAPPED, sentence, {"message": name}) for file in files]
        for part, frame in frames.items():
            kind = parts.get(f"{name}/{part}")
            if kind is not None and head is not None:
                _take(told, record(kind), name, frame, head)
    return told


def _opened(paths: Iterable[Path], told: Told) -> list[ceb.Message]:
    """The messages that can be read at all."""
    read: list[ceb.Message] = []
    largest = ceb.Limits().size
    for path in paths:
        size = path.stat().st_size
        if size > largest:
            told.problems.append(TOO_LARGE.at(path.name, "line 1", key_lost=True, size=size, limit=largest))
            continue
        message, problems = ceb.read_message(path.read_bytes(), path.name)
        told.problems += [replace(problem, key_lost=True) for problem in problems]
        if message is not None:
            read.append(message)
    return read


def _take(told: Told, made: type[Record], name: str, frame: pl.DataFrame, head: pl.DataFrame) -> None:
    """Rows of one part of many messages; lines take from their head the numbers that tie them to it."""
    at = frame["#document"]
    if frame is not head:
        borrowed = [_borrowed(made, column, head) for column in made.columns]
        frame = frame.with_columns(
            [series.gather(at) for series in borrowed if series is not None and series.name not in frame.columns]
        )
    if "about" in made.columns:
        frame = frame.with_columns(pl.lit(str(int(name[3:6]) - 1)).alias("about"))
    if "message" in made.columns:
        frame = frame.with_columns(pl.lit(name[3:6]).alias("message"))
    known = _once(made, frame.columns)
    files, lines, numbers = (head[one].gather(at) for one in ("#file", "#line", "#number"))
    taken = take_in(made, frame.select(known), name, lambda row: int(numbers[row] or lines[row]), strict=False)
    for problem in taken.problems:
        where = name if problem.row is None else str(files[problem.row])
        unit = "document " if problem.row is not None and numbers[problem.row] else "document at line "
        place = problem.place.replace("row ", unit, 1)
        told.problems.append(replace(problem, file=where, place=place, row=None))
    told.frames.append((made.kind(), taken.frame))
    told.lines.append(lines)


def _once(made: type[Record], elements: list[str]) -> list[str]:
    """For each column the first element that fills it; elements that are no column are left out."""
    chosen: dict[str, str] = {}
    for name, column in made.columns.items():
        words = [name, *(column.element or "").split("|")]
        found = next((word for word in words if word in elements), None)
        if found is not None:
            chosen.setdefault(found, name)
    return list(chosen)


def _borrowed(made: type[Record], name: str, head: pl.DataFrame) -> pl.Series | None:
    column = made.columns[name]
    if name == "document" and "guid" in head.columns:
        return head["guid"].alias("document")
    if column.element and (column.key or column.points_to or name in INHERITED):
        for element in column.element.split("|"):
            if element in head.columns:
                return head[element]
    return None
