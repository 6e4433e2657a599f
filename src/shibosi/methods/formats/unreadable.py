"""What can be wrong with a file: the sentences, and the list that collects them."""

from dataclasses import dataclass
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import told, translate

MESSAGES: dict[str, str] = {
    "cannot-open": "The file cannot be opened: {reason}.",
    "empty-file": "There is nothing in it: no heading row and no data.",
    "unknown-kind": "No file of this kind can be read. Send CSV, xlsx, Parquet, JSON lines or customs messages (XML).",
    "xml-not-a-table": "This is an XML message, not a table; it is read as a customs message.",
    "html-not-a-table": "This is a web page, whatever its name says. Open it in Excel and save it as xlsx.",
    "old-excel": "This is the old Excel format (xls). Open it in Excel and save it as xlsx.",
    "binary-excel": "This is the binary Excel format (xlsb). Save it as xlsx.",
    "encrypted": "The workbook is protected by a password. Save it without a password.",
    "not-a-workbook": "The file is not a whole xlsx workbook: {reason}.",
    "broken-part": "Part {part} of the workbook cannot be read: {reason}.",
    "macros-not-run": "The workbook holds macros. Its cells were read; the macros were not run.",
    "hidden-sheet-skipped": "The sheet is hidden and was not read. Unhide it if it should count.",
    "too-many-sheets": "The workbook has {found} sheets; only the first {limit} were read.",
    "unpacks-too-large": "The file unpacks to more than {limit} bytes and was refused.",
    "unpacks-too-far": "The file unpacks to more than {ratio} times its size, as a zip bomb does, and was refused.",
    "too-large": "The file is larger than {limit} bytes; nothing after byte {limit} was read.",
    "sheet-too-large": "The sheet has more than {limit} cells; nothing after row {last} was read.",
    "too-large-to-hold": "The file has more than {limit} cells; only the first rows were read.",
    "too-many-nested": "More than {limit} rows are nested in this one; those beyond were not read.",
    "torn-archive": "The packed file is damaged or was cut off; nothing after this place was read.",
    "utf-16-without-mark": "The file looks like UTF-16 without its mark (BOM). Save it as UTF-8.",
    "undecodable-bytes": (
        "The bytes {bytes} at byte {offset}, line {line}, are no {encoding} text; the cell was left empty. "
        "Save the file as UTF-8."
    ),
    "nul-byte": "The cell holds a NUL character and was left empty.",
    "cell-too-long": "The cell is longer than {limit} bytes and was left empty.",
    "row-too-long": "The row is longer than {limit} bytes and was not read.",
    "too-few-cells": "The row has {found} cells where the heading row has {expected}; the last ones were left empty.",
    "too-many-cells": "The row has {found} cells where the heading row has {expected}; it was not read.",
    "open-quote": "A quotation mark is opened and never closed; the row was not read.",
    "too-many-open-quotes": "Quotation marks were left open {limit} times; nothing after this row was read.",
    "too-many-columns": "There are more than {limit} columns; those beyond were not read.",
    "duplicate-heading": "The heading '{heading}' stands there more than once; the later ones carry a number.",
    "number-lost-digits": (
        "The number {value} has more digits than Excel keeps (15), so its last digits are wrong; the cell was left "
        "empty. Format the column as text and enter it again."
    ),
    "error-cell": "The cell shows the Excel error {value}; it was left empty.",
    "formula-without-value": "The cell holds a formula without its result. Open the file in Excel and save it.",
    "date-out-of-range": "The number {value} is formatted as a date but is none; the cell was left empty.",
    "broken-cell": "The cell cannot be read ({value}); it was left empty.",
    "cell-outside-table": "The cell stands beside the table, under no heading, and was not read.",
    "merged-cells": "The cells {range} are merged: only the first one holds the value, the others were read as empty.",
    "torn-parquet": "The Parquet file is damaged or was cut off: {reason}.",
    "bad-json": "This is no JSON ({reason}); it was not read.",
    "bad-json-stop": "This is no JSON ({reason}); neither this nor anything after it was read.",
    "not-an-object": "A JSON object with names and values was expected here; this was not read.",
    "duplicate-key": "The name '{heading}' stands in the object more than once; the value was left empty.",
    "too-deep": "The value is nested more than {limit} levels deep and was left empty.",
    "not-a-number": "'{value}' is no plain number, so nothing could be computed from it.",
    "heading-not-found": "The map asks for the heading '{heading}', which the file does not have (nearest: {nearest}).",
    "map-entry-unused": "No file answers to this entry of the map (file {match}, sheet {sheet}).",
    "too-large-to-annotate": "The file has more than {limit} cells and is too large to be given back annotated.",
    "more-problems": "{count} more problems of this file are not listed.",
}  # fmt: skip
"""Every code with its English sentence; the Chinese stands in the catalogue."""

NOTICES = frozenset({"macros-not-run", "hidden-sheet-skipped", "map-entry-unused"})
"""Codes that only tell what was left aside on purpose: no data that was meant to be read is lost."""


class UnreadableError(ShibosiError):
    """Nothing more of a file can be read. The readers make a Problem of it at the door; `problem` is its code."""

    code = "unreadable"

    def __init__(self, problem: str, **facts: Any) -> None:
        self.problem = problem
        super().__init__(**facts)

    def sentence(self, language: str | None = None) -> str:
        """The sentence of the problem in a language."""
        return translate(MESSAGES[self.problem], language).format(**told(self.facts, language))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as people say it: "sheet 订单, row 3, column amount"."""

    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [("sheet", self.sheet), ("row", self.row), ("line", self.line), ("column", self.column)]
        return ", ".join(f"{word} {value}" for word, value in parts if value is not None) or "whole file"

    def facts(self) -> dict[str, object]:
        """The table and the column, so that a reader of problems need not take the place apart."""
        parts = {"sheet": self.sheet, "column": self.column}
        return {name: value for name, value in parts.items() if value is not None}


WHOLE = Place()


class Problems:
    """The problems of one file, at most `limit` of them and a count of the rest."""

    def __init__(self, file: str, limit: int) -> None:
        self.file = file
        self.limit = limit
        self._new: list[Problem] = []
        self._listed = 0
        self._left_out = 0
        self._left_out_key = False

    def add(
        self, code: str, place: Place = WHOLE, *, row: int | None = None, key_lost: bool = False, **facts: Any
    ) -> None:
        """Report one, with the facts its sentence names. `row` is the zero-based data row of the table."""
        if self._listed >= self.limit:
            self._left_out += 1
            self._left_out_key |= key_lost
            return
        self._listed += 1
        told = {**place.facts(), **facts}
        self._new.append(Problem(self.file, str(place), code, MESSAGES[code], told, row=row, key_lost=key_lost))

    def stop(self, error: UnreadableError, place: Place = WHOLE) -> None:
        """Report what keeps the rest of the file from being read: rows, and their keys, may be lost."""
        self.add(error.problem, place, key_lost=True, **error.facts)

    def take(self) -> list[Problem]:
        """Those reported since the last call."""
        new, self._new = self._new, []
        return new

    def close(self) -> list[Problem]:
        """The last ones, with the count of those not listed."""
        last = self.take()
        if self._left_out:
            facts = {"count": self._left_out}
            code = "more-problems"
            last.append(Problem(self.file, str(WHOLE), code, MESSAGES[code], facts, key_lost=self._left_out_key))
            self._left_out = 0
        return last
