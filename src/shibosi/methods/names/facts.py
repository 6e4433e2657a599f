"""What is known beside a name: days and places of birth, countries, identifiers. Each speaks for a match or against
it.

Points are log odds, chosen by us: a number that agrees settles it, a birth day that cannot be the same speaks hard
against it, and what is not known says nothing. Lists give birth years as "about 1960" or several of them: the one
that fits best counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from shibosi.methods.names.scoring import Reason
from shibosi.methods.text.folding import fold

SAME_DAY, SAME_MONTH, SAME_YEAR, TURNED, NEAR_YEAR, SLIP, OTHER_YEAR = 2.5, 1.5, 1.0, 1.5, 0.0, 0.8, -3.0
SAME_COUNTRY, OTHER_COUNTRY = 0.4, -0.8
SAME_PLACE, OTHER_PLACE = 1.0, -0.2
SAME_NUMBER = 8.0
NEAR = 1
FAR = 3
PLACE_ALIKE = 0.88
BORN_FORM = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
"""How whoever asks writes a day, a month or a year of birth."""
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
NOT_TELLING = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a bearer of a name; empty where nothing is."""

    born: tuple[str, ...] = ()
    """Days as "1958-03-02", "1958-03" or "1958"."""
    countries: tuple[str, ...] = ()
    """Two-letter codes, lower case: nationality, citizenship, country of registration."""
    places: tuple[str, ...] = ()
    """Places of birth."""
    numbers: tuple[str, ...] = ()
    """Passport, identity card, tax and company numbers."""


@lru_cache(maxsize=1 << 16)
def day_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a written day, 0 for what is not given; None where it is none."""
    found = DATE.match(text.strip())
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else None


def days_apart(one: str, other: str) -> float | None:
    """Points of two birth days; None where one of them is no day."""
    a, b = day_parts(one), day_parts(other)
    if a is None or b is None:
        return None
    if a == b and a[2]:
        return SAME_DAY
    if a[0] == b[0]:
        if 0 in (a[1], b[1]):
            return SAME_YEAR
        if a[1] == b[1] and 0 in (a[2], b[2]):
            return SAME_MONTH
        if (a[1], a[2]) == (b[2], b[1]):
            return TURNED
        return SLIP if a[1] == b[1] or a[2] == b[2] else NEAR_YEAR
    if a[1:] == b[1:] and a[2]:
        return SLIP
    apart = abs(a[0] - b[0])
    return NEAR_YEAR if apart <= NEAR else OTHER_YEAR / 2 if apart <= FAR else OTHER_YEAR


def weighed(left: Facts, right: Facts) -> list[Reason]:
    """What the facts of two bearers say: at most one reason a kind."""
    out = []
    days = [(points, a, b) for a in left.born for b in right.born if (points := days_apart(a, b)) is not None]
    if days:
        points, a, b = max(days)
        out.append(Reason("born", a, b, points))
    if left.countries and right.countries:
        same = sorted(set(left.countries) & set(right.countries))
        points = SAME_COUNTRY if same else OTHER_COUNTRY
        shown = (same[0], same[0]) if same else (left.countries[0], right.countries[0])
        out.append(Reason("country", *shown, points))
    if left.places and right.places:
        near, a, b = max((JaroWinkler.similarity(fold(a), fold(b)), a, b) for a in left.places for b in right.places)
        within = any(fold(x) in fold(y) or fold(y) in fold(x) for x in left.places for y in right.places)
        out.append(Reason("born-in", a, b, SAME_PLACE if near > PLACE_ALIKE or within else OTHER_PLACE))
    same_number = _numbers(left.numbers) & _numbers(right.numbers)
    if same_number:
        number = min(same_number)
        out.append(Reason("identifier", number, number, SAME_NUMBER))
    return out


def _numbers(numbers: Iterable[str]) -> set[str]:
    """Numbers without signs; shorter than four characters they tell nothing."""
    return {plain for one in numbers if len(plain := NOT_TELLING.sub("", fold(one))) >= 4}
