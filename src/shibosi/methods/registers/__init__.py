"""Numbers that registers issue to firms, by register: what a number looks like, and whether it can be right.

`numbers.csv` has a row for each register. `check` names a module of python-stdnum ("stdnum eu.vat") or a function of
`methods.identifiers` ("own is_credit_code"); where it is empty the pattern `form` decides alone. A number that can be
right may still belong to nobody: only the register says whose it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.words import language
from shibosi.methods import identifiers
from shibosi.standard.files import Line, read, unrepeated

COLUMNS = ["register", "place", "name_en", "name_zh", "check", "form", "category", "confidence"]
SPACES = re.compile(r"[ .\-/]")
CONFIDENCES = ("verified", "high", "medium", "general-knowledge")


class UnknownRegister(ShibosiError):
    """A name that is no register of firms."""

    code = "unknown-register"
    message = "There is no register '{register}'."


@dataclass(frozen=True, slots=True)
class Register:
    """One register of firms. `category`: the goods whose producers it lists; empty where it lists firms.

    `confidence` is how sure the form of its numbers is.
    """

    register: str
    place: str
    name_en: str
    name_zh: str
    fits: Callable[[str], bool]
    form: str
    category: str
    confidence: str

    @property
    def name(self) -> str:
        """What it is called, in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en

    @property
    def predicate(self) -> Predicate:
        """`fits` for expressions."""
        return predicates()[self.register]


@cache
def registers() -> Mapping[str, Register]:
    """All registers by name, in the order of the file. Raises RegisterError naming file and row."""
    lines = read(Path(__file__).parent / "numbers.csv", COLUMNS).lines
    unrepeated(lines, "register")
    return MappingProxyType({line.cells["register"]: _register(line) for line in lines})


def register(name: str) -> Register:
    """The register of that name. Raises UnknownRegister with the nearest one."""
    if name not in registers():
        raise UnknownRegister(register=name, hint=nearest(name, list(registers())))
    return registers()[name]


@cache
def predicates() -> Mapping[str, Predicate]:
    """For each register: can this number be one of it."""
    return {name: Predicate(f"number-of-{name}", one.fits) for name, one in registers().items()}


def compact(number: str) -> str:
    """A number without the signs people group it by, in capitals: two ways to write one number become equal."""
    return SPACES.sub("", number).upper()


def _register(line: Line) -> Register:
    line.filled("register", "place", "name_en", "name_zh")
    cells = line.cells
    return Register(
        cells["register"], cells["place"], cells["name_en"], cells["name_zh"], _fits(cells["check"], cells["form"]),
        cells["form"], cells["category"], line.one_of("confidence", CONFIDENCES),
    )  # fmt: skip


def _fits(check: str, form: str) -> Callable[[str], bool]:
    kind, _, name = check.partition(" ")
    pattern = re.compile(form) if form else None
    is_valid: Callable[[str], bool] | None = None
    if kind == "own":
        is_valid = getattr(identifiers, name)
    elif kind == "stdnum":
        is_valid = import_module(f"stdnum.{name}").is_valid

    def fits(number: str) -> bool:
        """ASCII only: registers issue nothing else, and digits of other scripts are read as digits by libraries."""
        if not number.isascii() or (pattern is not None and pattern.fullmatch(compact(number)) is None):
            return False
        return is_valid is None or is_valid(number)

    return fits
