"""Schemas of records: as rows of tables, as JSON Schema, and against the official messages."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from shibosi.kernel.columns import Column
from shibosi.kernel.errors import nearest
from shibosi.kernel.records import Record, UnknownRecord
from shibosi.kernel.words import language, translate
from shibosi.methods.formats.ceb.fields import shape
from shibosi.standard.codes import code_list, code_names
from shibosi.standard.meanings import VOCABULARIES

TYPES = {
    "text": "text", "code": "code", "money": "amount", "decimal": "decimal", "whole": "whole number",
    "truth": "yes or no", "day": "day", "instant": "time",
}  # fmt: skip
DIALECT = "https://json-schema.org/draft/2020-12/schema"
AMOUNT = r"^-?[0-9]{1,14}(\.[0-9]{1,5})?$"


class Filled(NamedTuple):
    """An element of a message and the column it fills; record and column are empty where nothing keeps it."""

    part: str
    element: str
    type: str
    name: str
    record: str
    column: str

    def cells(self) -> list[str]:
        """The element as a row of a table."""
        label = (
            translate(Record.known[self.record].columns[self.column].label) if self.column else translate("not kept")
        )
        return [self.part, self.element, self.type, self.name, self.record, self.column, label]


def kinds() -> dict[str, type[Record]]:
    """Every kind of record that can be handed in, by name."""
    return {kind: made for kind, made in sorted(Record.known.items()) if not made.internal}


def known(kind: str) -> type[Record]:
    """A kind of record that can be handed in. Raises UnknownRecord with the nearest name."""
    every = kinds()
    folded = kind.strip().lower().replace("-", "_")
    by_label = {
        name: word for word, made in every.items() for name in (made.label.lower(), translate(made.label, "zh"))
    }
    found = every.get(folded) or every.get(by_label.get(kind.strip().lower(), ""))
    if found is None:
        raise UnknownRecord(record=kind, known=", ".join(every), hint=nearest(folded, list(every)))
    return found


def kind_cells(made: type[Record]) -> list[str]:
    """A kind of record as a row of a table."""
    messages = dict.fromkeys(part.partition("/")[0].removesuffix("Message") for part in made.messages)
    return [made.kind(), translate(made.label), str(len(made.columns)), ", ".join(made.keys()), " ".join(messages)]


def column_cells(made: type[Record], name: str) -> list[str]:
    """A column as a row of a table; labels in the language in use, then in the other one."""
    column = made.columns[name]
    english, chinese = column.label, translate(column.label, "zh")
    label = translate(column.label)
    return [
        name, label, chinese if label == english else english, type_text(column), column.element or "",
        translate("key") if column.key else "", codes_text(column), mark(column),
    ]  # fmt: skip


def type_text(column: Column[Any, Any]) -> str:
    """The type of a column, with its length or its currency."""
    text = translate(TYPES[column.kind])
    if column.longest:
        return translate("{type}, at most {count} characters").format(type=text, count=column.longest)
    if column.currency:
        return translate("{type} in {column}").format(type=text, column=column.currency)
    return text


def codes_text(column: Column[Any, Any]) -> str:
    """The code list of a column; an official list that is not at hand is told so."""
    if not column.codes:
        return ""
    if column.codes in VOCABULARIES:
        return column.codes
    if column.codes not in code_names():
        return translate("{list} (not at hand)").format(list=column.codes)
    return column.codes if code_list(column.codes).whole else translate("{list} (part of it)").format(list=column.codes)


def mark(column: Column[Any, Any]) -> str:
    """Whether the column is about a person."""
    return translate("sensitive") if column.sensitive else translate("personal") if column.personal else ""


def json_schema(made: type[Record]) -> dict[str, Any]:
    """A record as JSON Schema; amounts are text, so that they stay exact. Marks stand under `x-` names.

    A code that its list does not have is no mistake of form: a control says so, not the schema.
    """
    return {
        "$schema": DIALECT, "title": made.kind(), "description": translate(made.label), "type": "object",
        "properties": {name: _property(column) for name, column in made.columns.items()},
        "required": [made.needs], "additionalProperties": False,
    }  # fmt: skip


def _property(column: Column[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"title": translate(column.label), "type": ["string", "null"]}
    if column.kind in ("money", "decimal"):
        found["pattern"] = AMOUNT
    elif column.kind == "whole":
        found["type"] = ["integer", "null"]
    elif column.kind == "truth":
        found["type"] = ["boolean", "null"]
    elif column.kind in ("day", "instant"):
        found["format"] = "date" if column.kind == "day" else "date-time"
    if column.longest:
        found["maxLength"] = column.longest
    more = {
        "x-key": column.key, "x-element": column.element, "x-codes": column.codes, "x-currency": column.currency,
        "x-personal": column.personal, "x-sensitive": column.sensitive, "x-points-to": column.points_to,
    }  # fmt: skip
    return found | {name: value for name, value in more.items() if value}


def filled(message: str) -> list[Filled]:
    """Every element of a message and the column it fills. Raises UnknownMessage."""
    form = shape(message)
    found: list[Filled] = []
    for section in (form.head, *form.lists):
        made = next((one for one in Record.known.values() if f"{message}/{section.name}" in one.messages), None)
        columns = _columns(made, section.names) if made is not None else {}
        kind = made.kind() if made is not None else ""
        for field in section.fields:
            column = columns.get(field.name, "")
            name = field.label_en if language() == "en" and field.label_en else field.chinese_name
            found.append(Filled(section.name, field.name, field.type_text, name, kind if column else "", column))
    return found


def _columns(made: type[Record], elements: Sequence[str]) -> dict[str, str]:
    """For each element the column it fills; of several elements for one column the first counts."""
    found: dict[str, str] = {}
    for name, column in made.columns.items():
        element = next((word for word in (column.element or "").split("|") if word in elements), None)
        if element is not None:
            found.setdefault(element, name)
    return found


def markdown(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as Markdown; a bar in a cell is escaped, a line break becomes a blank."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(cell: Any) -> str:
    return " ".join(str(cell).replace("|", "\\|").split())
