"""The plan of a part: what really happened, before anybody reports it.

Two frames of whole numbers: one row per order (`at` is its place in the part) and one per line. Money in fen, weights
in grams, times in minutes of Beijing time since 1970. Everything a later document says follows from here, so that the
documents of an order agree with one another.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from shibosi.example.goods import bands, stock
from shibosi.example.modes import MODES
from shibosi.example.numbers import minutes

AS_OF = date(2026, 10, 1)
"""The day for which the truth holds."""
OPENED, CLOSED = minutes(date(2024, 7, 1)), minutes(date(2026, 6, 25))
"""Orders are made in between; the papers of the last ones are complete by the end of June 2026."""
LATELY = minutes(date(2026, 9, 5)), minutes(date(2026, 9, 24))
"""Recent orders: their papers may still come on the day of the truth."""
RECENT = 0.01
COLLECTED_UNTIL = minutes(date(2024, 12, 15))
"""Lists declared from here on need no collection."""
LINE_SHARES = [0.43, 0.30, 0.15, 0.08, 0.04]
MANY_LINES, LONG = 0.0005, 30
DEAR, ONE_PIECE, GIFT = 0.03, 0.003, 0.015
PLAIN_CEILING, DEAR_FLOOR, DEAR_CEILING = 320_000, 345_000, 485_000
B2B_CEILING = {"142": 480_000, "502": 68_000}
YEAR_ROOM, DAY_ROOM = 1_950_000, 300_000
"""A buyer with more than this in a year or on a day sends the next order to somebody else, so that no limit is met by
chance."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Orders and lines of one part."""

    part: int
    orders: pl.DataFrame
    lines: pl.DataFrame


def _flags(rng: np.random.Generator, chance: float, among: np.ndarray) -> np.ndarray:
    flags: np.ndarray = (rng.random(len(among)) < chance) & among
    return flags


def make_plan(rng: np.random.Generator, part: int, count: int) -> Plan:
    """Plan `count` orders of a part. The same generator state gives the same plan."""
    mode = rng.choice(len(MODES), count, p=[one.share for one in MODES])
    imported, retail, overseas = mode <= 2, np.isin(mode, (3, 4)), np.isin(mode, (5, 6))
    recent = rng.random(count) < RECENT
    piece = _flags(rng, ONE_PIECE, imported & ~recent)
    dear = _flags(rng, DEAR, imported & ~recent & ~piece)
    shape = Shape(mode, imported, overseas, piece, dear, _currencies(rng, mode))
    lines = _lines(rng, shape)
    starts = np.concatenate([[0], np.cumsum(shape.count)[:-1]])

    def summed(column: str) -> np.ndarray:
        sums: np.ndarray = np.add.reduceat(lines[column].to_numpy(), starts)
        return sums

    value = summed("total")
    freight = np.where(rng.random(count) < 0.6, 0, rng.integers(600, 3000, count))
    insurance = np.where((freight > 0) & (rng.random(count) < 0.15), 100, 0)
    discount = np.where(imported & (rng.random(count) < 0.2), value * rng.integers(1, 10, count) // 100, 0)
    tax = np.where(imported, (value + freight) * 91 // 1000, 0)
    net = summed("grams")
    gross = net * 105 // 100 + rng.integers(60, 240, count)
    times = _times(rng, recent, retail)
    buyer, year_value = _buyers(rng, shape, value + freight, times["listed"])
    returned, answered, whole = _returns(rng, mode, recent, dear)
    orders = pl.DataFrame(
        {
            "at": np.arange(count, dtype=np.uint32), "mode": mode, "currency": shape.currency, "recent": recent,
            "piece": piece, "dear": dear, "lines": shape.count,
            "pieces": summed("quantity"), "gift": summed("gift") > 0, "value": value,
            "freight": freight, "insurance": insurance, "discount": discount, "tax": tax,
            "line_freight": summed("freight"), "net": net, "gross": gross,
            "weighed": gross * rng.integers(9300, 10700, count) // 10_000, **times, "buyer": buyer,
            "year_value": year_value, "consignee": np.where(rng.random(count) < 0.8, buyer, buyer + 3_000_000),
            "returned": returned, "answered": answered, "whole": whole, **_choices(rng, mode),
        }
    )  # fmt: skip
    return Plan(part, orders.with_columns(collected=pl.Series(retail) & (pl.col("listed") < COLLECTED_UNTIL)), lines)


class Shape:
    """What is known of the orders before their lines are made."""

    def __init__(
        self, mode: np.ndarray, imported: np.ndarray, overseas: np.ndarray,
        piece: np.ndarray, dear: np.ndarray, currency: np.ndarray,
    ) -> None:  # fmt: skip
        self.mode, self.imported, self.overseas = mode, imported, overseas
        self.piece, self.dear, self.currency = piece, dear, currency
        self.count = np.zeros(len(mode), dtype=np.int64)


def _currencies(rng: np.random.Generator, mode: np.ndarray) -> np.ndarray:
    """Imports and marketplace orders in yuan (142), half of the exports in dollars (502)."""
    return np.where(np.isin(mode, (3, 4, 5, 6)) & (rng.random(len(mode)) < 0.45), "502", "142")


def _lines(rng: np.random.Generator, shape: Shape) -> pl.DataFrame:
    """The lines; sets `shape.count`."""
    number = len(shape.mode)
    count = rng.choice(len(LINE_SHARES), number, p=LINE_SHARES) + 1
    count[_flags(rng, MANY_LINES, np.isin(shape.mode, (0, 1, 3)) & ~shape.dear)] = LONG
    count[shape.piece] = 1
    shape.count = count
    order = np.repeat(np.arange(number), count)
    ends = np.cumsum(count)
    line = np.arange(len(order)) - np.repeat(ends - count, count) + 1
    first = line == 1
    item = _items(rng, shape, order, first)
    offered = stock()[["price", "grams"]].to_numpy()[item]
    price = offered[:, 0] * rng.integers(90, 110, len(order)) // 100
    price = np.where(shape.currency[order] == "502", price // 7, price)
    bulk = _flags(rng, 0.15, shape.mode == 3) | shape.overseas
    quantity = np.where(
        bulk[order], rng.integers(8, 40, len(order)), rng.choice(4, len(order), p=[0.6, 0.25, 0.1, 0.05]) + 1
    )
    quantity[shape.piece[order]] = 1
    quantity[shape.dear[order] & first] = 1 + (rng.random(int((shape.dear[order] & first).sum())) < 0.5)
    given = _flags(rng, GIFT, shape.imported & (count > 1) & ~shape.dear)[order] & (line == np.repeat(count, count))
    price[given] = 0
    _fit(rng, shape, order, first, price, quantity)
    sent = np.where(np.isin(shape.mode, (7,))[order], rng.integers(0, 15, len(order)) * 100, 0)
    return pl.DataFrame(
        {
            "at": order.astype(np.uint32), "line": line, "item": item, "quantity": quantity, "price": price,
            "total": price * quantity, "grams": offered[:, 1] * quantity, "freight": sent,
            "gift": given.astype(np.int64),
        }
    )  # fmt: skip


def _items(rng: np.random.Generator, shape: Shape, order: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The item of each line, out of the band of goods that the order buys from."""
    spans: np.ndarray = np.array([bands()[one.band] for one in MODES])[shape.mode][order]
    spans[shape.piece[order]] = bands()["piece"]
    spans[shape.dear[order] & first] = bands()["dear"]
    items: np.ndarray = spans[:, 0] + (rng.random(len(order)) * spans[:, 1]).astype(np.int64)
    return items


def _fit(
    rng: np.random.Generator, shape: Shape, order: np.ndarray, first: np.ndarray, price: np.ndarray,
    quantity: np.ndarray,
) -> None:  # fmt: skip
    """Bring prices down to what the channel allows, and dear orders up to just below the limit."""
    number = len(shape.mode)

    def value() -> np.ndarray:
        return np.bincount(order, price * quantity, number).astype(np.int64)

    ceiling = np.full(number, np.iinfo(np.int64).max)
    ceiling[shape.imported & ~shape.dear & ~shape.piece] = PLAIN_CEILING
    ceiling[shape.dear] = 80_000
    for currency, most in B2B_CEILING.items():
        ceiling[shape.overseas & (shape.currency == currency)] = most
    shared = ~(shape.dear[order] & first)
    before = np.bincount(order, price * quantity * shared, number).astype(np.int64)
    lower = (before > ceiling)[order] & shared
    price[lower] = price[lower] * ceiling[order][lower] // before[order][lower]
    main = shape.dear[order] & first
    target = rng.integers(DEAR_FLOOR, DEAR_CEILING, int(main.sum()))
    price[main] = 0
    price[main] = (target - value()[order][main]) // quantity[main]


def _times(rng: np.random.Generator, recent: np.ndarray, retail: np.ndarray) -> dict[str, np.ndarray]:
    """When things were made and reported, in the order of the law: order, payment, waybill, list."""
    number = len(recent)
    ordered = np.where(recent, rng.integers(*LATELY, number), rng.integers(OPENED, CLOSED, number))
    straddles = retail & (ordered >= COLLECTED_UNTIL - 8 * 1440) & (ordered < COLLECTED_UNTIL)
    ordered = np.where(straddles, ordered - 10 * 1440, ordered)
    reported = ordered + rng.integers(5, 60, number)
    paid = ordered + rng.integers(1, 20, number)
    pay_reported = paid + rng.integers(5, 120, number)
    weighed = ordered + rng.integers(120, 1440, number)
    listed = np.maximum(weighed, np.maximum(reported, pay_reported)) + rng.integers(60, 2880, number)
    released = listed + rng.integers(10, 300, number)
    asked = released + rng.integers(3 * 1440, 25 * 1440, number)
    return {
        "ordered": ordered, "reported": reported, "paid": paid, "pay_reported": pay_reported, "carried": weighed,
        "listed": listed, "released": released, "asked": asked, "came": asked + rng.integers(1440, 14 * 1440, number),
    }  # fmt: skip


def _buyers(
    rng: np.random.Generator, shape: Shape, value: np.ndarray, listed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The buyer of each order and what this buyer imports in the year of the list; nobody above the yearly limit."""
    number = len(value)
    pool = max(1, int(number * 0.35))
    drawn = rng.integers(0, pool, number)
    strangers = pool + np.arange(number)
    drawn = np.where(shape.piece, strangers, drawn)
    day = pl.Series(listed // 1440).cast(pl.Int32).cast(pl.Date)
    frame = pl.DataFrame({
        "buyer": drawn, "year": day.dt.year(), "day": day, "value": np.where(shape.imported, value, 0),
    })  # fmt: skip
    running = pl.col("value").cum_sum()
    full = (running.over("buyer", "year") > YEAR_ROOM) | (
        (running.over("buyer", "day") > DAY_ROOM) & (pl.len().over("buyer", "day") > 1)
    )
    buyer = np.where(frame.select(full).to_series().to_numpy() & ~shape.piece, strangers, drawn)
    spent = frame.with_columns(buyer=pl.Series(buyer)).select(pl.col("value").sum().over("buyer", "year"))
    return buyer, spent.to_series().to_numpy()


def _returns(
    rng: np.random.Generator, mode: np.ndarray, recent: np.ndarray, dear: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which lists came back, which have answers at all, which came back whole."""
    listed = (mode <= 6) & ~recent
    returned = _flags(rng, 0.0095, listed) | _flags(rng, 0.08, listed & dear)
    answered = returned | _flags(rng, 0.01, listed)
    return returned, answered, dear | (rng.random(len(mode)) < 0.4)


def _choices(rng: np.random.Generator, mode: np.ndarray) -> dict[str, np.ndarray]:
    """Firms and small habits, each a whole number or a yes."""
    number = len(mode)
    merchant = rng.integers(0, 96, number)
    draw = rng.random(number)
    return {
        "merchant": merchant, "platform": merchant % 10, "carrier": rng.integers(0, 8, number),
        "pay_firm": rng.integers(0, 6, number), "declarant": merchant % 8, "zone": merchant % 8,
        "guarantor": rng.choice(4, number, p=[0.5, 0.3, 0.1, 0.1]),
        "post": (mode == 0) & (draw < 0.1), "names_payment": draw < 0.85, "names_firm": rng.random(number) < 0.95,
        "knows_hour": rng.random(number) < 0.9, "nameless": (mode == 3) & (draw > 0.75),
        "unregistered": rng.random(number) < 0.4, "split": rng.random(number) < 0.15,
        "cent": rng.choice(3, number, p=[0.02, 0.96, 0.02]) - 1, "bulletin": rng.random(number) < 0.7,
    }  # fmt: skip
