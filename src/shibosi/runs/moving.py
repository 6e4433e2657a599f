"""Files in and rows out: what a file holds goes through the intake, what is stored goes out as far as it is seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import polars as pl
from django.db import connection

from shibosi.batch.layers import mapping_of
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.methods.formats.exact import exact
from shibosi.methods.formats.writing import write
from shibosi.settings import home
from shibosi.store.allowing import allowed, may_report, the_one
from shibosi.store.intake import files
from shibosi.store.intake.answers import LISTED, Answers, listed
from shibosi.store.intake.given_back import mark
from shibosi.store.intake.handed import reported
from shibosi.store.intake.opened import open_file
from shibosi.store.models import Account, Level, Party, Role, RowAnswer
from shibosi.store.scope import rows as rows_in_scope
from shibosi.store.seeing import Seen, note, rows_seen
from shibosi.store.snapshot import frame_of
from shibosi.store.viewers import WHOLE, Viewer, for_party, of_account

BY = "command line"
ROWS = 20_000
"""Rows looked at together when they go out."""
Progress = Callable[[str, int, int], None]


class OtherKind(ShibosiError):
    """A file that holds something else than was said."""

    code = "other-kind"
    message = "{file} holds {found}, not {kind}; name the kind that is in it, or say by --map what its columns mean."


class NothingHere(ShibosiError):
    """A folder in which no server was ever started."""

    code = "nothing-here"
    message = "No server was started in {folder} yet: run `shibosi serve`, or say where it is with SHIBOSI_HOME."


class NoAccount(ShibosiError):
    """An e-mail address nobody signs in with."""

    code = "no-account"
    message = "There is no open account of {email}."


@dataclass
class Imported:
    """What came of a file: documents that were new, known before, by decision; and what could not be read."""

    stored: int = 0
    known: int = 0
    decisions: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def operator(now: datetime, party: str = "") -> Viewer:
    """Whoever sits at the machine of the server: the platform, or one party by its public name.

    Raises NothingHere, NotThere.
    """
    if Party._meta.db_table not in connection.introspection.table_names():
        raise NothingHere(folder=str(home()))
    whole = Viewer(BY, now, Role.ADMINISTRATOR, WHOLE)
    if not party:
        return whole
    found = the_one(Party.objects.filter(public=party))
    return for_party(found, Level.MANAGER, Viewer(BY, now), WHOLE)


def acting(now: datetime, email: str, party: str = "") -> Viewer:
    """An account, as whoever sits at the machine of the server acts for it; what it does says so.

    Raises NothingHere, NoAccount, NotYourParty.
    """
    operator(now)
    viewer = of_account(account_of(email), now, party or None)
    return replace(viewer, by=f"{BY}/{viewer.by}", shown=False)


def account_of(email: str) -> Account:
    """The open account of an e-mail address. Raises NoAccount."""
    found = Account.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise NoAccount(email=email)
    return found


def take_in(
    viewer: Viewer, kind: str, file: Path, mapping: Path | None = None, progress: Progress | None = None,
    answers: Path | None = None,
) -> Imported:  # fmt: skip
    """Take in the documents of a file, some hundred in a transaction. Run twice, the second time changes nothing.

    A document with a cell that cannot be read is refused. `answers`: where to write what became of each row, as the
    workbook with the answers in it or as a list (CSV). Raises UnknownRecord, OtherKind, Forbidden, ReportsForOthers.
    """
    made = reported(kind)
    own = {made.kind(), *(name for name, one in Record.known.items() if one.part_of == made.kind())}
    opened = open_file(file, mapping_of(mapping))
    found = {row.kind for row in opened.rows if row.kind}
    if not found & own or found - own:
        raise OtherKind(file=file.name, found=", ".join(sorted(found)) or "-", kind=kind)
    may_report(viewer, [one.document.rows for one in opened.documents if one.document is not None])
    rows: list[RowAnswer] = []
    told = Answers(viewer, rows.extend if answers is not None else lambda some: None)
    files.answered(viewer, opened, told, "", sha256(file.read_bytes()).hexdigest(),
                   None if progress is None else lambda done, of: progress(kind, done, of))  # fmt: skip
    if answers is not None:
        _write(file, sorted(rows, key=lambda one: one.place), answers)
    counts = told.told()
    of_rows = [problem for row in opened.rows for problem in row.problems]
    return Imported(counts["stored"], counts["known"], counts["decisions"], [*opened.problems, *of_rows])


def _write(file: Path, rows: list[RowAnswer], to: Path) -> None:
    """What became of each row: a list where CSV is asked for, else the file itself with the answers in it."""
    if to.suffix.lower() != ".csv":
        mark(file, rows, to)
        return
    heads = [translate(heading) for heading in LISTED]
    frame = pl.DataFrame([listed(one) for one in rows], dict.fromkeys(heads, pl.String), orient="row")
    write(frame, to, "csv")


def put_out(viewer: Viewer, kind: str, file: Path, format: str, progress: Progress | None = None) -> int:
    """Write the rows in force of a kind as far as the viewer sees them; how many these are. No cell is a formula.

    Texts that are masked are written so, other hidden values are left out. Raises UnknownRecord, Forbidden,
    UnknownFormatError.
    """
    allowed(viewer, "documents.export")
    made = record(kind)
    note(viewer, "exported", f"rows:{kind}", "command line",
         columns=[name for name, column in made.columns.items() if column.personal or column.sensitive])  # fmt: skip
    frames, count = [pl.DataFrame(schema=made.schema())], 0
    for some in _portions(viewer, kind):
        frames.append(frame_of(made, [one.values for one in some]))
        count += len(some)
        if progress is not None:
            progress(kind, count, 0)
    write(exact(made, pl.concat(frames)), file, format)
    return count


def _portions(viewer: Viewer, kind: str) -> Iterator[list[Seen]]:
    query, last = rows_in_scope(viewer, kind).order_by("pk"), 0
    if not record(kind).internal:
        query = query.filter(standing=True)
    while keys := list(query.filter(pk__gt=last).values_list("pk", flat=True)[:ROWS]):
        yield rows_seen(viewer, kind, query.filter(pk__gt=last, pk__lte=keys[-1]))
        last = keys[-1]
