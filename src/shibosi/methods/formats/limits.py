"""How much of a file is read at most: one place for all bounds."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input file. What passes a bound is reported as a Problem; the rest is read where that is possible.

    The defaults let every honest export through that fits on one machine, and stop what only an attacker or a broken
    program makes.
    """

    file_bytes: int = 64 * GIB
    """Bytes of a CSV or JSON file after unpacking."""
    ratio: int = 200
    """Unpacked bytes for one packed byte (gzip, parts of a workbook), judged above `ratio_floor`."""
    ratio_floor: int = 64 * MIB
    """Unpacked bytes up to which the ratio is not judged."""
    cell_bytes: int = MIB
    """Bytes of one cell."""
    row_bytes: int = 8 * MIB
    """Bytes of one row: a CSV row with all its embedded line ends, one line or one element of JSON."""
    row_lines: int = 10_000
    """Lines one row of a CSV is spread over."""
    open_quotes: int = 20
    """How often a quotation mark of a CSV may stay open before the rest of the file is given up."""
    columns: int = 2000
    """Columns of one table; also the heading names of a JSON file together."""
    nested_rows: int = 20_000
    """Rows nested in one row of a JSON file, all its lists together."""
    depth: int = 8
    """Levels of nesting of a JSON row."""
    workbook_bytes: int = 2 * GIB
    """Bytes of all parts of an xlsx together, unpacked."""
    shared_bytes: int = 512 * MIB
    """Bytes of the part of an xlsx that holds its texts, unpacked."""
    workbook_parts: int = 10_000
    """Parts of an xlsx."""
    sheets: int = 200
    """Sheets read of one xlsx."""
    heading_rows: int = 10
    """Filled rows at the top of a sheet among which the heading row is looked for."""
    sheet_cells: int = 50_000_000
    """Cells of one sheet, the empty ones too."""
    annotated_cells: int = 5_000_000
    """Cells of a workbook that is given back annotated (it is held in memory whole)."""
    problems: int = 1000
    """Problems listed for one file; the others are counted in a last one."""
    chunk_rows: int = 200_000
    """Rows of one chunk of `iter_tables`, about; fewer where they are many bytes or cells."""
    chunk_bytes: int = 256 * MIB
    """Bytes of text in one chunk, about."""
    chunk_cells: int = 20_000_000
    """Cells of one chunk, the empty ones too, about."""
    whole_cells: int = 250_000_000
    """Cells, the empty ones too, that `read_tables` holds of one file; `iter_tables` reads any number."""

    def chunk_full(self, rows: int, columns: int, size: int) -> bool:
        """True when rows that wait should be handed out as a chunk."""
        return rows >= self.chunk_rows or size >= self.chunk_bytes or rows * columns >= self.chunk_cells


DEFAULT_LIMITS = Limits()
