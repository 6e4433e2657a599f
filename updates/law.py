"""Change the tables of law: check them, add rows, say what another state of them differs in.

    python -m updates.law check [FOLDER]
    python -m updates.law compare OLD [NEW]
    python -m updates.law add TABLE ROWS.csv

`add` takes rows with the columns of the table. Where a row follows one that was open, the open one gets its last day by
a row that corrects it, so that what was known before stays to be asked. Nothing is written unless all tables are sound
with the rows; the difference is told as Markdown. See docs/guide/change-the-law.md.
"""

import csv
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from shibosi.kernel.errors import ShibosiError
from shibosi.standard.files import read
from shibosi.standard.law.book import TABLES, Book, read_book
from shibosi.standard.law.difference import differences, edited
from shibosi.standard.law.facts import DAY, Fact
from shibosi.standard.law.reading import known, read_facts
from shibosi.standard.law.schemas import SCHEMAS

Cells = dict[str, str]


def report(old: Book, new: Book) -> str:
    """What differs, as Markdown: by value the days, what it was, what it is; then rows that were edited in place."""
    lines = ["| value | from | to | was | is |", "|---|---|---|---|---|"]
    for one in differences(old, new):
        words = [_words(one.before), _words(one.after)]
        days = [one.start.isoformat() if one.start else "the beginning", one.end.isoformat() if one.end else ""]
        lines.append("| " + " | ".join([one.series, *days, *words]) + " |")
    if len(lines) == 2:
        lines = ["No value differs on any day."]
    for fact, other in edited(old, new):
        what = "dropped" if other is None else "edited in place"
        lines += ["", f"Row `{fact.id}` of {fact.file} was {what}: correct it by a row that `replaces` it instead."]
    return "\n".join(lines) + "\n"


def added(table: str, rows: Path, folder: Path) -> str:
    """Add rows to a table of a folder. What differs. Raises RegisterError, and then nothing was written."""
    schema, file = SCHEMAS[table], folder / f"{table}.csv"
    old, coming = read_book(folder), [line.cells for line in read(rows, schema.columns).lines]
    with tempfile.TemporaryDirectory() as place:
        trial = Path(place) / "tables"
        shutil.copytree(folder, trial)
        alone = Path(place) / "alone.csv"
        _write(alone, "# rows to come", schema.columns, [cells for cells in coming if not cells["replaces"]])
        there = {line.cells["id"]: line.cells for line in read(file, schema.columns).lines}
        closing = _closing(old, read_facts(alone, schema), there)
        whole = [*there.values(), *closing, *coming]
        _write(trial / file.name, file.read_text(encoding="utf-8").partition("\n")[0], schema.columns, whole)
        told = report(old, read_book(trial))
        shutil.copyfile(trial / file.name, file)
    return told


def _closing(old: Book, coming: Iterable[Fact], there: dict[str, Cells]) -> list[Cells]:
    """Rows that give an open row its last day, where a row to come follows it."""
    found = []
    open_rows = {fact.series: fact for fact in known(old.facts, max(f.recorded for f in old.facts)) if fact.end is None}
    for fact in coming:
        before = open_rows.get(fact.series)
        if before is None or fact.start is None or (before.start is not None and before.start >= fact.start):
            continue
        recorded = fact.recorded.isoformat()
        found.append(there[before.id] | {
            "id": f"{before.id}-until-{fact.start}", "to": (fact.start - DAY).isoformat(), "recorded": recorded,
            "replaces": before.id,
        })  # fmt: skip
    return found


def _write(path: Path, origin: str, columns: tuple[str, ...], rows: list[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(origin + "\n")
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _words(fact: Fact | None) -> str:
    return "" if fact is None else fact.words().replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Do what is asked; status 2 where a table or the question cannot be used."""
    try:
        match arguments:
            case ["check", *folder] if len(folder) < 2:
                facts = read_book(Path(folder[0]) if folder else TABLES).facts
                print(f"{len(facts)} rows in {len(SCHEMAS)} tables are sound.")
            case ["compare", old, *new] if len(new) < 2:
                print(report(read_book(Path(old)), read_book(Path(new[0]) if new else TABLES)), end="")
            case ["add", table, rows] if table in SCHEMAS:
                print(added(table, Path(rows), TABLES), end="")
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except ShibosiError as mistake:
        print(mistake, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
