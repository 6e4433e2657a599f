"""Raw tables: rows as a file has them, with the numbers a person sees beside them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from shibosi.kernel.problems import Problem

PARENT = "#parent"
"""Column of a child table: the zero-based data row of the parent it was nested in."""
SUMMARY_SHEET = "核查结果 Summary"
RESULT_HEADING = "结论/Result"
NOTES_HEADING = "说明/Notes"
"""What an annotated workbook carries more than the user's own; not read back as data."""
ANNOTATED = "-annotated"
"""What the name of an annotated workbook carries more than the user's own, so that both can lie in one folder."""
PACK = 16_384
"""Rows kept as Python lists before they become part of a frame."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of one table of a file, nothing judged yet.

    `frame` has one column per heading, all String unless `typed` (Parquet); an empty cell is null. `source` is the
    file name, `sheet` the sheet of a workbook or the key under which a JSON file nests these rows. `first_row` is the
    number of data row 0 as a person counts (spreadsheet row, line of a JSON file); where rows are not numbered
    without gaps, `numbers` holds the number of every row. `offset` is the zero-based data row, within the whole file
    or sheet, of the first row of this chunk: `Problem.row` counts the same way. `zone` is the zone of times that
    carry none, where a map says so; `problems` are those of mapping. `unread` are the rows of `frame` that could not be
    read and were told: they hold no cells, and only keep the others in their places.
    """

    frame: pl.DataFrame
    source: str
    sheet: str | None = None
    first_row: int = 2
    typed: bool = False
    offset: int = 0
    numbers: pl.Series | None = None
    zone: str | None = None
    problems: tuple[Problem, ...] = ()
    unread: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        """How a problem calls the table: its file, and the sheet in it."""
        return f"{self.source} [{self.sheet}]" if self.sheet else self.source

    def row_number(self, index: int) -> int:
        """The number a person sees beside row `index` of the frame."""
        return self.first_row + index if self.numbers is None else int(self.numbers[index])

    def row_numbers(self) -> pl.Series:
        """The numbers of all rows, Int64."""
        if self.numbers is not None:
            return self.numbers
        return pl.int_range(self.first_row, self.first_row + self.frame.height, eager=True, dtype=pl.Int64)


def clean_heading(text: str) -> str:
    """A heading as it is compared: NFKC, white space joined to single spaces, stripped."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def unique_headings(found: Sequence[str], first: int = 1) -> tuple[list[str], list[str]]:
    """Cleaned headings, each once, and those that stood there more than once.

    An empty heading becomes "column 3" (its place from the left, the leftmost being `first`), the second "amount"
    becomes "amount (2)".
    """
    names: list[str] = []
    taken: set[str] = set()
    repeated: list[str] = []
    for position, heading in enumerate(map(clean_heading, found), start=first):
        name = heading or f"column {position}"
        if name in taken:
            if heading:
                repeated.append(heading)
            count = 2
            while f"{name} ({count})" in taken:
                count += 1
            name = f"{name} ({count})"
        taken.add(name)
        names.append(name)
    return names, repeated


class Rows:
    """Collects rows of text under fixed headings and hands them out as RawTables."""

    def __init__(self, headings: Sequence[str], source: str, sheet: str | None = None) -> None:
        self.headings = list(headings)
        self.source = source
        self.sheet = sheet
        self.total = 0
        self._given = 0
        self._frames: list[pl.DataFrame] = []
        self._pending: list[Sequence[str | None]] = []
        self._runs: list[list[int]] = []
        self._unread: set[int] = set()

    @property
    def waiting(self) -> int:
        """Rows not yet handed out."""
        return self.total - self._given

    def add(self, cells: Sequence[str | None], number: int) -> int:
        """One row, as wide as the headings; returns its zero-based data row."""
        self._pending.append(cells)
        if len(self._pending) >= PACK:
            self._pack()
        return self._count(number, 1)

    def lose(self, number: int) -> int:
        """A row that could not be read, without cells; returns its zero-based data row."""
        self._unread.add(self.waiting)
        return self.add([None] * len(self.headings), number)

    def add_frame(self, frame: pl.DataFrame, number: int) -> None:
        """Rows numbered without gaps from `number`."""
        self._pack()
        self._frames.append(frame.rename(dict(zip(frame.columns, self.headings, strict=True))))
        self._count(number, frame.height)

    def table(self) -> RawTable:
        """All waiting rows."""
        self._pack()
        frame = pl.concat(self._frames) if self._frames else self._frame([])
        runs = self._runs or [[2, 0]]
        numbers = None
        if len(runs) > 1:
            numbers = pl.concat(
                [pl.int_range(first, first + count, eager=True, dtype=pl.Int64) for first, count in runs]
            )
        made = RawTable(
            frame, self.source, self.sheet, first_row=runs[0][0], offset=self._given, numbers=numbers,
            unread=frozenset(self._unread),
        )  # fmt: skip
        self._given = self.total
        self._frames, self._runs, self._unread = [], [], set()
        return made

    def _count(self, number: int, rows: int) -> int:
        if self._runs and sum(self._runs[-1]) == number:
            self._runs[-1][1] += rows
        else:
            self._runs.append([number, rows])
        self.total += rows
        return self.total - rows

    def _pack(self) -> None:
        if self._pending:
            self._frames.append(self._frame(list(zip(*self._pending, strict=True))))
            self._pending = []

    def _frame(self, columns: Sequence[Iterable[str | None]]) -> pl.DataFrame:
        cells = columns or [()] * len(self.headings)
        made = [pl.Series(name, values, dtype=pl.String) for name, values in zip(self.headings, cells, strict=True)]
        return pl.DataFrame(made).with_columns(pl.all().replace("", None))
