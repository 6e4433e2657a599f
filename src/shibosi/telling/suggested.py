"""Suggested maps: which record a table probably is, which heading which column, written as a map file."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.recognising import recognise
from shibosi.methods.formats.suggesting import ColumnLike, Suggestion, suggest
from shibosi.methods.formats.tables import iter_tables

Score = tuple[bool, bool, float, int]
"""Whether the whole key was found, whether rows find their dossiers, how sure the columns are, how few there are."""


class MapTaken(ShibosiError):
    """A map file that would be written over."""

    code = "map-taken"
    message = "{path} is there already; give another --out, or --force."


@dataclass(frozen=True)
class Suggested:
    """A table and what it probably is; `record` is None where nothing is understood."""

    match: str
    sheet: str | None
    record: type[Record] | None
    columns: tuple[Suggestion, ...]
    headings: tuple[str, ...]

    def unused(self) -> list[str]:
        """Headings that are no column."""
        used = {found.heading for found in self.columns}
        return [heading for heading in self.headings if heading not in used]


def looked_at(paths: Iterable[Path]) -> tuple[list[Suggested], list[str]]:
    """What the tables of files probably are, and in words what of the files could not be read."""
    found: list[Suggested] = []
    problems: list[str] = []
    for path in paths:
        tables, wrong = first_tables(path)
        problems += [problem.sentence() for problem in wrong if not tables]
        found += [suggested(path, table) for table in tables]
    return merged(found), problems


def first_tables(path: Path) -> tuple[list[RawTable], list[Problem]]:
    """The tables of a file as far as its first rows tell: a large file is not read whole."""
    tables: dict[str | None, RawTable] = {}
    problems: list[Problem] = []
    steps = iter_tables(path)
    for chunk, wrong in steps:
        problems += wrong
        fresh = [table for table in chunk if table.sheet not in tables]
        tables.update({table.sheet: table for table in fresh})
        if chunk and not fresh:
            break
    return list(tables.values()), problems


def suggested(path: Path, table: RawTable) -> Suggested:
    """What one table probably is."""
    headings = tuple(heading for heading in table.frame.columns if heading != PARENT)
    record = likely(table, headings)
    columns = tuple(suggest(headings, columns_of(record))) if record is not None else ()
    return Suggested(escape(path.name), table.sheet, record, columns, headings)


def likely(table: RawTable, headings: Sequence[str]) -> type[Record] | None:
    """The record a table speaks of by its name or headings, else the one that finds all of its key, then most columns.

    Where several find as many, the one with the fewest columns: more of it is there.
    """
    named = recognise(table)
    if named is not None:
        return Record.known[named]
    scores: dict[str, Score] = {}
    for kind, made in Record.known.items():
        found = [] if made.internal else suggest(headings, columns_of(made))
        if found:
            columns = {one.column for one in found}
            scores[kind] = (
                {made.needs, *made.keys()} <= columns,
                made.needs in columns,
                sum(one.score for one in found),
                -len(made.columns),
            )
    return Record.known[max(scores, key=lambda kind: scores[kind])] if scores else None


def columns_of(record: type[Record]) -> list[ColumnLike]:
    """The columns of a record as far as they are needed to find them."""
    return [
        ColumnLike(part.name, part.label, translate(part.label, "zh"), element, part.kind, part.name == record.needs)
        for part in record.columns.values() for element in [(part.element or "").split("|")[0] or None]
    ]  # fmt: skip


def merged(found: list[Suggested]) -> list[Suggested]:
    """Tables of numbered files (orders-0001.csv, orders-0002.csv) that are alike as one."""
    groups: dict[tuple[str, str | None, tuple[str, ...]], list[Suggested]] = {}
    for one in found:
        groups.setdefault((re.sub("[0-9]+", "*", one.match), one.sheet, one.headings), []).append(one)
    return [
        several[0] if len(several) == 1
        else Suggested(pattern, sheet, several[0].record, several[0].columns, several[0].headings)
        for (pattern, sheet, _), several in groups.items()
    ]  # fmt: skip


def map_text(tables: Iterable[Suggested], name: str) -> str:
    """A map file with scores and reasons as comments. What was not understood stands there as comment only."""
    head = translate("Suggested by 'shibosi map suggest'. Check every line, then: shibosi check FILES --map {name}")
    lines = [f"# {head.format(name=name)}", "files:"]
    for table in tables:
        lines += _entry(table) if table.record is not None else [f"  # {_not_understood(table)}"]
    return "\n".join(lines) + "\n"


def _not_understood(table: Suggested) -> str:
    name = table.match if table.sheet is None else f"{table.match} [{table.sheet}]"
    return _one_line(translate("{table} was not understood; its headings: {headings}").format(
        table=name, headings=", ".join(table.headings)
    ))  # fmt: skip


def _entry(table: Suggested) -> list[str]:
    assert table.record is not None
    lines = [f"  - match: {_quoted(table.match)}"]
    if table.sheet is not None:
        lines.append(f"    sheet: {_quoted(table.sheet)}")
    lines += [f"    record: {table.record.kind()}  # {translate(table.record.label)}", "    columns:"]
    for found in table.columns:
        lines.append(f"      {found.column}: {_quoted(found.heading)}  # {found.score:.2f} {translate(found.why)}")
    lines += [f"    # {_one_line(remark)}" for remark in _remarks(table.record, table)]
    return lines


def _remarks(record: type[Record], table: Suggested) -> list[str]:
    """What a person has to look at: the key, currencies, headings nobody takes."""
    columns = {found.column for found in table.columns}
    remarks: list[str] = []
    if record.needs not in columns:
        remarks.append(translate("Needed and not found: {column}").format(column=record.needs))
    currencies = {column.currency for name, column in record.columns.items() if name in columns and column.currency}
    for currency in sorted(currencies - columns):
        remarks.append(
            translate('If no column says the currency: constants: {{{column}: "142"}}').format(column=currency)
        )
    if table.unused():
        remarks.append(translate("Not used: {headings}").format(headings=", ".join(table.unused())))
    return remarks


def _quoted(text: str) -> str:
    """A text as YAML reads it back unchanged, whatever stands in it."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in written)


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
