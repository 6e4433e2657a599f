"""A general declaration as values by part: built in the order of the field table, read in whatever order it comes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.encoding import open_bytes
from shibosi.methods.formats.ceb.errors import UnknownElement
from shibosi.methods.formats.ceb.guard import Stop
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.report import bad_place
from shibosi.methods.formats.ceb.values import checked, known_only
from shibosi.methods.formats.dec.fields import AROUND, NAMESPACE, REPEATED, ROOT, VERSION, sections
from shibosi.methods.formats.dec.reading import Reader

Row = Mapping[str, str | None]
Parts = Mapping[str, Sequence[Row]]
LIMITS = Limits(size=4 << 20, elements=200_000)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration: its rows by part (`DecHead` one, `DecList` one a line, ...), and the bytes they stand in.

    `unknown` are the paths of elements the table does not know: they stay in the bytes.
    """

    version: str
    parts: Parts
    original: bytes
    unknown: tuple[str, ...] = ()

    @property
    def head(self) -> Row:
        """The head; empty where there is none."""
        return next(iter(self.parts.get("DecHead", ())), {})

    @property
    def lines(self) -> Sequence[Row]:
        """The lines of goods."""
        return self.parts.get("DecList", ())


def build(parts: Mapping[str, Sequence[Mapping[str, object]]], version: str = VERSION) -> Declaration:
    """A new declaration; values that are None are left out. Raises UnknownElement, UnwritableText, and TypeError for a
    number that is not exact."""
    known = sections()
    known_only(parts, known, ROOT)
    made: dict[str, list[Row]] = {}
    for section, elements in known.items():
        rows = parts.get(section, ())
        if len(rows) > 1 and section not in REPEATED:
            raise UnknownElement(path=ROOT, element=f"{section} 2")
        texts = [checked(row, elements, section) for row in rows]  # type: ignore[arg-type]
        if texts:
            made[section] = [{name: row[name] for name in elements if row.get(name) is not None} for row in texts]
    return Declaration(version, made, _text(made, version).encode("utf-8"))


def read_declaration(data: bytes, file: str, limits: Limits = LIMITS) -> tuple[Declaration | None, list[Problem]]:
    """A declaration and what could not be read of it; None where nothing can."""
    if len(data) > limits.size:
        return None, [wording.TOO_LARGE.at(file, "line 1", size=len(data), limit=limits.size)]
    source = open_bytes(data, file)
    if isinstance(source, Problem):
        return None, [source]
    reader = Reader(limits)
    try:
        reader.guarded.feed(source.text)
    except Stop as stop:
        place = f"line {stop.line or reader.guarded.line}"
        return None, [stop.wording.at(file, place, **({"read": 0} | stop.facts))]
    problems = [bad_place(source, one, file, source.line(one.text_at)) for one in source.bad[: limits.problems]]
    problems += [wording.REPEATED.at(file, f"line {line}", path=path) for path, line in reader.repeated]
    return Declaration(reader.version, reader.parts, data, tuple(dict.fromkeys(reader.unknown))), problems


class Told(NamedTuple):
    """A value with its place: part, row from 1, element, what that is called in the language in use, value."""

    part: str
    row: int
    element: str
    label: str
    value: str


def told(declaration: Declaration) -> Iterator[Told]:
    """Every value of a declaration that is not empty, in its order."""
    for part, rows in declaration.parts.items():
        for number, row in enumerate(rows, start=1):
            for name, value in row.items():
                if value:
                    yield Told(part, number, name, sections()[part][name].label, value)


def _text(parts: Parts, version: str) -> str:
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n', f'<{ROOT} xmlns="{NAMESPACE}" version={quoteattr(version)}>']
    for section, rows in parts.items():
        around = AROUND.get(section)
        indent = "\n    " if around else "\n  "
        if around:
            pieces.append(f"\n  <{around}>")
        for row in rows:
            values = [f"{indent}  <{name}>{escape(value or '')}</{name}>" for name, value in row.items()]
            pieces += [f"{indent}<{section}>", *values, f"{indent}</{section}>"]
        if around:
            pieces.append(f"\n  </{around}>")
    return "".join([*pieces, f"\n</{ROOT}>\n"])
