"""The picture of a group of shops: shops on the left, what they share on the right, a line for each sharing.

All positions are whole pixels; words of more than `LETTERS` letters are cut short, the list under it has them whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shibosi.store.reading.links import Together
from shibosi.store.reading.traits import APART

LEFT, RIGHT, WIDTH, TOP, STEP, LETTERS = 150, 280, 430, 26, 34, 18


@dataclass(frozen=True)
class Dot:
    """A shop or something shared: where it stands, how it looks, what is written beside it."""

    x: int
    y: int
    style: str
    label: str
    whole: str


@dataclass(frozen=True)
class Picture:
    """A picture with its size, shops, what they share, and the paths between them."""

    height: int
    width: int
    shops: list[Dot]
    shared: list[Dot]
    paths: list[tuple[str, str]]


def picture(one: Together, words: Mapping[str, str]) -> Picture:
    """The picture of a group. `words` says what each kind of trait is called."""
    rows = max(len(one.stalls), len(one.group.shared))
    height = TOP * 2 + STEP * (rows - 1)
    shops = {
        f"{stall.firm}{APART}{stall.number}": Dot(
            LEFT, _at(number, len(one.stalls), height), "critical" if stall.false_local else "plain",
            _cut(stall.name or stall.number), f"{stall.firm} {stall.number} {stall.name}".strip(),
        )
        for number, stall in enumerate(one.stalls)
    }  # fmt: skip
    shared, paths = [], []
    for number, each in enumerate(one.group.shared):
        said = f"{words.get(each.kind, each.kind)} +{each.points}"
        dot = Dot(RIGHT, _at(number, len(one.group.shared), height), f"weight-{min(each.points, 3)}", said,
                  f"{said} {each.value}")  # fmt: skip
        shared.append(dot)
        for thing in each.things:
            shop, middle = shops[thing], (LEFT + RIGHT) // 2
            path = f"M{shop.x} {shop.y}C{middle} {shop.y} {middle} {dot.y} {dot.x} {dot.y}"
            paths.append((path, dot.style))
    return Picture(height, WIDTH, list(shops.values()), shared, paths)


def _at(number: int, of: int, height: int) -> int:
    """The height of one of several, so that all of them stand in the middle."""
    return height // 2 + (2 * number - of + 1) * STEP // 2


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"
