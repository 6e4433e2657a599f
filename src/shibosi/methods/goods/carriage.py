"""Carriage 运输: whether goods are dangerous or sensitive, and how each mode carries them on a day, by attribute.

Which rows of dangerous goods mean some goods follows from their traits and from the UN number the seller states; what
a mode makes of each, from limits held against what was measured (watt-hours, flash point, magnetic field). What nobody
said leaves open only what hangs on it. Not modelled: packing groups, quantities of a whole consignment, terms of single
carriers; rows of general knowledge ask for review.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.methods.goods.access import Goods, known
from shibosi.standard.law.book import book
from shibosi.standard.law.conditions import Condition, Known, condition
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.needs import FIRM

FORBIDDEN, REFUSED, REGULATED, EASED, FREE = "forbidden", "refused", "regulated", "eased", "free"
WORST = (FORBIDDEN, REFUSED, REGULATED, EASED, FREE)
"""Treatments, the worst first."""
DECIDES = (FORBIDDEN, FREE, REFUSED, EASED)
"""Which of the treatments of one row counts: what is forbidden, then what is not restricted at all."""
MODES = ("passenger-aircraft", "cargo-aircraft", "sea", "post", "express")
PACKED = {"passenger-aircraft": "air", "cargo-aircraft": "air", "sea": "sea"}
"""The column that names the packing instruction of a mode; of other modes the table says only what it refuses."""
YES = "yes"


class UnknownMode(ShibosiError):
    """A word that is no mode of carriage."""

    code = "unknown-mode-of-carriage"
    message = "Goods are not carried by '{mode}'."


class UnknownUnNumber(ShibosiError):
    """A UN number that no row of dangerous goods has."""

    code = "unknown-un-number"
    message = "No row of dangerous goods has the number '{number}'."


@dataclass(frozen=True, slots=True)
class Carried:
    """What a row of dangerous or sensitive goods makes of some goods in a mode.

    `applies` None: cannot be told whether the row means them; `treatment` None: nor how they are carried if it does.
    `limits`: rows that decide the treatment, or may; `open`: what nobody said that decides.
    """

    row: Fact
    applies: bool | None
    treatment: str | None
    limits: tuple[Fact, ...]
    open: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the reference calls the row."""
        return self.row.series.partition("/")[2]

    @property
    def dangerous(self) -> bool:
        """Whether it is about dangerous goods; else about goods that only want care and papers."""
        return self.row["dangerous"] == YES

    @property
    def firm(self) -> bool:
        """Whether row and limits are more than general knowledge."""
        return all(one.confidence in FIRM for one in (self.row, *self.limits))

    @property
    def outcomes(self) -> frozenset[str | None]:
        """Every treatment there may be once what is open is said; None: nobody knows it."""
        here = frozenset([self.treatment])
        return here if self.applies else here | {FREE}


def carriage(goods: Goods, market: str, mode: str, day: date, numbers: Iterable[str] = ()) -> list[Carried]:
    """The rows that mean goods, or may, in a mode on a day, the worst first. `numbers`: UN numbers the seller states.

    Raises UnknownCategory, UnknownMarket, UnknownMode, UnknownUnNumber.
    """
    if mode not in MODES:
        raise UnknownMode(mode=mode, hint=nearest(mode, list(MODES)))
    rows = book().serving("dangerous_goods", market, day)
    stated = frozenset(map(_number, numbers))
    for number in stated:
        every = sorted({one for row in rows for one in _numbers(row)})
        if number not in every:
            raise UnknownUnNumber(number=number, hint=nearest(number, every))
    limits = [one for one in book().serving("carriage", market, day) if mode in codes(one["mode"])]
    so = known(goods)
    found = [_carried(row, limits, so, mode, stated) for row in rows]
    return sorted((one for one in found if one.applies is not False), key=_order)


def verdict(found: Iterable[Carried]) -> str | None:
    """The worst treatment; None where what nobody said, or nobody knows, decides. Nothing found: free."""
    some = list(found)
    sure = [one.treatment for one in some if one.applies and one.treatment is not None]
    worst = min(sure, key=WORST.index, default=FREE)
    beyond = (outcome for one in some for outcome in one.outcomes)
    if any(outcome is None or WORST.index(outcome) < WORST.index(worst) for outcome in beyond):
        return worst if worst == FORBIDDEN else None
    return worst


def unsaid(found: Iterable[Carried]) -> tuple[str, ...]:
    """What nobody said that decides, each once."""
    return tuple(sorted({name for one in found for name in one.open}))


def _carried(row: Fact, limits: list[Fact], so: Known, mode: str, stated: frozenset[str]) -> Carried:
    asked = condition(str(row["when"]))
    applies = True if stated & _numbers(row) else asked.holds(so)
    own = [one for one in limits if row.series.partition("/")[2] in codes(one["goods"])]
    holds = [condition(str(one["when"])).holds(so) for one in own]
    usual = _usual(row, mode)
    outcomes = {
        _decided({str(one["treatment"]) for one, met in zip(own, case, strict=True) if met}, usual)
        for case in _cases(holds)
    }  # fmt: skip
    treatment = next(iter(outcomes)) if len(outcomes) == 1 else None
    decides = [
        one for one, met in zip(own, holds, strict=True)
        if (met and one["treatment"] == treatment) or (met is not False and len(outcomes) > 1)
    ]  # fmt: skip
    limits_asked = [condition(str(one["when"])) for one in decides] if len(outcomes) > 1 else []
    asks = _unsaid([asked] if applies is None else limits_asked, so)
    return Carried(row, applies, treatment, tuple(decides), tuple(sorted(asks)))


def _cases(holds: list[bool | None]) -> Iterator[tuple[bool, ...]]:
    """Every way in which what is open may turn out."""
    return product(*((True, False) if one is None else (one,) for one in holds))


def _decided(treatments: set[str], usual: str | None) -> str | None:
    return next((one for one in DECIDES if one in treatments), usual)


def _usual(row: Fact, mode: str) -> str | None:
    """How a mode carries what no limit concerns: dangerous goods by its packing instruction; None: nobody says."""
    if row["dangerous"] != YES:
        return FREE
    return REGULATED if mode in PACKED and row[PACKED[mode]] else None


def _unsaid(asked: Iterable[Condition], so: Known) -> set[str]:
    return {name for one in asked for name in one.traits() if so.get(name) is None}


def _order(one: Carried) -> tuple[bool, int, str]:
    return one.applies is None, -1 if one.treatment is None else WORST.index(one.treatment), one.id


def _number(text: str) -> str:
    digits = text.strip().upper().removeprefix("UN").strip()
    return f"UN{digits}"


def _numbers(row: Fact) -> frozenset[str]:
    return frozenset(codes(row["un_number"]))


def codes(value: object) -> tuple[str, ...]:
    """The names in a field of codes; none where it is empty."""
    return value if isinstance(value, tuple) else ()
