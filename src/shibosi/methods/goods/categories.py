"""Categories 类目 of goods: which facts they settle, which the seller answers, which indicators they have.

What a category does not name is not so, but for facts that hang on a list of a country (`otherwise` is `ask`): these
nobody settles by category. Digital goods and services have none of the facts of goods.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shibosi.kernel.words import language
from shibosi.standard.errors import UnknownReference
from shibosi.standard.files import read, unrepeated

TABLES = Path(__file__).parent / "tables"
COLUMNS = ("category", "name_en", "name_zh", "facts", "asks", "indicators")
FACT_COLUMNS = ("fact", "name_en", "name_zh", "otherwise")
OTHERWISE = ("no", "ask")
SOLID = "ships_with_packaging"
"""The fact of all goods that travel."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category: facts that hold for all its goods, facts the seller answers, key indicators of quality."""

    category: str
    name_en: str
    name_zh: str
    facts: frozenset[str]
    asks: frozenset[str]
    indicators: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en

    def settles(self, fact: str) -> bool | None:
        """Whether the fact holds for its goods; None where the seller has to say."""
        if fact in self.facts:
            return True
        travels = SOLID in self.facts
        return None if fact in self.asks or (travels and facts()[fact].asked) else False


@dataclass(frozen=True, slots=True)
class FactOfGoods:
    """A fact on which law hangs; `asked`: only the seller can say, whatever the category."""

    fact: str
    name_en: str
    name_zh: str
    asked: bool

    @property
    def name(self) -> str:
        """Its name in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en


@cache
def facts() -> Mapping[str, FactOfGoods]:
    """All facts by their word. Raises RegisterError naming file and row."""
    sheet = read(TABLES / "facts.csv", FACT_COLUMNS)
    unrepeated(sheet.lines, "fact")
    return {
        line.cells["fact"]: FactOfGoods(
            line.cells["fact"],
            line.cells["name_en"],
            line.cells["name_zh"],
            line.one_of("otherwise", OTHERWISE) == "ask",
        )
        for line in sheet.lines
    }


@cache
def categories() -> Mapping[str, Category]:
    """All categories by their word. Raises RegisterError naming file and row."""
    sheet = read(TABLES / "categories.csv", COLUMNS)
    unrepeated(sheet.lines, "category")
    found = {}
    for line in sheet.lines:
        cells = line.cells
        line.filled("category", "name_en", "name_zh")
        for fact in (*cells["facts"].split(), *cells["asks"].split()):
            if fact not in facts():
                raise UnknownReference(file=line.file, row=line.row, found=fact)
        found[cells["category"]] = Category(
            cells["category"], cells["name_en"], cells["name_zh"], frozenset(cells["facts"].split()),
            frozenset(cells["asks"].split()), tuple(cells["indicators"].split()),
        )  # fmt: skip
    return found


@cache
def with_indicator() -> Mapping[str, frozenset[str]]:
    """Key indicator to the categories that have it."""
    names = dict.fromkeys(name for one in categories().values() for name in one.indicators)
    return {name: frozenset(one.category for one in categories().values() if name in one.indicators) for name in names}
