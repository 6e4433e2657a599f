"""Given back: a file that was handed in as a workbook with the answer beside each row, what is wrong marked in it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import LANGUAGES, Phrase
from shibosi.methods.formats.annotating import Note, annotate_xlsx
from shibosi.methods.formats.unreadable import UnreadableError
from shibosi.store.intake import keeping
from shibosi.store.intake.answers import said
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.store.seeing import note
from shibosi.store.viewers import Viewer

KINDS = ("xlsx", "csv", "jsonl")
LARGEST = 200_000
"""Rows of a file up to which it is given back, as of the files of a check."""
AT_REQUEST = 20_000
"""Rows that are marked while one waits; more are marked by the worker that took the file in."""
AT_ONCE = 5_000


class NotGivenBack(ShibosiError):
    """A file that is not given back with its answers."""

    code = "not-given-back"
    message = "'{file}' is not given back: {reason}. The list of its rows has every answer."


def can(file: HandedFile) -> bool:
    """Whether it is given back: a table, answered, not too large to be marked."""
    return file.kind in KINDS and file.ended_at is not None and 0 < file.rows <= LARGEST


def given_back(viewer: Viewer, file: HandedFile, door: str) -> bytes:
    """The workbook of a file that the viewer sees. Raises NotGivenBack."""
    if not can(file):
        raise NotGivenBack(
            file=file.name, reason=Phrase("it holds no table, is not answered yet, or has too many rows")
        )
    note(viewer, "exported", f"handed-file:{file.pk}", door)
    if (keeping.folder() / (file.public + keeping.BACK)).exists():
        return keeping.get(file.public + keeping.BACK)
    if file.rows > AT_REQUEST:
        raise NotGivenBack(file=file.name, reason=Phrase("it has too many rows"))
    with TemporaryDirectory(prefix="shibosi-") as folder:
        path = Path(folder) / f"file.{file.kind}"
        path.write_bytes(keeping.get(file.public))
        try:
            return _marked(file, path)
        except UnreadableError as mistake:
            raise NotGivenBack(file=file.name, reason=Phrase("it cannot be written into")) from mistake


def prepare(file: HandedFile, path: Path) -> None:
    """Mark a file and keep it so, where it can be given back."""
    if can(file):
        try:
            keeping.put(file.public + keeping.BACK, _marked(file, path))
        except ShibosiError:
            return  # the list of its rows has every answer


def mark(path: Path, answers: Iterable[RowAnswer], out: Path) -> None:
    """Write a table as a workbook with the answers in it. Raises UnreadableError, TooWideError, OSError."""
    annotate_xlsx(path, list(_notes(answers)), out)


def _marked(file: HandedFile, path: Path) -> bytes:
    out = path.with_name("answered.xlsx")
    mark(path, RowAnswer.objects.filter(file=file).order_by("place").iterator(AT_ONCE), out)
    return out.read_bytes()


def _notes(answers: Iterable[RowAnswer]) -> Iterator[Note]:
    """The answer to each row, in each language; of a row with cells that cannot be read, one for each cell."""
    for answer in answers:
        if answer.row is None:
            continue
        told: dict[str, list[str]] = {}
        for language in reversed(LANGUAGES):
            for one in said(answer, language):
                told.setdefault(one.column, []).append(f"{one.text} {one.remedy}".strip())
        for column, texts in (told or {"": [""]}).items():
            yield Note(answer.sheet or None, answer.row, column or None, answer.decision, "\n".join(texts))
