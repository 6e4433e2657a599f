"""Which things share enough traits to belong together, and into which groups they fall.

A trait that more than `most` things share (the address of a service firm) binds nobody. Of what two things share each
kind of trait counts once, with its points; from `bar` points on they are linked. Things of one `part` only are
compared: a shop in one market is no duplicate of one in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

THING, PART, KIND, VALUE = "thing", "part", "kind", "value"


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of each kind of trait, from how many on two things are linked, and how many may share a trait."""

    points: Mapping[str, int]
    bar: int
    most: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A trait that some things of a group share."""

    kind: str
    value: str
    points: int
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things that belong together, by links: what they share, and the points of the strongest link."""

    things: tuple[str, ...]
    shared: tuple[Shared, ...]
    points: int


def links(traits: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Pairs that are linked: `left` and `right` (left before right), `points`.

    `traits` has text columns `thing`, `part`, `kind`, `value`; what is said twice counts once.
    """
    pairs = _shared(traits, weights)
    both = pairs.join(pairs, on=["part", "kind", "value"], suffix="_right").filter(
        pl.col(THING) < pl.col("thing_right")
    )
    return (
        both.select(left=THING, right="thing_right", kind=KIND, points="points")
        .unique(["left", "right", "kind"])
        .group_by("left", "right")
        .agg(pl.col("points").sum())
        .filter(pl.col("points") >= weights.bar)
        .sort("left", "right")
    )


def groups(traits: pl.DataFrame, weights: Weights) -> list[Group]:
    """The groups of things that links join, the strongest first, each with what its things share."""
    found = links(traits, weights)
    parents: dict[str, str] = {}
    for left, right in found.select("left", "right").iter_rows():
        parents[_root(parents, right)] = _root(parents, left)
    members: dict[str, list[str]] = {}
    for thing in sorted(parents):
        members.setdefault(_root(parents, thing), []).append(thing)
    strength: dict[str, int] = {}
    for left, points in found.select("left", "points").iter_rows():
        root = _root(parents, left)
        strength[root] = max(points, strength.get(root, 0))
    told = _told(_shared(traits, weights).filter(pl.col(THING).is_in(list(parents))), parents, weights)
    made = [Group(tuple(some), tuple(told.get(root, ())), strength[root]) for root, some in members.items()]
    return sorted(made, key=lambda one: (-one.points, -len(one.things), one.things))


def _shared(traits: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Traits that several things of a part share, but not too many, with their points."""
    points = pl.DataFrame(
        {KIND: list(weights.points), "points": list(weights.points.values())},
        schema={KIND: pl.String(), "points": pl.Int64()},
    )
    known = traits.select(THING, PART, KIND, VALUE).drop_nulls([THING, KIND, VALUE])
    known = known.with_columns(pl.col(PART).fill_null("")).unique().join(points, on=KIND)
    sharing = pl.len().over(PART, KIND, VALUE)
    return known.filter(sharing.is_between(2, weights.most))


def _told(shared: pl.DataFrame, parents: dict[str, str], weights: Weights) -> dict[str, list[Shared]]:
    """What the things of each group share, the strongest first."""
    together = shared.group_by(PART, KIND, VALUE).agg(pl.col(THING).sort()).sort(KIND, VALUE)
    found: dict[str, list[Shared]] = {}
    for kind, value, things in together.select(KIND, VALUE, THING).iter_rows():
        by_group: dict[str, list[str]] = {}
        for thing in things:
            by_group.setdefault(_root(parents, thing), []).append(thing)
        for root, some in by_group.items():
            if len(some) > 1:
                found.setdefault(root, []).append(Shared(kind, value, weights.points[kind], tuple(some)))
    return {root: sorted(some, key=lambda one: (-one.points, one.kind, one.value)) for root, some in found.items()}


def _root(parents: dict[str, str], thing: str) -> str:
    """The thing that stands for the group of a thing; ways to it are made short."""
    root = thing
    while (above := parents.setdefault(root, root)) != root:
        root = above
    while parents[thing] != root:
        parents[thing], thing = root, parents[thing]
    return root
