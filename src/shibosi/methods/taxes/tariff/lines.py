"""The lines of a tariff, asked by code, origin and day."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.sources import Source
from shibosi.methods.taxes.tariff.duty import Term
from shibosi.methods.taxes.tariff.expression import terms_of

NORMAL, PREFERENCE, ADDITIONAL = "normal", "preference", "additional"
MEASURES = (NORMAL, PREFERENCE, ADDITIONAL)
CODE = re.compile(r"\d{4,12}")
SHORTEST = 4
NO_CODE = "No commodity code is given."


@dataclass(frozen=True, slots=True)
class TariffLine:
    """A duty of a code for some days: `printed` as the tariff has it, `origin` "" for all, `measure` of MEASURES."""

    code: str
    first: date | None
    last: date | None
    origin: str
    measure: str
    printed: str

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Rate:
    """A duty found: its terms (None: cannot be read here), the row it stands in, its measure, as printed."""

    terms: tuple[Term, ...] | None
    source: Source
    measure: str
    printed: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a tariff says of a code: one list of duties for each line the goods may belong to, and why not just one."""

    choices: tuple[tuple[Rate, ...], ...]
    because: str = ""


class Tariff:
    """The tariff of a market, from one file or several."""

    def __init__(self, place: str, origin: str, lines: Iterable[TariffLine]) -> None:
        self.place, self.origin = place, origin
        self.lines: dict[str, list[TariffLine]] = {}
        for one in lines:
            self.lines.setdefault(one.code, []).append(one)
        self._sorted = sorted(self.lines)
        self.has_additional = any(one.measure == ADDITIONAL for some in self.lines.values() for one in some)

    def find(self, code: str, origin: str, day: date, preference: bool) -> Found:
        """The duties of a code on a day; empty choices, and why, where the tariff says nothing."""
        plain = code.replace(".", "").replace(" ", "")
        if not CODE.fullmatch(plain):
            because = Phrase("'{code}' is no commodity code.", code=code[:20]) if plain else NO_CODE
            return Found((), because)
        for length in range(len(plain), SHORTEST - 1, -1):
            own = self._on(plain[:length], origin, day, preference)
            if own:
                return Found((own,))
        return self._below(plain, origin, day, preference)

    def _below(self, code: str, origin: str, day: date, preference: bool) -> Found:
        """The duties of the codes under a code; none for one that the tariff does not know."""
        found: dict[tuple[str, ...], tuple[Rate, ...]] = {}
        ended: date | None = None
        at = bisect_left(self._sorted, code)
        while at < len(self._sorted) and self._sorted[at].startswith(code):
            own = self._on(self._sorted[at], origin, day, preference)
            if own:
                found.setdefault(tuple(one.printed for one in own), own)
            ended = max((one.last for one in self.lines[self._sorted[at]] if one.last), default=ended)
            at += 1
        if found:
            because = Phrase("{code} has several lines in the tariff with different duties.", code=code)
            return Found(tuple(found.values()), because if len(found) > 1 else "")
        if ended is not None and ended < day:
            because = Phrase("{code} is an old code: its last day in the tariff was {day}.", code=code, day=ended)
            return Found((), because)
        return Found((), Phrase("{code} is not in the tariff of {place}.", code=code, place=self.place))

    def _on(self, code: str, origin: str, day: date, preference: bool) -> tuple[Rate, ...]:
        """The duties of exactly this code: the normal one or the preference, and the additional ones."""
        lines = [one for one in self.lines.get(code, ()) if one.covers(day) and one.origin in ("", origin)]
        better = [one for one in lines if one.measure == PREFERENCE] if preference else []
        main = better[:1] or [one for one in lines if one.measure == NORMAL][:1]
        more = [one for one in lines if one.measure == ADDITIONAL]
        return tuple(self._rate(one) for one in (*main, *more)) if main else ()

    def _rate(self, one: TariffLine) -> Rate:
        name = f"tariff/{self.place}/{one.code}" + (f"/{one.origin}" if one.origin else "")
        source = Source(name, self.place, one.first, one.last, f"{self.origin}: {one.printed}", "high")
        return Rate(terms_of(one.printed), source, one.measure, one.printed)
