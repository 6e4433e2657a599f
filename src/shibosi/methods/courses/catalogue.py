"""The courses: whom each is for, what it teaches, what has to be passed before, what a pass proves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import language
from shibosi.standard.files import Line, read, unrepeated
from shibosi.standard.register import clauses, companions
from shibosi.standard.vocabulary import PARTIES

COLUMNS = ["course", "name_en", "name_zh", "teaches", "roles", "stages", "markets", "level", "after", "proves",
           "infringement"]  # fmt: skip
LEVELS = {"basics": "Basics", "start": "First steps", "advance": "Advanced"}
"""The steps of a path, in their order."""
STAGES = {"new": "New seller", "growing": "Growing seller", "mature": "Mature seller"}
INFRINGEMENTS = {"trademark": "Trademark", "copyright": "Copyright", "patent": "Patent or design"}
"""The kinds of infringement that have a course of their own."""
EVERY = "all"
SYSTEM = "system:"


class UnknownCourse(ShibosiError):
    """A name that is no course."""

    code = "unknown-course"
    message = "There is no course '{course}'."


@dataclass(frozen=True, slots=True)
class Course:
    """One course. `teaches` are numbers of items, of all that begin so, or "system:NAME".

    `after` is the course to be passed before; `proves` a kind of paper with its part (or ""), where a pass is one;
    `infringement` a key of `INFRINGEMENTS` where it is about that kind, else "".
    """

    course: str
    name_en: str
    name_zh: str
    teaches: tuple[str, ...]
    roles: tuple[str, ...]
    stages: tuple[str, ...]
    markets: tuple[str, ...]
    level: str
    after: str
    proves: tuple[str, str] | None
    infringement: str

    @property
    def name(self) -> str:
        """What it is called, in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en

    def items(self) -> tuple[str, ...]:
        """The items of the standard and its companions that it teaches, in the order of the register."""
        return _items(self.course)

    def suits(self, role: str = "", stage: str = "", market: str = "") -> bool:
        """Whether it is for this role, stage and market; what is "" is not asked about."""
        return all(
            not asked or EVERY in among or asked in among
            for asked, among in ((role, self.roles), (stage, self.stages), (market, self.markets))
        )


@cache
def courses() -> Mapping[str, Course]:
    """All courses by name, in the order of the file. Raises RegisterError naming file and row."""
    lines = read(Path(__file__).parent / "courses.csv", COLUMNS).lines
    unrepeated(lines, "course")
    return MappingProxyType({line.cells["course"]: _course(line) for line in lines})


def course(name: str) -> Course:
    """The course of that name. Raises UnknownCourse with the nearest one."""
    if name not in courses():
        raise UnknownCourse(course=name, hint=nearest(name, list(courses())))
    return courses()[name]


def chosen(role: str = "", stage: str = "", market: str = "") -> list[Course]:
    """The courses that suit, by level, each after those that come before it."""
    levels = list(LEVELS)
    suiting = [one for one in courses().values() if one.suits(role, stage, market)]
    return sorted(suiting, key=lambda one: levels.index(one.level))


def lessons(items: Iterable[str]) -> list[Course]:
    """The courses that teach any of some items, those that teach fewest other things first."""
    wanted = set(items)
    teaching = [one for one in courses().values() if not wanted.isdisjoint(one.items())]
    return sorted(teaching, key=lambda one: len(one.items()))


@cache
def _items(name: str) -> tuple[str, ...]:
    teaches = courses()[name].teaches
    known = [(one.id, one.system) for one in clauses().values()]
    known += [(one.id, one.system) for one in companions().values()]
    return tuple(id_ for id_, system in known if any(_taught(id_, system, one) for one in teaches))


def _taught(item: str, system: str, one: str) -> bool:
    if one.startswith(SYSTEM):
        return system == one.removeprefix(SYSTEM)
    return item == one or item.startswith((f"{one}.", f"{one}-"))


def _course(line: Line) -> Course:
    line.filled("course", "name_en", "name_zh", "teaches", "roles", "stages", "markets")
    cells = line.cells
    roles, stages = _several(cells["roles"]), _several(cells["stages"])
    for name, some, among in (("roles", roles, PARTIES), ("stages", stages, STAGES)):
        if not set(some) <= set(among):
            line.one_of(name, among)
    kind, colon, part = cells["proves"].partition(":")
    return Course(
        cells["course"], cells["name_en"], cells["name_zh"], _several(cells["teaches"]), roles, stages,
        _several(cells["markets"]), line.one_of("level", LEVELS), cells["after"], (kind, part) if colon else None,
        line.one_of("infringement", INFRINGEMENTS) if cells["infringement"] else "",
    )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
