"""The graph of norms, laid out by us: a lane for each topic, a column for each stretch of years, lines between them.

Norms stand where their first day and topic are; below them the chapters of the standard that name them. A line leads
from a chapter to a norm it cites, an arrow from a norm to what replaced it. All positions are whole pixels.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shibosi.kernel.words import translate
from shibosi.portal.reading.leading import address
from shibosi.portal.reading.plots import DOUBTFUL, STATES, norm_id
from shibosi.standard.law.facts import first
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.norms import Norm

YEARS = (0, 1901, 2001, 2011, 2016, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027)
"""First years of the columns; the first column is for norms whose first day is unknown, the last has no end."""
LEFT, TOP, BOTTOM, RIGHT = 150, 30, 70, 20
WIDTH, STEP, ROW, ACROSS = 78, 15, 16, 4
"""Of a column; between nodes beside and above one another; nodes of a row of a cell."""
UNDATED_ACROSS = 8
SMALL, LARGE = 4, 7
STYLES = {
    STATES["in-force"]: "good", STATES["coming"]: "plain", STATES["ended"]: "open", STATES["undated"]: "minor",
    DOUBTFUL: "critical",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """A norm or a chapter: where it stands, how large, where it leads, what it is called and told as."""

    key: str
    x: int
    y: int
    r: int
    address: str
    title: str
    style: str
    label: str = ""


@dataclass(frozen=True)
class Edge:
    """A line: its path, whether it `cites` or is `replaced`, and the keys of its ends."""

    path: str
    kind: str
    ends: str


@dataclass(frozen=True)
class Graph:
    """A graph with its size, lanes (label, middle), columns (label, middle), nodes and lines."""

    width: int
    height: int
    lanes: list[tuple[str, int]]
    columns: list[tuple[str, int]]
    nodes: list[Node]
    edges: list[Edge]
    styles: list[tuple[str, str]]


def graph(found: Sequence[Norm]) -> Graph | None:
    """The graph of some norms, those drawn that replace one another joined; None without any."""
    if not found:
        return None
    cells: dict[tuple[str, int], list[Norm]] = defaultdict(list)
    for one in found:
        cells[str(one.fact["topic"]), _column(one)].append(one)
    topics = sorted({topic for topic, _ in cells}, key=labelled)
    lefts = _lefts()
    places: dict[str, Node] = {}
    lanes: list[tuple[str, int]] = []
    top = TOP
    for topic in topics:
        rows = max(-(-len(some) // _across(column)) for (one, column), some in cells.items() if one == topic)
        for column in range(len(YEARS)):
            for at, norm in enumerate(sorted(cells[topic, column], key=lambda one: (first(one.fact), one.fact.id))):
                row, beside = divmod(at, _across(column))
                node = _node(norm, lefts[column] + 10 + beside * STEP, top + 12 + row * ROW)
                places[node.key] = node
        lanes.append((labelled(topic), top + 4 + (rows * ROW) // 2))
        top += rows * ROW + 12
    width = lefts[-1] + WIDTH + RIGHT
    columns = [(_years(column), lefts[column] + _wide(column) // 2) for column in range(len(YEARS))]
    chapters = _chapters(found, width, top + 34)
    edges = [*_cites(found, chapters, places), *_replaced(found, places)]
    words = list(dict.fromkeys(_word(one) for one in found))
    return Graph(
        width, top + BOTTOM, lanes, columns, [*places.values(), *chapters.values()], edges,
        [(STYLES[word], word) for word in STYLES if word in words],
    )  # fmt: skip


def _node(norm: Norm, x: int, y: int) -> Node:
    number = norm.fact.shown("number")
    title = " · ".join(part for part in (norm.fact.title, number if number != norm.fact.title else "",
                                         translate(_word(norm))) if part)  # fmt: skip
    size = min(SMALL + len(norm.cited_by), LARGE)
    return Node(norm_id(norm), x, y, size, address("norm", norm_id(norm)), title, STYLES[_word(norm)])


def _chapters(found: Iterable[Norm], width: int, y: int) -> dict[str, Node]:
    """A node for each chapter of the standard that names one of the norms, in a row."""
    names = sorted({_chapter(clause) for one in found for clause in one.cited_by}, key=int)
    space = (width - LEFT - RIGHT) // max(len(names), 1)
    words = translate("Chapter {number}")
    return {
        name: Node(f"§{name}", LEFT + space // 2 + at * space, y, LARGE, address("clause", name),
                   words.format(number=name), "chapter", name)
        for at, name in enumerate(names)
    }  # fmt: skip


def _cites(found: Iterable[Norm], chapters: dict[str, Node], places: dict[str, Node]) -> list[Edge]:
    """A curve from each chapter to each norm it names."""
    made = []
    for one in found:
        for name in sorted({_chapter(clause) for clause in one.cited_by}):
            low, high = chapters[name], places[norm_id(one)]
            middle = (low.y + high.y) // 2
            path = f"M{low.x} {low.y}C{low.x} {middle} {high.x} {middle} {high.x} {high.y}"
            made.append(Edge(path, "cites", f"{low.key} {high.key}"))
    return made


def _replaced(found: Iterable[Norm], places: dict[str, Node]) -> list[Edge]:
    """An arc from each norm to each that replaces it, as far as both are drawn."""
    made = []
    for one in found:
        for name in one.replaced_by:
            if name in places:
                old, new = places[norm_id(one)], places[name]
                lift = min(old.y, new.y) - 24
                path = f"M{old.x} {old.y}Q{(old.x + new.x) // 2} {lift} {new.x} {new.y}"
                made.append(Edge(path, "replaced", f"{old.key} {new.key}"))
    return made


def _word(norm: Norm) -> str:
    """What a norm is drawn as: how it is cited where that is doubtful, or else its state."""
    return DOUBTFUL if norm.slips else STATES[norm.state]


def _chapter(clause: str) -> str:
    return clause.partition(".")[0]


def _column(norm: Norm) -> int:
    year = norm.fact.start.year if norm.fact.start else 0
    return max(at for at, begins in enumerate(YEARS) if begins <= year)


def _across(column: int) -> int:
    return UNDATED_ACROSS if column == 0 else ACROSS


def _wide(column: int) -> int:
    return 2 * WIDTH if column == 0 else WIDTH


def _lefts() -> list[int]:
    """Where each column begins."""
    found = [LEFT]
    for column in range(1, len(YEARS)):
        found.append(found[-1] + _wide(column - 1))
    return found


def _years(column: int) -> str:
    """What a column is headed by."""
    begins = YEARS[column]
    if column == 0:
        return translate("first day unknown")
    if column == 1:
        return translate("until {year}").format(year=YEARS[2] - 1)
    if column == len(YEARS) - 1:
        return translate("from {year}").format(year=begins)
    last = YEARS[column + 1] - 1
    return str(begins) if begins == last else f"{begins}–{last}"
