"""The field table: which elements a message has, in which order, of which type (specification of May 2022).

The rows stand in `standard/tables/ceb_fields.csv`. Where the printed specification and the schema differ, the rows
follow the schema.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

from shibosi.kernel.errors import nearest
from shibosi.methods.formats.ceb.errors import UnknownMessage

TYPE = re.compile(
    r"C(?P<exact>\d+)|C(?P<least>\d*)\.\.(?P<most>\d+)|N(?P<digits>\d+),(?P<places>\d+)|int(?P<size>\d*)|string"
)
TRANSFER = ("copCode", "copName", "dxpMode", "dxpId", "note")

# Which values name one document, also in the answer to it.
KEYS = {
    name: columns
    for names, columns in (
        (("303", "304", "311", "312"), ("ebpCode", "orderNo")),
        (("403", "404"), ("ebcCode", "orderNo", "payNo")),
        (("505", "506", "511", "512", "513", "514"), ("logisticsCode", "logisticsNo")),
        (("507", "508", "509", "510", "607", "608", "701", "702"), ("copNo", "msgSeqNo")),
        (("603", "604", "605", "606", "621", "622"), ("agentCode", "copNo")),
        (("213", "214", "215", "216"), ("coElNo",)),
        (("792",), ("sumNo", "msgSeqNo")),
        (("411", "412"), ("payCode", "payTransactionId")),
        (("623", "624", "625", "626", "711", "712"), ("copNo",)),
        (("816", "818"), ("invtNo", "taxNo")),
        (("900",), ("oriCopMsgId",)),
    )
    for name in (f"CEB{number}Message" for number in names)
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """A type of the table. `text`: from `shortest` to `longest` characters. `decimal`: `digits` in all, `places` of
    them behind the point. `integer`: at most `digits`. None means no bound."""

    kind: str
    shortest: int = 0
    longest: int | None = None
    digits: int | None = None
    places: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One element of a message: its name, type (as written and as read), whether it must be there, its fixed value,
    the value the specification advises, and what it is called."""

    name: str
    type_text: str
    type: FieldType
    required: bool
    fixed: str | None
    default: str | None
    chinese_name: str
    schema_note: str
    label_en: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A group of values: a head (once) or lines (`least` to `most` times, None for no upper bound)."""

    name: str
    fields: tuple[Field, ...]
    least: int
    most: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """The element names in the order of the schema."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a document of a message looks like: `part` holds `head` and the `lists`; when `flat`, part and head are
    the same element."""

    message: str
    part: str
    head: Section
    lists: tuple[Section, ...]

    @property
    def flat(self) -> bool:
        """Whether the values stand directly in the part."""
        return self.head.name == self.part

    @property
    def key(self) -> tuple[str, ...]:
        """The values that name one document."""
        return KEYS[self.message]


def read_type(text: str) -> FieldType:
    """A type as the table writes it: C36, C..60, C1..10, N19,5, int5, int, string."""
    match = TYPE.fullmatch(text)
    if not match:
        raise ValueError(f"unknown field type {text!r}")
    if match["exact"]:
        return FieldType("text", int(match["exact"]), int(match["exact"]))
    if match["most"]:
        return FieldType("text", int(match["least"] or 0), int(match["most"]))
    if match["digits"]:
        return FieldType("decimal", digits=int(match["digits"]), places=int(match["places"]))
    if text == "string":
        return FieldType("text")
    return FieldType("integer", digits=int(match["size"]) if match["size"] else None)


@cache
def name_sets(message: str) -> dict[str, frozenset[str]]:
    """The element names of each section of a message."""
    form = shapes()[message]
    return {section.name: frozenset(section.names) for section in (form.head, *form.lists)}


@cache
def shapes() -> dict[str, Shape]:
    """Every message of the table by name, such as CEB311Message."""
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    table = files("shibosi.standard") / "tables" / "ceb_fields.csv"
    _origin, _, body = table.read_text(encoding="utf-8").partition("\n")
    for row in csv.DictReader(StringIO(body), strict=True):
        rows.setdefault(row["message"], {}).setdefault(row["path"], []).append(row)
    return {name: _shape(name, paths) for name, paths in rows.items()}


def shape(message: str) -> Shape:
    """The shape of one message. Raises UnknownMessage."""
    known = shapes()
    if message not in known:
        raise UnknownMessage(name=message, hint=nearest(message, list(known)))
    return known[message]


def _shape(message: str, paths: dict[str, list[dict[str, str]]]) -> Shape:
    sections = [_section(path, rows) for path, rows in paths.items()]
    return Shape(message, next(iter(paths)).split("/")[0], sections[0], tuple(sections[1:]))


def _section(path: str, rows: list[dict[str, str]]) -> Section:
    rows = sorted(rows, key=lambda row: int(row["position"]))
    least, most = rows[0]["path_cardinality"].split("..")
    return Section(
        path.split("/")[-1],
        tuple(
            Field(
                row["element"],
                row["type"],
                read_type(row["type"]),
                row["use"] == "required",
                row["fixed"] or None,
                row["default"] or None,
                row["chinese_name"],
                row["schema_note"],
                row.get("label_en") or None,
            )
            for row in rows
        ),
        int(least),
        None if most == "unbounded" else int(most),
    )
