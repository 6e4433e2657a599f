"""One part of the example: documents of some orders, the faults in them, the findings that follow."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from shibosi.example.documents import Frames, make_documents
from shibosi.example.documents.sheet import Sheet
from shibosi.example.faults.base import Fault
from shibosi.example.faults.register import faults, harmless_cases
from shibosi.example.papers import Papers
from shibosi.example.plan import make_plan

HARMLESS_SHARE = 0.2
"""Harmless oddities, as a share of the faults."""
TRUTH = ["dossier", "key", "control", "outcome", "fault"]


@dataclass(frozen=True, slots=True)
class Part:
    """Documents by kind, the truth about them, and how many orders each fault touched (harmless ones apart).

    `orders` is the plan of the orders; documents and truth carry `at`, the place of their order in it.
    """

    frames: Frames
    truth: pl.DataFrame
    faults: dict[str, int]
    harmless: dict[str, int]
    orders: pl.DataFrame


def make_part(seed: int, number: int, count: int, fault_share: float) -> Part:
    """The part with this number: `count` orders. Depends on these four arguments only."""
    rng = np.random.default_rng([seed, number])
    sheet = Sheet(make_plan(rng, number, count))
    frames = make_documents(sheet)
    wanted, odd = faults(), harmless_cases()
    chosen = Choice(rng, sheet.orders)
    chosen.draw(wanted, fault_share)
    chosen.draw(odd, fault_share * HARMLESS_SHARE)
    truth = _spoil(rng, sheet, frames, chosen)
    counts = {fault.name: len(heads) for fault, heads in chosen.made}
    names = {fault.name for fault in wanted}
    return Part(
        frames,
        truth,
        {name: number for name, number in counts.items() if name in names},
        {name: number for name, number in counts.items() if name not in names},
        sheet.orders,
    )


class Choice:
    """Which orders get which fault: each order at most one."""

    def __init__(self, rng: np.random.Generator, orders: pl.DataFrame) -> None:
        self.rng, self.orders = rng, orders
        self.taken = np.zeros(len(orders), dtype=bool)
        self.made: list[tuple[Fault, pl.DataFrame]] = []

    def draw(self, wanted: list[Fault], share: float) -> None:
        """Spread a share of all orders over the wanted faults, each according to how often it happens."""
        shares = sum(fault.share for fault in wanted)
        fits = self.orders.select(fault.where.alias(fault.name) for fault in wanted)
        for fault in wanted:
            expected = len(self.orders) * share * fault.share / shares / fault.size
            cases = int(expected) + int(self.rng.random() < expected % 1)
            heads = self._cases(fault, fits[fault.name].to_numpy() & ~self.taken, cases)
            self.taken[heads["at"].to_numpy()] = True
            if len(heads):
                self.made.append((fault, heads))

    def _cases(self, fault: Fault, fits: np.ndarray, cases: int) -> pl.DataFrame:
        """The plan of the orders drawn, with `group` (the case) and `seat` (place in the case)."""
        able = self.rng.permutation(np.flatnonzero(fits))
        if fault.alike is not None:
            able = _side_by_side(able, self.orders[able].select(alike=fault.alike, apart=fault.apart), fault.size)
        drawn = able[: min(cases, len(able) // fault.size) * fault.size]
        place = np.arange(len(drawn))
        return self.orders[drawn].with_columns(
            group=pl.Series(drawn[place // fault.size * fault.size]), seat=pl.Series(place % fault.size)
        )


def _side_by_side(orders: np.ndarray, told: pl.DataFrame, size: int) -> np.ndarray:
    """The orders in cases of `size` that are alike, the cases in the order in which they are complete.

    `told` says of each order its `alike` and what must not be the same in a case, `apart` (null: nothing).
    """
    frame = told.with_columns(order=orders, turn=np.arange(len(orders)))
    frame = frame.with_columns(case=pl.int_range(pl.len()).over("alike") // size)
    several = pl.col("apart").is_null().all() | (pl.col("apart").n_unique() == size)
    frame = frame.filter((pl.len() == size).over("alike", "case") & several.over("alike", "case"))
    return frame.sort(pl.col("turn").max().over("alike", "case"), "turn")["order"].to_numpy()


def _spoil(rng: np.random.Generator, sheet: Sheet, frames: Frames, chosen: Choice) -> pl.DataFrame:
    """Edit the documents of the chosen orders in `frames`, and say what follows."""
    fault_of = np.zeros(len(sheet.orders), dtype=np.int32)
    for place, (_, heads) in enumerate(chosen.made, start=1):
        fault_of[heads["at"].to_numpy()] = place
    split = {kind: _parted(frames.pop(kind), fault_of) for kind in list(frames)}
    truths = []
    for place, (fault, heads) in enumerate(chosen.made, start=1):
        own = {kind: spoilt.get((place,), rest.clear()) for kind, (rest, spoilt) in split.items()}
        papers = Papers(heads, own, sheet.part, rng)
        fault.edit(papers)
        truths += fault.findings(papers)
        for kind, (_, spoilt) in split.items():
            spoilt[(place,)] = papers.frames[kind]
    for kind in list(split):
        rest, spoilt = split.pop(kind)
        frames[kind] = pl.concat([rest, *spoilt.values()]).sort("at", maintain_order=True)
    return _truth(truths)


def _parted(frame: pl.DataFrame, fault_of: np.ndarray) -> tuple[pl.DataFrame, dict[tuple[int, ...], pl.DataFrame]]:
    """The rows without a fault, and those of each fault."""
    fault = pl.Series("fault", fault_of[frame["at"].to_numpy()])
    touched = fault > 0
    spoilt = frame.filter(touched).with_columns(fault.filter(touched))
    return frame.filter(~touched), spoilt.partition_by("fault", as_dict=True, include_key=False)


def _truth(found: list[pl.DataFrame]) -> pl.DataFrame:
    if not found:
        return pl.DataFrame(schema={"at": pl.UInt32, **dict.fromkeys(TRUTH, pl.String)})
    return pl.concat(found).sort("at", "dossier", "key", "control")
