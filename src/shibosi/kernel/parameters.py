"""Parameters 参数: numbers and lists with place, days, source and confidence.

In a control a parameter is an expression: each row gets the value in force on its own day in its own place. A value
of a specific place wins; where a place has none the general place "all" serves, unless the place says `repealed`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeVar, overload

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE, SHARE_SCALE, Expr, ListX, MoneyX, NumberX, TextX
from shibosi.kernel.expressions.nodes import Kind, Node, literal
from shibosi.kernel.words import Phrase

X = TypeVar("X", bound=Expr)
Value = int | str | frozenset[str]
DAY_ZERO = date(1970, 1, 1)
EVERYWHERE = "all"


class UnknownParameter(ShibosiError):
    """A name that is no parameter."""

    code = "unknown-parameter"
    message = "There is no parameter '{parameter}'."


class BadValue(ShibosiError):
    """A value that cannot be read or contradicts another."""

    code = "bad-parameter-value"
    message = "{file}: {parameter}: {reason}."


class Parameter(Generic[X]):
    """One parameter of a set. Made by `share`, `number`, `whole`, `amount`, `codes`, `word` below."""

    def __init__(self, kind: str, meaning: str, unit: str, currency: str | None = None) -> None:
        self.kind = kind
        self.meaning = meaning
        self.unit = unit
        self.currency = currency
        self.name = ""
        self.id = ""

    def __set_name__(self, owner: "type[Parameters]", name: str) -> None:
        self.name = name

    @overload
    def __get__(self, limits: None, owner: "type[Parameters]") -> "Parameter[X]": ...
    @overload
    def __get__(self, limits: "Parameters", owner: "type[Parameters]") -> X: ...
    def __get__(self, limits: "Parameters | None", owner: "type[Parameters]") -> "X | Parameter[X]":
        if limits is None:
            return self
        kinds: dict[str, Kind] = {"word": "text", "codes": "text"}
        node = Node("param", (limits.day, limits.place), self.id, kinds.get(self.kind, "int"))
        made: Expr
        if self.kind == "amount":
            made = MoneyX(node, literal(self.currency, "text"))
        elif self.kind == "codes":
            made = ListX(node)
        elif self.kind == "word":
            made = TextX(node)
        else:
            made = NumberX(node, {"share": SHARE_SCALE, "number": AMOUNT_SCALE, "whole": 0}[self.kind])
        return made  # type: ignore[return-value]

    def stored(self, value: Any) -> Value:
        """A written value ("0.05", 30, a list of codes) as it is kept. Raises ValueError where it does not fit."""
        if self.kind == "codes":
            return frozenset(str(item) for item in value)
        if self.kind == "word":
            return str(value)
        scale = {"share": SHARE_SCALE, "whole": 0}.get(self.kind, AMOUNT_SCALE)
        exact = Decimal(str(value)).scaleb(scale)
        if exact != exact.to_integral_value() or abs(exact) > 10**18:
            raise ValueError(f"{value} does not fit {self.kind}")
        return int(exact)

    def seen(self, value: Value) -> Any:
        """A kept value as a person reads it."""
        if isinstance(value, int):
            scale = {"share": SHARE_SCALE, "whole": 0}.get(self.kind, AMOUNT_SCALE)
            return Decimal(value).scaleb(-scale).normalize() if scale else value
        return sorted(value) if isinstance(value, frozenset) else value


class Parameters:
    """Base of a set of parameters that controls take as their argument; the set's name keys the values."""

    known: ClassVar[dict[str, "Parameter[Any]"]] = {}
    name: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        for name, parameter in vars(cls).items():
            if isinstance(parameter, Parameter):
                parameter.id = f"{cls.name}.{name}"
                Parameters.known[parameter.id] = parameter

    def __init__(self, day: Node, place: Node) -> None:
        self.day = day
        self.place = place


def share(meaning: str) -> Parameter[NumberX]:
    """A share of something, at most six decimals ("0.05" is 5 %)."""
    return Parameter("share", meaning, "share")


def number(meaning: str, unit: str) -> Parameter[NumberX]:
    """A quantity with at most five decimals."""
    return Parameter("number", meaning, unit)


def whole(meaning: str, unit: str) -> Parameter[NumberX]:
    """A whole number: days, pieces."""
    return Parameter("whole", meaning, unit)


def amount(meaning: str, currency: str) -> Parameter[MoneyX]:
    """Money in a fixed currency (customs code, "142" is CNY)."""
    return Parameter("amount", meaning, "money", currency)


def codes(meaning: str) -> Parameter[ListX]:
    """A list of codes."""
    return Parameter("codes", meaning, "list")


def word(meaning: str) -> Parameter[TextX]:
    """A single text."""
    return Parameter("word", meaning, "text")


@dataclass(frozen=True, slots=True)
class Version:
    """One value from its first to its last day in a place. `first` None: the first day is unknown, used and flagged.

    `value` None with `repealed` says that the place has no value, not even the general one.
    """

    value: Value | None
    first: date | None
    last: date | None
    place: str
    source: str
    confidence: str
    repealed: bool = False

    def label(self) -> str:
        """How a finding names it: place and first day."""
        return f"{self.place}@{self.first.isoformat() if self.first else 'unknown'}"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A parameter in one place as a step function: `versions[i]` is in force from `bounds[i]` on (None: nothing is)."""

    bounds: tuple[int, ...]
    versions: tuple[Version | None, ...]


BEGINNING = -(10**9)


class Values(Mapping[str, tuple[Version, ...]]):
    """All parameters with all their versions. Immutable; an overlay makes another one."""

    def __init__(self, versions: Mapping[str, Iterable[Version]]) -> None:
        self._versions = {name: tuple(found) for name, found in versions.items()}
        for name, found in self._versions.items():
            _check_overlap(name, found)
        self.pieces = lru_cache(maxsize=None)(self._pieces)

    def __getitem__(self, name: str) -> tuple[Version, ...]:
        return self._versions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Values, (self._versions,))

    def places(self, name: str) -> frozenset[str]:
        """The places with values of their own."""
        return frozenset(version.place for version in self.get(name, ())) - {EVERYWHERE}

    def in_force(self, name: str, day: date | None, place: str | None) -> Version | None:
        """The version in force on a day in a place; None where there is none or the day is not known."""
        if name not in Parameters.known:
            raise UnknownParameter(parameter=name, hint=nearest(name, list(Parameters.known)))
        return self.in_force_at(name, None if day is None else (day - DAY_ZERO).days, place)

    def in_force_at(self, name: str, day: int | None, place: str | None) -> Version | None:
        """The same for a day counted from 1970, which may lie beyond what a calendar has."""
        pieces = self.pieces(name, place or EVERYWHERE)
        if len(pieces.versions) == 1:
            return pieces.versions[0]
        return None if day is None else step(pieces, day)

    def _pieces(self, name: str, place: str) -> Pieces:
        general = [version for version in self.get(name, ()) if version.place == EVERYWHERE]
        own = [version for version in self.get(name, ()) if version.place == place != EVERYWHERE]
        bounds = {BEGINNING}
        for version in own + general:
            bounds.add(_first(version))
            if version.last is not None:
                bounds.add((version.last - DAY_ZERO).days + 1)
        steps: list[tuple[int, Version | None]] = []
        for bound in sorted(bounds):
            found = _covering(own, bound) or _covering(general, bound)
            found = None if found is not None and found.repealed else found
            if not steps or steps[-1][1] is not found:
                steps.append((bound, found))
        return Pieces(tuple(bound for bound, _ in steps), tuple(version for _, version in steps))

    def overlay(self, changes: Mapping[str, Iterable[Version]]) -> "Values":
        """Other values for the named parameters. Raises UnknownParameter, so that a slip of the pen is seen."""
        for name in changes:
            if name not in Parameters.known:
                raise UnknownParameter(parameter=name, hint=nearest(name, list(Parameters.known)))
        return Values({**self._versions, **changes})

    def described(self, name: str) -> list[dict[str, Any]]:
        """All versions of a parameter as plain data, for a run folder or a page."""
        parameter = Parameters.known[name]
        return [
            {
                "value": None if version.value is None else str(parameter.seen(version.value)),
                "first": version.first.isoformat() if version.first else None,
                "last": version.last.isoformat() if version.last else None,
                "place": version.place,
                "source": version.source,
                "confidence": version.confidence,
                "repealed": version.repealed,
            }
            for version in self.get(name, ())
        ]


def step(pieces: Pieces, day: int) -> Version | None:
    """The version in force on a day counted from 1970."""
    low, high = 0, len(pieces.bounds)
    while high - low > 1:
        middle = (low + high) // 2
        if pieces.bounds[middle] <= day:
            low = middle
        else:
            high = middle
    return pieces.versions[low]


def _first(version: Version) -> int:
    return BEGINNING if version.first is None else (version.first - DAY_ZERO).days


def _covering(versions: list[Version], day: int) -> Version | None:
    for version in versions:
        if _first(version) <= day and (version.last is None or day <= (version.last - DAY_ZERO).days):
            return version
    return None


def _check_overlap(name: str, versions: tuple[Version, ...]) -> None:
    for place in {version.place for version in versions}:
        ordered = sorted((version for version in versions if version.place == place), key=_first)
        for earlier, later in pairwise(ordered):
            if earlier.last is None or (earlier.last - DAY_ZERO).days >= _first(later):
                reason = Phrase("two values are in force in '{place}' on {day}", place=place, day=later.first)
                raise BadValue(file="values", parameter=name, reason=reason)
