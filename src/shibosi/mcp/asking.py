"""The tools what_is_needed and search_rules: before a document is made, and where a rule stands."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from shibosi.kernel.records import record
from shibosi.kernel.words import translate
from shibosi.mcp.tool import Answer, Asked, Caller, Tool
from shibosi.telling.needed import needed
from shibosi.telling.schemas import codes_text, type_text
from shibosi.telling.searching import KINDS, LONGEST, search

MOST = 50
Kind = Literal["clause", "control", "parameter", "record", "norm", "place", "value"]


class NeededAsked(Asked):
    """An order of a kind."""

    order_type: Literal["I", "E", "B", "W", "M"] = Field(
        description="I retail import, E retail export, B export to a business (9710), W booking for an overseas "
        "warehouse (9810), M an order of a shop outside the customs channel."
    )
    subject: Literal["goods", "service", "digital"] = Field("goods", description="What is sold.")
    customs_mode: str = Field("", description="Customs supervision mode, such as 1210 or 9610.", max_length=10)
    as_of: date | None = Field(None, description="The day it is decided for; today unless given.")


class ColumnNeeded(BaseModel):
    """A column; `blocks`: without it goods are not released."""

    column: str
    label: str
    type: str
    codes: str
    controls: list[str]
    blocks: bool


class DocumentNeeded(BaseModel):
    """A kind of document with its columns."""

    kind: str
    label: str
    part_of: str
    columns: list[ColumnNeeded]


class Needed(Answer):
    """What an order must say so that nothing stays undetermined."""

    order_type: str
    subject: str
    documents: list[DocumentNeeded]

    def lines(self) -> Iterator[str]:
        """Document by document."""
        for document in self.documents:
            yield f"{document.kind} ({document.label})"
            for one in document.columns:
                mark = "" if one.blocks else f" ({translate('does not block')})"
                yield f"- {one.column}: {one.label}, {one.type}{mark}"
        yield translate("These are the facts that the controls read. That they are there does not mean they are right.")


def ask(asked: NeededAsked, caller: Caller) -> Needed:
    """Read from the controls. Raises NoSuchOrder."""
    found = needed(asked.order_type, asked.subject, asked.as_of or caller.today, asked.customs_mode)
    return Needed(
        order_type=asked.order_type, subject=asked.subject,
        documents=[
            DocumentNeeded(
                kind=kind, label=translate(record(kind).label), part_of=record(kind).part_of,
                columns=[
                    ColumnNeeded(
                        column=one.column, label=translate(column.label), type=type_text(column),
                        codes=codes_text(column), controls=list(one.controls), blocks=one.blocks,
                    )
                    for one in columns for column in [record(kind).columns[one.column]]
                ],
            )
            for kind, columns in found.items()
        ],
    )  # fmt: skip


class SearchAsked(Asked):
    """Words to look for."""

    query: str = Field(description="Words in Chinese or English; every one of them must be found.", min_length=1,
                       max_length=LONGEST)  # fmt: skip
    kinds: list[Kind] = Field([], description="Where to look; everywhere unless given.")
    most: int = Field(20, description="How many at most.", ge=1, le=MOST)


class Hit(BaseModel):
    """Something that was found; `explain` tells more of it."""

    kind: Kind
    name: str
    says: str


class Hits(Answer):
    """What was found, best first."""

    found: list[Hit]

    def lines(self) -> Iterator[str]:
        """One a line."""
        if not self.found:
            yield translate("Nothing was found.")
        for one in self.found:
            yield f"- {one.kind} {one.name}: {one.says}"


def look(asked: SearchAsked, caller: Caller) -> Hits:
    """Search."""
    found = search(asked.query, tuple(asked.kinds) or KINDS, asked.most)
    return Hits(found=[Hit.model_validate({"kind": one.kind, "name": one.name, "says": one.says}) for one in found])


NEEDED = Tool(
    "what_is_needed", "What is needed",
    "Which documents and columns an order of a kind needs so that no control stays undetermined, computed from the "
    "controls.",
    NeededAsked, Needed, ask,
)  # fmt: skip
SEARCH = Tool(
    "search_rules", "Search the rules",
    "Find clauses of the standard, controls, parameters, kinds of record, norms, places and values of law by words of "
    "either language.",
    SearchAsked, Hits, look,
)  # fmt: skip
