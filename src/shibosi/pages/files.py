"""Lists taken away as files: CSV streams whatever there is, xlsx holds so many rows and says where it ends.

No cell of a file is a formula. That it goes out is noted before its first byte.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase, language, speak, translate
from shibosi.methods.formats.writing import MARK, csv_bytes, write
from shibosi.pages.page import Asked
from shibosi.store.allowing import allowed, may
from shibosi.store.seeing import note

CSV, XLSX = "csv", "xlsx"
FILES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
EXPORT = "documents.export"
MOST = 100_000
"""Rows of an xlsx, which is made whole before it goes out. Our choice: some 20 seconds, 100 MB."""
AT_ONCE = 2_000
"""Rows read, and of CSV sent, at a time."""


def file_wanted(request: HttpRequest) -> str:
    """The kind of file the list is wanted as; "" for the page. Raises Unusable."""
    wanted = request.GET.get("file", "")
    if wanted and wanted not in FILES:
        raise Unusable(place="file", reason=Phrase("'{text}' is none of the choices.", text=wanted[:60]))
    return wanted


def may_take_away(request: Asked) -> bool:
    """Whether lists are offered as files."""
    return may(request.viewer, EXPORT)


def as_file(
    request: Asked, name: str, query: QuerySet[Any], headings: Sequence[str], row: Callable[[Any], Sequence[Any]]
) -> HttpResponse | StreamingHttpResponse:  # fmt: skip
    """A list as a file, in the order of the query. `row` makes the texts of one thing, as many as there are headings.

    Raises Forbidden, Unusable.
    """
    return rows_as_file(request, name, headings, (row(one) for one in query.iterator(AT_ONCE)), query.count())


def rows_as_file(
    request: Asked, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], count: int | None = None
) -> HttpResponse | StreamingHttpResponse:  # fmt: skip
    """Rows as such a file. `count`: how many; without it all are read first. Raises Forbidden, Unusable."""
    allowed(request.viewer, EXPORT)
    kind = file_wanted(request)
    if count is None:
        known = list(rows)
        rows, count = known, len(known)
    note(request.viewer, "exported", f"{name}:{count}", "console")
    return _answered(kind, name, headings, rows, count)


def public_file(
    request: HttpRequest, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse | StreamingHttpResponse:  # fmt: skip
    """Rows that everybody may read as such a file; nobody is noted. Raises Unusable."""
    known = list(rows)
    return _answered(file_wanted(request), name, headings, known, len(known))


def _answered(
    kind: str, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], count: int
) -> HttpResponse | StreamingHttpResponse:  # fmt: skip
    heads = [translate(heading) for heading in headings]
    if kind == CSV:
        lines = _streamed(heads, rows, language())
        answer: HttpResponse | StreamingHttpResponse = StreamingHttpResponse(lines, content_type=FILES[kind])
    else:
        answer = HttpResponse(_book(name, heads, rows, count), content_type=FILES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _streamed(heads: list[str], rows: Iterable[Sequence[Any]], spoken: str) -> Iterator[bytes]:
    """CSV some rows at a time, in the language it was asked in: others may be answered meanwhile."""
    every = iter(rows)
    speak(spoken)
    some = list(islice(every, AT_ONCE))
    yield MARK + csv_bytes(_frame(heads, some))
    while some:
        speak(spoken)
        some = list(islice(every, AT_ONCE))
        if some:
            yield csv_bytes(_frame(heads, some), heading=False)


def _book(name: str, heads: list[str], rows: Iterable[Sequence[Any]], count: int) -> bytes:
    """A workbook; a last row says where rows were left off."""
    ends: list[list[Any]] = []
    if count > MOST:
        words = translate("It ends here: {most} of {count} rows. The CSV has all of them.")
        ends = [[words.format(most=MOST, count=count), *[None] * (len(heads) - 1)]]
    frame = _frame(heads, chain(islice(rows, MOST), ends))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{XLSX}"
        write(frame, path, XLSX)
        return path.read_bytes()


def _frame(heads: list[str], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(_apart(heads), pl.String), orient="row")


def _apart(heads: list[str]) -> list[str]:
    """Headings that no two columns share, whatever the language makes of them."""
    return [
        f"{head} {heads[:place].count(head) + 1}" if head in heads[:place] else head for place, head in enumerate(heads)
    ]
