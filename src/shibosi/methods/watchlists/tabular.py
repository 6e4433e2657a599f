"""Lists published as tables: OFAC's CSV (SDN and consolidated), the US consolidated screening list, denied persons, EU
and UK tables, and a table of one's own.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.countries import code
from shibosi.methods.watchlists.dates import day
from shibosi.methods.watchlists.entries import Entry, UnreadableList, texts

OFAC_COLUMNS = 12
REMARK_BORN = re.compile(r"(?:DOB|alt\. DOB) ([^;.]+)")
REMARK_PLACE = re.compile(r"(?:POB|alt\. POB) ([^;]+)")
REMARK_NATION = re.compile(r"(?:nationality|citizen) ([^;.]+)")
REMARK_NUMBER = re.compile(r"(?:Passport|No\.|Number|Registration ID|IMO) ([A-Z0-9][A-Z0-9 -]{3,})")
REMARK_ALIAS = re.compile(r"a\.k\.a\. '([^']+)'")
KINDS = {
    "individual": Kind.PERSON,
    "person": Kind.PERSON,
    "p": Kind.PERSON,
    "entity": Kind.ORGANISATION,
    "vessel": Kind.VESSEL,
    "e": Kind.ORGANISATION,
    "enterprise": Kind.ORGANISATION,
    "company": Kind.ORGANISATION,
    "organisation": Kind.ORGANISATION,
    "organization": Kind.ORGANISATION,
    "ship": Kind.VESSEL,
    "aircraft": Kind.VESSEL,
    "个人": Kind.PERSON,
    "企业": Kind.ORGANISATION,
    "机构": Kind.ORGANISATION,
}
OWN = {
    "id": ("id", "number", "entity_number", "编号"),
    "name": ("name", "full_name", "names", "姓名", "名称"),
    "alias": ("alias", "aliases", "alt_names", "别名"),
    "kind": ("kind", "type", "schema", "类型"),
    "born": ("born", "birth_date", "date_of_birth", "dates_of_birth", "出生日期"),
    "country": ("country", "nationality", "nationalities", "citizenships", "国籍"),
    "place": ("place_of_birth", "places_of_birth", "出生地"),
    "numbers": ("identifiers", "id_number", "passport", "ids", "证件号码"),
    "programme": ("programme", "programmes", "programs", "source", "reason", "原因"),
}
csv.field_size_limit(1 << 20)


def rows(lines: Iterable[str], name: str, delimiter: str = ",") -> Iterator[list[str]]:
    """Rows of a table. Raises UnreadableList where a cell has no end or is too large."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as mistake:
            raise UnreadableList(file=name, reason="a cell has no end", place=reader.line_num) from mistake
        if row and row != ["\x1a"]:
            yield row


def ofac(lines: Iterable[str], name: str, aliases: dict[str, list[str]]) -> Iterator[Entry]:
    """sdn.csv or cons_prim.csv, with the aliases of its other file."""
    for number, row in enumerate(rows(lines, name), start=1):
        if len(row) != OFAC_COLUMNS or not row[0].strip().isdigit():
            raise UnreadableList(file=name, reason="a row has not the 12 columns of this list", place=number)
        remarks = row[11]
        yield Entry(
            row[0].strip(),
            KINDS.get(row[2].strip().lower(), Kind.ORGANISATION),
            texts(row[1], *aliases.get(row[0].strip(), ()), *REMARK_ALIAS.findall(remarks)),
            texts(*map(day, REMARK_BORN.findall(remarks))),
            texts(*map(code, REMARK_NATION.findall(remarks))),
            texts(*REMARK_PLACE.findall(remarks)),
            texts(*REMARK_NUMBER.findall(remarks)),
            texts(*re.split(r"\] \[|[\[\]]", row[3])),
            f"row {number}",
        )


def ofac_aliases(lines: Iterable[str], name: str) -> dict[str, list[str]]:
    """alt.csv: number of the entry to its aliases."""
    found: dict[str, list[str]] = {}
    for row in rows(lines, name):
        if len(row) > 3:
            found.setdefault(row[0].strip(), []).append(row[3])
    return found


def headed(lines: Iterable[str], name: str) -> Iterator[Entry]:
    """A table under a heading: EU, UK, denied persons, the US screening list, or one's own."""
    kept = iter(lines)
    heading = next(kept, "")
    if heading.startswith("Last Updated"):
        heading = next(kept, "")
    delimiter = max(",;\t|", key=heading.count)
    columns = [one.strip().lstrip("\ufeff") for one in next(rows([heading], name, delimiter), [])]
    table = _cells(kept, columns, delimiter, name)
    if "Entity_LogicalId" in columns or "NameAlias_WholeName" in columns:
        yield from _eu(table)
    elif "Name 6" in columns:
        yield from _uk(table)
    elif "Standard_Order" in columns:
        yield from _denied(table)
    else:
        yield from _own(table, columns, name)


def _cells(lines: Iterable[str], columns: list[str], delimiter: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by heading. A row with too few or too many cells means the file is cut or broken: refused."""
    for number, row in enumerate(rows(lines, name, delimiter), start=2):
        if len(row) != len(columns):
            raise UnreadableList(file=name, reason="a row has more or fewer cells than the heading", place=number)
        yield number, dict(zip(columns, row, strict=True))


def _eu(table: Iterator[tuple[int, dict[str, str]]]) -> Iterator[Entry]:
    """The EU's table has a row for each name, birth day and paper of an entity, one after the other."""
    for number, group in groupby(table, key=lambda one: one[1].get("Entity_LogicalId", "")):
        lines = list(group)
        cells = [row for _, row in lines]
        yield Entry(
            number,
            KINDS.get(cells[0].get("Entity_SubjectType", "").lower(), Kind.ANY),
            texts(*(row.get("NameAlias_WholeName") for row in cells)),
            texts(*(day(row.get("BirthDate_BirthDate") or row.get("BirthDate_Year")) for row in cells)),
            texts(*(code(row.get("Citizenship_CountryDescription", "")) for row in cells)),
            texts(*(row.get("BirthDate_City") for row in cells)),
            texts(*(row.get("Identification_Number") for row in cells)),
            texts(*(row.get("Entity_Regulation_Programme") for row in cells)),
            f"row {lines[0][0]}",
        )


def _uk(table: Iterator[tuple[int, dict[str, str]]]) -> Iterator[Entry]:
    """The UK's table has a row for each name of a group."""
    for number, group in groupby(table, key=lambda one: one[1].get("Group ID", "")):
        lines = list(group)
        cells = [row for _, row in lines]
        names = [" ".join(filter(None, (row.get(f"Name {part}", "") for part in (1, 2, 3, 4, 5, 6)))) for row in cells]
        yield Entry(
            number,
            KINDS.get(cells[0].get("Group Type", "").lower(), Kind.ANY),
            texts(*names, *(row.get("Name Non-Latin Script") for row in cells)),
            texts(*(day(row.get("DOB")) for row in cells)),
            texts(*(code(row.get("Nationality", "")) for row in cells)),
            texts(*(row.get("Town of Birth") for row in cells)),
            texts(*(row.get("Passport Number") for row in cells)),
            texts(*(row.get("Regime") for row in cells)),
            f"row {lines[0][0]}",
        )


def _denied(table: Iterator[tuple[int, dict[str, str]]]) -> Iterator[Entry]:
    """Denied persons have no numbers: the name and the first day make one."""
    for number, row in table:
        yield Entry(
            f"{' '.join(row['Name'].split())} {row['Effective_Date']}",
            Kind.ANY,
            texts(row["Name"]),
            countries=texts(code(row["Country"])),
            programmes=("Denied Persons",),
            place=f"row {number}",
        )


def _own(table: Iterator[tuple[int, dict[str, str]]], columns: list[str], name: str) -> Iterator[Entry]:
    """A table of one's own, or the US screening list: known headings, several values parted by semicolons."""
    lowered = {column.lower(): column for column in columns}
    found = {fact: next((lowered[one] for one in names if one in lowered), "") for fact, names in OWN.items()}
    if not found["name"]:
        raise UnreadableList(file=name, reason="no column is called name", place=1)
    for number, row in table:
        several = {fact: re.split(r"\s*[;；]\s*", row[column]) if column else [] for fact, column in found.items()}
        plain = row[found["id"]].strip() if found["id"] else ""
        yield Entry(
            plain or f"{name}:{number}",
            KINDS.get(row[found["kind"]].strip().lower(), Kind.ANY) if found["kind"] else Kind.ANY,
            texts(row[found["name"]], *several["alias"]),
            texts(*map(day, several["born"])),
            texts(*map(code, several["country"])),
            texts(*several["place"]),
            texts(*several["numbers"]),
            texts(*several["programme"]),
            f"row {number}",
        )
