"""Reading a table of law: every cell typed, every row checked; a wrong row refuses the whole table."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from shibosi.standard import errors as register_errors
from shibosi.standard.files import Line, read, unrepeated
from shibosi.standard.law.conditions import WrongCondition, condition
from shibosi.standard.law.errors import CorrectedEarlier, SupersessionCycle, UnknownPlace, UnknownTrait, UnsaidGap
from shibosi.standard.law.facts import DAY, Fact, first
from shibosi.standard.law.places import places
from shibosi.standard.law.schemas import Field, Schema, Text, Value
from shibosi.standard.vocabulary import CONFIDENCES

UNKNOWN = "unknown"
REPEALED = "repealed"


def read_facts(path: Path, schema: Schema) -> tuple[Fact, ...]:
    """The rows of a table. Raises RegisterError naming file, row and what is wrong; then nothing is loaded."""
    sheet = read(path, schema.columns)
    unrepeated(sheet.lines, "id")
    lines = {line.cells["id"]: line for line in sheet.lines}
    facts = tuple(_fact(line, schema, _root(line, lines)) for line in sheet.lines)
    by_id = {fact.id: fact for fact in facts}
    for fact in facts:
        _check_correction(fact, by_id)
    for day in sorted({fact.recorded for fact in facts}):
        check_periods(known(facts, day))
    return facts


def known(facts: Iterable[Fact], day: date) -> list[Fact]:
    """The rows as recorded up to a day: those that a row recorded by then replaces are left out."""
    there = [fact for fact in facts if fact.recorded <= day]
    replaced = {fact.replaces for fact in there}
    return [fact for fact in there if fact.id not in replaced]


def check_periods(facts: Iterable[Fact]) -> None:
    """Refuse two rows of one value that overlap or leave days unsaid. Raises PeriodsOverlap, UnsaidGap."""
    lines: dict[str, list[Fact]] = {}
    for fact in facts:
        lines.setdefault(fact.series, []).append(fact)
    for line in lines.values():
        for before, fact in pairwise(sorted(line, key=first)):
            if before.end is None or fact.start is None or before.end >= fact.start:
                raise register_errors.PeriodsOverlap(file=fact.file, row=fact.row, before=before.row)
            if before.end + DAY < fact.start:
                raise UnsaidGap(
                    file=fact.file, row=fact.row, before=before.row, start=before.end + DAY, end=fact.start - DAY
                )


def _root(line: Line, lines: Mapping[str, Line]) -> str:
    """The id of the row that a chain of corrections began with. Raises SupersessionCycle, UnknownReference."""
    seen = [line.cells["id"]]
    while corrected := lines[seen[-1]].cells["replaces"]:
        if corrected not in lines:
            raise register_errors.UnknownReference(file=line.file, row=line.row, found=corrected)
        if corrected in seen:
            raise SupersessionCycle(file=line.file, row=line.row, circle=", ".join([*seen, corrected]))
        seen.append(corrected)
    return seen[-1]


def _check_correction(fact: Fact, by_id: Mapping[str, Fact]) -> None:
    if fact.replaces:
        corrected = by_id[fact.replaces]
        if corrected.recorded >= fact.recorded or corrected.series != fact.series:
            raise CorrectedEarlier(file=fact.file, row=fact.row, found=fact.replaces)


def _fact(line: Line, schema: Schema, root: str) -> Fact:
    cells = line.cells
    line.filled("id", "place", "from", "source", "recorded")
    where = tuple(cells["place"].split("|"))
    for code in where:
        if code not in places():
            raise UnknownPlace(file=line.file, row=line.row, found=code)
    start = None if cells["from"] == UNKNOWN else line.day("from")
    end = line.day("to") if cells["to"] else None
    if start and end and end < start:
        raise register_errors.PeriodReversed(file=line.file, row=line.row, start=start, end=end)
    if bool(cells["note_en"]) != bool(cells["note_zh"]):
        line.filled("note_en", "note_zh")
    repealed = schema.by_place and any(cells[c] == REPEALED for field in schema.fields for c in field.columns)
    values = {field.name: None if repealed and not field.key else _value(line, field) for field in schema.fields}
    keys = [str(values[name]) for name in schema.keys] or [root]
    return Fact(
        table=schema.name, file=line.file, row=line.row, id=cells["id"],
        series="/".join([schema.name, *([cells["place"]] if schema.by_place else []), *keys]),
        places=where, start=start, end=end, values=MappingProxyType(values), repealed=repealed,
        source=cells["source"], confidence=line.one_of("confidence", CONFIDENCES),
        recorded=line.day("recorded"), replaces=cells["replaces"], note=Text(cells["note_en"], cells["note_zh"]),
    )  # fmt: skip


def _value(line: Line, field: Field) -> Value:
    column = field.columns[0]
    cell = line.cells[column]
    if not cell and field.empty:
        return None
    line.filled(*field.columns)
    if field.kind == "text":
        return Text(cell, line.cells[field.columns[1]])
    if field.kind == "word":
        return line.one_of(column, field.words)
    if field.kind == "codes":
        return tuple(cell.split("|"))
    if field.kind == "day":
        return line.day(column)
    if field.kind == "condition":
        return _condition(line, column)
    if field.kind in ("number", "whole"):
        exact = line.number(column)
        if field.kind == "number":
            return exact
        if exact != exact.to_integral_value():
            raise register_errors.NotANumber(file=line.file, row=line.row, column=column, found=cell)
        return int(exact)
    return cell


def _condition(line: Line, column: str) -> str:
    try:
        condition(line.cells[column])
    except WrongCondition as wrong:
        raise UnknownTrait(file=line.file, row=line.row, column=column, found=str(wrong)) from wrong
    return line.cells[column]
