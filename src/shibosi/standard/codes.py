"""Code lists of customs and of the messages: code, name in both languages, source, confidence.

A list is `codes/<name>.csv`. Its `#` line begins with "whole" when every code there is stands in it, with "part" when
codes are known to be missing: then a code that is not found is not wrong, only unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import language
from shibosi.standard import errors
from shibosi.standard.files import HERE, Line, read, unrepeated
from shibosi.standard.vocabulary import CONFIDENCES

HEAD = ("code", "name_en", "name_zh")
TAIL = ("source", "confidence")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list. `more` holds the further columns of that list, such as `iso` of a country."""

    code: str
    name_en: str
    name_zh: str
    more: Mapping[str, str]
    source: str
    confidence: str

    @property
    def name(self) -> str:
        """The name, in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list as read; `whole` is false when codes are known to be missing."""

    name: str
    origin: str
    whole: bool
    codes: Mapping[str, Code]


def codes(name: str) -> Mapping[str, Code]:
    """The codes of a list by code, in the order of the file. Raises UnknownTable with the nearest name."""
    return code_list(name).codes


def whole(name: str) -> bool:
    """Whether a list is complete, so that a code it lacks is a wrong code. Raises UnknownTable."""
    return code_list(name).whole


@cache
def code_list(name: str) -> CodeList:
    """A list by name. Raises UnknownTable with the nearest name, RegisterError for a wrong row."""
    if name not in code_names():
        raise errors.UnknownTable(name=name, hint=nearest(name, list(code_names())))
    return read_codes(HERE / "codes" / f"{name}.csv")


@cache
def code_names() -> tuple[str, ...]:
    """The names of all code lists."""
    return tuple(sorted(path.stem for path in (HERE / "codes").glob("*.csv")))


def read_codes(path: Path) -> CodeList:
    """A code list from a file. Raises RegisterError naming file and row."""
    sheet = read(path)
    head = sheet.columns
    if head[:3] != HEAD or head[-2:] != TAIL or len(head) < 5 or len(set(head)) != len(head):
        expected = f"{', '.join(HEAD)}, ..., {', '.join(TAIL)}"
        raise errors.WrongColumns(file=path.name, row=2, found=", ".join(head) or "''", expected=expected)
    kind = sheet.origin.partition(" ")[0].rstrip(":,.")
    if kind not in ("whole", "part"):
        raise errors.UnknownWord(file=path.name, row=1, column="#", found=kind, expected="whole, part")
    unrepeated(sheet.lines, "code")
    more = head[3:-2]
    found = {line.cells["code"]: _code(line, more) for line in sheet.lines}
    return CodeList(path.stem, sheet.origin, kind == "whole", MappingProxyType(found))


def _code(line: Line, more: tuple[str, ...]) -> Code:
    line.filled(*HEAD, "source")
    cells = line.cells
    return Code(
        code=cells["code"],
        name_en=cells["name_en"],
        name_zh=cells["name_zh"],
        more={column: cells[column] for column in more},
        source=cells["source"],
        confidence=line.one_of("confidence", CONFIDENCES),
    )
