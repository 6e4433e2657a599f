"""A user's spreadsheet given back with what was found in it: cells marked, two columns at the right, a summary."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from shibosi.kernel.words import translate
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.limits import DEFAULT_LIMITS, Limits
from shibosi.methods.formats.ooxml import open_package
from shibosi.methods.formats.raw import NOTES_HEADING, RESULT_HEADING, SUMMARY_SHEET, RawTable, clean_heading
from shibosi.methods.formats.sheets import REFERENCE, column_number
from shibosi.methods.formats.sheetwriting import LAST_COLUMN, LAST_ROW, TooWideError, cut_text, sheet_name
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.unreadable import Problems, UnreadableError
from shibosi.methods.formats.workbook import read_workbook
from shibosi.methods.formats.xlsx import read_xlsx

AUTHOR = "Shibosi 市舶司"
FILLS = {
    "critical": "FF9C9C", "major": "FFC58A", "minor": "FFF0A6", "unreadable": "D8C2EE", "undetermined": "D9D9D9",
    "refuse": "FF9C9C", "hold": "FFC58A", "wait": "FFF0A6", "accept": "D5EFD5",
}  # fmt: skip
"""Severity to colour, gravest first, and decisions. Any other word is taken as lighter than all of these."""
LIGHTEST = "CFE5FF"
COMMENTS = 5000
"""Cells that get a comment; further ones are only coloured, since a file with more opens slowly."""
COMMENT_LENGTH = 2000
SUMMARY_ROWS = 100_000
MORE = "{count} more notes are not listed here."
SUMMARY_HEADINGS = ("Sheet", "Row", "Column", "Result", "Notes")
OPENPYXL_FAILS = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError, InvalidFileException,
    zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said about a row or one cell of it.

    `sheet` None is the only table of a file (of a workbook the first), `row` the number a person sees there
    (`RawTable.row_number`), `severity` "critical", "major", "minor", "unreadable", "undetermined", or a decision.
    Without a text the row is marked and counted, and not listed in the summary.
    """

    sheet: str | None
    row: int
    column_heading: str | None
    severity: str
    text: str


@dataclass(slots=True)
class _Target:
    """Where the notes of one table go: its sheet, heading row, columns, last row, what its row numbers are off by."""

    sheet: Worksheet
    heading_row: int
    columns: dict[str, int]
    last_row: int
    shift: int = 0
    marked: bool = True
    """False where row numbers do not say which row is meant (nested JSON rows have the line of their parent)."""


def annotate_xlsx(
    source: Path, notes: Sequence[Note], out: Path, *, limits: Limits = DEFAULT_LIMITS, language: str | None = None
) -> None:
    """Copy a workbook (or make one of a CSV, JSON or Parquet file) and write the notes into it.

    Cells and formulas, formats and hidden sheets stay; charts, pictures and macros are not carried over. The cells
    named by notes are coloured and commented, every row gets its gravest severity and its notes in two columns at the
    right, and a summary sheet lists all. A workbook annotated before is annotated anew. Notes on rows that are not
    there, and on nested JSON rows, stand in the summary only. Raises UnreadableError where the source cannot be read
    or is too large to be given back, TooWideError, OSError.
    """
    book, targets = _copied(source, limits) if sniff(source) == "xlsx" else _made(source, limits)
    by_sheet: dict[str | None, list[Note]] = {}
    for note in notes:
        by_sheet.setdefault(note.sheet, []).append(note)
    first = next(iter(targets), None)
    comments = 0
    for name, target in targets.items():
        chosen = by_sheet.get(name, []) + (by_sheet.get(None, []) if name == first and name is not None else [])
        comments += _write_notes(target, chosen, language, COMMENTS - comments)
    _summarise(book, notes, language)
    with atomic(out) as file:
        book.save(file)


def _copied(source: Path, limits: Limits) -> tuple[Workbook, dict[str | None, _Target]]:
    """The user's workbook as it is; made anew from its cells where openpyxl cannot take it."""
    with open_package(source, limits) as package:
        package.refuse_doctypes()
        cells = 0
        for sheet in read_workbook(package, limits).sheets:
            counted = _Weight()
            package.read(sheet.part, counted.start)
            cells += counted.cells
            if cells > limits.annotated_cells:
                raise UnreadableError("too-large-to-annotate", limit=limits.annotated_cells)
    heads = list(read_xlsx(source, limits, Problems(source.name, limits.problems)))
    try:
        with source.open("rb") as file:
            book = load_workbook(file, rich_text=True)
        sheets = {head.table.sheet: book[head.table.sheet or ""] for head in heads}
    except OPENPYXL_FAILS:
        return _made(source, limits)
    if SUMMARY_SHEET in book.sheetnames:
        del book[SUMMARY_SHEET]
    targets: dict[str | None, _Target] = {}
    for head in heads:
        table = head.table
        last = table.row_number(table.frame.height - 1) if table.frame.height else head.heading_row
        if last * len(head.columns) > limits.annotated_cells:
            raise UnreadableError("too-large-to-annotate", limit=limits.annotated_cells)
        targets[table.sheet] = _Target(sheets[table.sheet], head.heading_row, head.columns, last)
    return book, targets


class _Weight:
    """Counts cells, and the cells merged or linked areas stand for (openpyxl makes every one of them)."""

    def __init__(self) -> None:
        self.cells = 0

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "c":
            self.cells += 1
        elif tag in ("mergeCell", "hyperlink"):
            corners = [REFERENCE.fullmatch(corner) for corner in marks.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                wide = column_number(corners[1].group(1)) - column_number(corners[0].group(1)) + 1
                high = int(corners[1].group(2)) - int(corners[0].group(2)) + 1
                self.cells += max(wide, 1) * max(high, 1)


def _made(source: Path, limits: Limits) -> tuple[Workbook, dict[str | None, _Target]]:
    """A workbook made of the tables of a file, every row where its number says."""
    tables, problems = read_tables(source, limits=limits)
    if not tables:
        raise UnreadableError(problems[0].code, **problems[0].facts)
    cells = sum(table.frame.height * table.frame.width for table in tables)
    if cells > limits.annotated_cells or any(table.frame.height >= LAST_ROW for table in tables):
        raise UnreadableError("too-large-to-annotate", limit=limits.annotated_cells)
    book = Workbook()
    book.remove(book.worksheets[0])
    targets: dict[str | None, _Target] = {}
    for table in tables:
        names = [name.casefold() for name in book.sheetnames]
        sheet = book.create_sheet(sheet_name(table.sheet or source.name.split(".")[0], names))
        targets[table.sheet] = _filled(sheet, table)
    return book, targets


def _filled(sheet: Worksheet, table: RawTable) -> _Target:
    numbers = table.row_numbers().to_list()
    shift = 0 if not numbers or numbers[0] > 1 else 1
    repeated = len(set(numbers)) < len(numbers) or max(numbers, default=0) >= LAST_ROW
    heading_row = 1 if repeated or not numbers else numbers[0] + shift - 1
    for position, name in enumerate(table.frame.columns, start=1):
        _put(sheet, heading_row, position, name).font = Font(bold=True)
    for index, row in enumerate(table.frame.iter_rows()):
        number = heading_row + 1 + index if repeated else numbers[index] + shift
        for position, value in enumerate(row, start=1):
            if value is not None:
                _put(sheet, number, position, str(value))
    sheet.freeze_panes = f"A{heading_row + 1}"
    columns = {name: position for position, name in enumerate(table.frame.columns, start=1)}
    return _Target(sheet, heading_row, columns, sheet.max_row, shift, marked=not repeated)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    """Write a text as a text, whatever it begins with; inside a merged area nothing can be written."""
    cell = sheet.cell(row, column)
    if isinstance(cell, Cell):
        cell.value = cut_text(ILLEGAL_CHARACTERS_RE.sub(" ", text))
        cell.data_type = "s"
    return cell


def _write_notes(target: _Target, notes: list[Note], language: str | None, comments: int) -> int:
    """Write the notes of one sheet; returns the number of comments made."""
    sheet = target.sheet
    _forget(target)
    result, column = _own_columns(target)
    by_row: dict[int, list[Note]] = {}
    by_cell: dict[tuple[int, int], list[Note]] = {}
    for note in notes:
        row = note.row + target.shift
        if not target.marked or not target.heading_row < row <= target.last_row:
            continue
        by_row.setdefault(row, []).append(note)
        place = target.columns.get(clean_heading(note.column_heading or ""))
        if place is not None:
            by_cell.setdefault((row, place), []).append(note)
    for row, told in by_row.items():
        gravest = min((note.severity for note in told), key=_rank)
        _put(sheet, row, result, translate(gravest, language)).fill = _fill(gravest)
        cell = _put(sheet, row, column, "\n".join(dict.fromkeys(note.text for note in told)))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    made = 0
    for (row, place), told in by_cell.items():
        cell = sheet.cell(row, place)
        if not isinstance(cell, Cell):
            continue
        cell.fill = _fill(min((note.severity for note in told), key=_rank))
        if made < comments:
            own = "\n".join(dict.fromkeys(note.text for note in told))
            theirs = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub(" ", theirs + own)[:COMMENT_LENGTH], AUTHOR)
            made += 1
    return made


def _forget(target: _Target) -> None:
    """Take away what an earlier annotation left."""
    places = [target.columns[name] for name in (RESULT_HEADING, NOTES_HEADING) if name in target.columns]
    if not places:
        return
    for row in range(target.heading_row + 1, target.last_row + 1):
        for place in target.columns.values():
            cell = target.sheet.cell(row, place)
            ours = isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == AUTHOR
            if isinstance(cell, Cell) and (ours or place in places):
                cell.comment = None
                cell.fill = PatternFill()
                cell.value = None if place in places else cell.value


def _own_columns(target: _Target) -> tuple[int, int]:
    """The columns of result and notes: those there already, else the next two beside everything."""
    sheet = target.sheet
    free = max(sheet.max_column, *target.columns.values(), 0) + 1
    places = []
    for name, width in ((RESULT_HEADING, 14), (NOTES_HEADING, 60)):
        place = target.columns.get(name)
        if place is None:
            place, free = free, free + 1
        if place > LAST_COLUMN:
            raise TooWideError(limit=LAST_COLUMN, found=place)
        _put(sheet, target.heading_row, place, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
        places.append(place)
    return places[0], places[1]


def _summarise(book: Workbook, notes: Sequence[Note], language: str | None) -> None:
    """The last sheet: how many of which severity, then every note."""
    sheet = book.create_sheet(SUMMARY_SHEET)
    counts: dict[str, int] = {}
    for note in notes:
        counts[note.severity] = counts.get(note.severity, 0) + 1
    for row, severity in enumerate(sorted(counts, key=_rank), start=1):
        _put(sheet, row, 1, translate(severity, language)).fill = _fill(severity)
        sheet.cell(row, 2).value = counts[severity]
    top = len(counts) + 2
    for position, (heading, width) in enumerate(zip(SUMMARY_HEADINGS, (20, 8, 24, 14, 80), strict=True), start=1):
        _put(sheet, top, position, translate(heading, language)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(position)].width = width
    listed = [note for note in notes if note.text]
    for row, note in enumerate(listed[:SUMMARY_ROWS], start=top + 1):
        _put(sheet, row, 1, note.sheet or "")
        sheet.cell(row, 2).value = note.row
        _put(sheet, row, 3, note.column_heading or "")
        _put(sheet, row, 4, translate(note.severity, language)).fill = _fill(note.severity)
        _put(sheet, row, 5, note.text)
    if len(listed) > SUMMARY_ROWS:
        more = translate(MORE, language).format(count=len(listed) - SUMMARY_ROWS)
        _put(sheet, top + SUMMARY_ROWS + 1, 1, more)


def _rank(severity: str) -> tuple[int, str]:
    known = list(FILLS)
    return (known.index(severity) if severity in FILLS else len(known), severity)


def _fill(severity: str) -> PatternFill:
    return PatternFill("solid", fgColor=FILLS.get(severity, LIGHTEST))
