"""Excel workbooks (xlsx, xlsm): every visible sheet a RawTable. Nothing in them is ever run."""

from collections.abc import Iterator
from pathlib import Path

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.ooxml import open_package
from shibosi.methods.formats.raw import SUMMARY_SHEET
from shibosi.methods.formats.sheets import SheetTable, read_sheet
from shibosi.methods.formats.unreadable import Place, Problems
from shibosi.methods.formats.workbook import read_workbook


def read_xlsx(path: Path, limits: Limits, problems: Problems) -> Iterator[SheetTable]:
    """The tables of the visible sheets that are not empty. Raises UnreadableError for a file that is no workbook."""
    with open_package(path, limits) as package:
        if package.has_macros:
            problems.add("macros-not-run")
        book = read_workbook(package, limits)
        if len(book.sheets) > limits.sheets:
            problems.add("too-many-sheets", key_lost=True, found=len(book.sheets), limit=limits.sheets)
        found = False
        for sheet in book.sheets[: limits.sheets]:
            if sheet.name == SUMMARY_SHEET:
                continue
            if sheet.hidden:
                problems.add("hidden-sheet-skipped", Place(sheet.name))
                continue
            table = read_sheet(package, sheet, book, limits, problems)
            if table is not None:
                found = True
                yield table
        if not found:
            problems.add("empty-file")
