"""The map a visitor makes in a form: which record a table is, and which column each heading."""

import glob
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.methods.formats.suggesting import suggest
from shibosi.telling.schemas import kinds
from shibosi.telling.suggested import columns_of

LEFT_OUT = ""


@dataclass(frozen=True)
class Question:
    """One heading: its name in the form, some of its values, and the column it is taken for."""

    field: str
    heading: str
    samples: list[str]
    column: str


@dataclass(frozen=True)
class Table:
    """One table in the form."""

    place: int
    name: str
    record: str
    questions: list[Question]
    columns: dict[str, str]
    lacking: str

    @property
    def field(self) -> str:
        """The name of its record in the form."""
        return f"t{self.place}"


def tables(found: list[dict[str, Any]], said: Mapping[str, str]) -> list[Table]:
    """The tables of a visit as a form shows them, with what was `said` in it so far."""
    return [_table(place, one, said) for place, one in enumerate(found)]


def labels() -> dict[str, str]:
    """Kinds of record with their labels, in the language in use."""
    return {kind: f"{translate(made.label)} · {kind}" for kind, made in kinds().items()}


def map_text(found: list[dict[str, Any]], said: Mapping[str, str]) -> str:
    """The map file that a form says. Tables without a record are left out of it."""
    entries = []
    for place, one in enumerate(found):
        kind = said.get(f"t{place}", "")
        if kind not in kinds():
            continue
        columns = record(kind).columns
        chosen: dict[str, str] = {}
        for at, heading in enumerate(one["headings"]):
            column = said.get(f"t{place}h{at}", "")
            if column in columns:
                chosen.setdefault(column, heading)
        entry: dict[str, Any] = {"match": glob.escape(one["file"]), "record": kind, "columns": chosen}
        if one["sheet"] is not None:
            entry["sheet"] = one["sheet"]
        money = said.get("currency", "")
        needed = {columns[name].currency for name in chosen} - {None} - chosen.keys()
        if money and needed:
            entry["constants"] = {str(name): money for name in sorted(map(str, needed))}
        entries.append(entry)
    text: str = yaml.safe_dump({"files": entries}, allow_unicode=True, sort_keys=False)
    return text


def _table(place: int, one: dict[str, Any], said: Mapping[str, str]) -> Table:
    kind = said.get(f"t{place}", one["record"] or one["likely"] or LEFT_OUT)
    name = one["file"] if one["sheet"] is None else f"{one['file']} [{one['sheet']}]"
    if kind not in kinds():
        told = [Question("", heading, one["samples"].get(heading, []), "") for heading in one["headings"]]
        return Table(place, name, LEFT_OUT, told, {}, "")
    made = record(kind)
    chosen = {found.heading: found.column for found in suggest(one["headings"], columns_of(made))}
    questions = [
        Question(field := f"t{place}h{at}", heading, one["samples"].get(heading, []),
                 said.get(field, chosen.get(heading, "")))
        for at, heading in enumerate(one["headings"])
    ]  # fmt: skip
    return Table(place, name, kind, questions, _columns(made), _lacking(made, questions))


def _columns(made: type[Record]) -> dict[str, str]:
    return {name: translate(column.label) for name, column in made.columns.items()}


def _lacking(made: type[Record], questions: list[Question]) -> str:
    """The column without which rows belong nowhere, where no heading is taken for it."""
    return "" if made.needs in {one.column for one in questions} else translate(made.columns[made.needs].label)
