"""Packs: how violations become points, points tiers, and tiers measures. Every number is a parameter.

    YEAR = pack(
        "year_points", "Points of a behaviour year", theme=__name__,
        points={Severity.MINOR: YearPoints.minor, ...}, window=Resetting(YearPoints.months, YearPoints.begins),
        tiers=(Tier("first", YearPoints.first, YearPoints.first_brings), ...), on_appeal=YearPoints.on_appeal,
        on_reached=YearPoints.on_reached, four_eyes=YearPoints.four_eyes,
    )

Points add up, or with `score` they take away from a score that has a start, a floor, a ceiling and a way to win back.
A pack with `faults` counts those faults only, each by points of its own, whatever they weigh elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shibosi.kernel.controls import Severity
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.measures.events import Violation
from shibosi.kernel.parameters import Value

RUNS, SUSPENDS = "runs", "suspends"
"""What an open appeal does to what it is about: nothing, or it does not count until it is decided."""
PROPOSES, IMPOSES = "proposes", "imposes"
"""What reaching a tier does: somebody is asked to decide, or its measures are imposed at once."""


class BadPack(ShibosiError):
    """A pack that is not declared as a pack must be."""

    code = "bad-pack"
    message = "Pack {pack}: {reason}."


class UnknownPack(ShibosiError):
    """A name that is no pack."""

    code = "unknown-pack"
    message = "There is no pack '{pack}'."


class Figure(Protocol):
    """A parameter, as a pack reads it."""

    id: str
    kind: str

    def seen(self, value: Value) -> Any:
        """A kept value as a person reads it."""
        ...


@dataclass(frozen=True, slots=True)
class Rolling:
    """What happened in so many days up to and with the day asked counts."""

    days: Figure


@dataclass(frozen=True, slots=True)
class Resetting:
    """What happened since the period began counts; periods last so many months, the first of a year begins in `begins`.

    So 12 months are a behaviour year, 3 a quarter.
    """

    months: Figure
    begins: Figure


@dataclass(frozen=True, slots=True)
class Tier:
    """Points at which something is done: `brings` lists kinds of measures.

    With `lasts` it holds so many days from the day it was reached, else as long as it is reached.
    """

    name: str
    at: Figure
    brings: Figure
    lasts: Figure | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A score that starts somewhere, stays within bounds, and wins `gain` back for every `per` orders in the window."""

    start: Figure
    lowest: Figure
    highest: Figure
    gain: Figure
    per: Figure


@dataclass(frozen=True)
class Pack:
    """A declared pack. With a score a tier is reached below its figure, without at or above it.

    `four_eyes` lists the kinds of measures that two people decide. `faults`: what a violation of a rule (its
    control, or the name of a fault) costs; without them violations cost what `points` says of their severity.
    """

    name: str
    label: str
    clauses: tuple[str, ...]
    points: Mapping[Severity, Figure]
    window: Rolling | Resetting
    tiers: tuple[Tier, ...]
    on_appeal: Figure
    on_reached: Figure
    four_eyes: Figure
    score: Score | None
    theme: str
    faults: Mapping[str, Figure]

    def weight(self, violation: Violation) -> Figure | None:
        """What a violation costs; None where it does not count here."""
        return self.faults.get(violation.reason.rule) if self.faults else self.points[violation.severity]

    def words(self) -> list[Figure]:
        """The parameters that are a word."""
        return [self.on_appeal, self.on_reached]

    def lists(self) -> list[Figure]:
        """The parameters that are kinds of measures."""
        return [self.four_eyes, *(tier.brings for tier in self.tiers)]

    def figures(self) -> list[Figure]:
        """Every parameter it reads, in the order of their use."""
        window = (self.window.days,) if isinstance(self.window, Rolling) else (self.window.months, self.window.begins)
        score = self.score
        bounds = () if score is None else (score.start, score.lowest, score.highest, score.gain, score.per)
        tiers = [one for tier in self.tiers for one in (tier.at, tier.brings, tier.lasts) if one is not None]
        costs = dict.fromkeys([*self.points.values(), *self.faults.values()])
        return [*window, *bounds, *costs, *tiers, *self.words(), self.four_eyes]


KNOWN: dict[str, Pack] = {}


def pack(
    name: str,
    label: str,
    *,
    points: Mapping[Severity, Figure] | None = None,
    window: Rolling | Resetting,
    tiers: Iterable[Tier],
    on_appeal: Figure,
    on_reached: Figure,
    four_eyes: Figure,
    theme: str,
    clauses: Iterable[str] = (),
    score: Score | None = None,
    faults: Mapping[str, Figure] | None = None,
) -> Pack:
    """Declare a pack. Raises BadPack where something is missing or no figure of the kind it must be."""
    made = Pack(
        name, label, tuple(clauses), dict(points or {}), window, tuple(tiers), on_appeal, on_reached, four_eyes, score,
        theme, dict(faults or {}),
    )  # fmt: skip
    for reason in _faults(made):
        raise BadPack(pack=name, reason=reason)
    KNOWN[name] = made
    return made


def named(name: str) -> Pack:
    """The pack of that name. Raises UnknownPack with the nearest one."""
    if name not in KNOWN:
        raise UnknownPack(pack=name, hint=nearest(name, list(KNOWN)))
    return KNOWN[name]


def _faults(made: Pack) -> Iterable[str]:
    if made.name in KNOWN and KNOWN[made.name].theme != made.theme:
        yield "another pack has this name"
    for severity in Severity:
        if severity not in made.points and not made.faults:
            yield f"it has no points for {severity.name.lower()} violations"
    names = [tier.name for tier in made.tiers]
    if not names or len(set(names)) != len(names):
        yield "it needs tiers, each with a name of its own"
    named_ = [*made.lists(), *made.words()]
    others = [figure for figure in made.figures() if figure not in named_] + [tier.at for tier in made.tiers]
    for wanted, figures in (("codes", made.lists()), ("word", made.words()), ("whole", others)):
        for figure in figures:
            if figure.kind != wanted:
                yield f"{figure.id} is of kind {figure.kind}, expected {wanted}"
