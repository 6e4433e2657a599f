"""What differs between two books: for each value, the days on which it is another, and rows edited instead of added."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shibosi.standard.law.book import Book
from shibosi.standard.law.facts import DAY, Fact, first

Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Days on which a value is another: from `start` (None: the beginning) to `end` (None: open), before and after."""

    series: str
    start: date | None
    end: date | None
    before: Fact | None
    after: Fact | None


def differences(old: Book, new: Book) -> list[Difference]:
    """Every stretch of days on which a value in force differs, by name and day."""
    names = sorted({*old.series(), *new.series()})
    olds, news = frozenset(old.series()), frozenset(new.series())
    return [
        one for name in names
        for one in _of(
            name, old.history(name) if name in olds else (), new.history(name) if name in news else ()
        )
    ]  # fmt: skip


def edited(old: Book, new: Book) -> list[tuple[Fact, Fact | None]]:
    """Rows of the old book that the new one changed or dropped instead of correcting them by a row of their own."""
    there = {(fact.table, fact.id): fact for fact in new.facts}
    pairs = [(fact, there.get((fact.table, fact.id))) for fact in old.facts]
    return [(fact, other) for fact, other in pairs if other is None or _whole(fact) != _whole(other)]


def _of(name: str, old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Iterator[Difference]:
    """Stretches between the bounds of either line; neighbours that differ in the same way are one."""
    bounds = sorted({date.min, *_bounds(old), *_bounds(new)})
    found: list[Difference] = []
    for at, bound in enumerate(bounds):
        end = bounds[at + 1] - DAY if at + 1 < len(bounds) else None
        before, after = _there(old, bound), _there(new, bound)
        if _said(before) == _said(after):
            continue
        last = found[-1] if found else None
        if last and last.end and last.end + DAY == bound and (last.before, last.after) == (before, after):
            found[-1] = Difference(name, last.start, end, before, after)
        else:
            found.append(Difference(name, None if bound == date.min else bound, end, before, after))
    yield from found


def _bounds(line: tuple[Fact, ...]) -> Iterator[date]:
    for fact in line:
        yield first(fact)
        if fact.end is not None and fact.end < date.max:
            yield fact.end + DAY


def _there(line: tuple[Fact, ...], day: date) -> Fact | None:
    return next((fact for fact in line if fact.covers(day) and not fact.repealed), None)


def _said(fact: Fact | None) -> Said | None:
    """What a row says, apart from its days and where it stands."""
    return None if fact is None else tuple((name, repr(value)) for name, value in fact.values.items())


def _whole(fact: Fact) -> tuple[object, ...]:
    return (fact.places, fact.start, fact.end, _said(fact), fact.source, fact.confidence, fact.recorded, fact.replaces)
