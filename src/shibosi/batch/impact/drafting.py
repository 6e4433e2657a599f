"""A draft of rows of a table of law: those that hold on a day or begin later, as a text to be changed and weighed."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from shibosi.kernel.errors import nearest
from shibosi.standard import tables
from shibosi.standard.errors import UnknownTable
from shibosi.standard.files import HERE, read
from shibosi.standard.law import rows as law
from shibosi.standard.law.book import TABLES, book
from shibosi.standard.law.schemas import SCHEMAS

Cells = dict[str, str]


def draft(table: str, day: date) -> str:
    """The rows as CSV with the header of the table, under a line saying of which day. Raises UnknownTable."""
    of_law = table.startswith(law.PREFIX)
    name = table.removeprefix(law.PREFIX)
    if name not in (SCHEMAS if of_law else tables.names()):
        raise UnknownTable(name=table, hint=nearest(table, [*tables.names(), *(law.PREFIX + one for one in SCHEMAS)]))
    sheet = read((TABLES if of_law else HERE / "tables") / f"{name}.csv")
    found = _of_law(name, {line.cells["id"]: line.cells for line in sheet.lines}, day) if of_law else (
        line.cells for line in sheet.lines if not line.cells["to"] or line.cells["to"] >= day.isoformat()
    )  # fmt: skip
    out = StringIO()
    writer = csv.DictWriter(out, sheet.columns, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return f"# {table}, {day.isoformat()}\n{out.getvalue()}"


def _of_law(name: str, written: dict[str, Cells], day: date) -> Iterator[Cells]:
    """Corrections stand as what they correct: in a draft there is nothing before them."""
    for fact in book().current:
        if fact.table == name and (fact.end is None or fact.end >= day):
            own = fact.id if SCHEMAS[name].keys else fact.series.rpartition("/")[2]
            yield written[fact.id] | {"id": own, "replaces": ""}
