"""Exact arithmetic on columns: amounts as whole numbers of 0.00001, rates of a millionth, quotients rounded half up."""

from decimal import Decimal

import polars as pl

SCALE = 5
"""Decimals of an amount, as those of customs."""
UNIT = 10**SCALE
MILLION = 10**6
CENT = 10 ** (SCALE - 2)
WIDE = pl.Int128
LARGEST = 10**15
"""The largest amount of a line: products of two amounts and a rate still fit."""


def units(amount: Decimal) -> int:
    """An amount as a whole number of 0.00001. Raises ValueError for one with more decimals."""
    scaled = amount.scaleb(SCALE)
    if scaled != scaled.to_integral_value():
        raise ValueError(amount)
    return int(scaled)


def millionths(share: Decimal) -> int:
    """A share as a whole number of millionths. Raises ValueError for one with more decimals."""
    scaled = share.scaleb(6)
    if scaled != scaled.to_integral_value():
        raise ValueError(share)
    return int(scaled)


def half_up(number: pl.Expr, divisor: pl.Expr | int) -> pl.Expr:
    """A quotient of whole numbers of 0 or more, rounded half up."""
    wide = number.cast(WIDE)
    by = divisor.cast(WIDE) if isinstance(divisor, pl.Expr) else pl.lit(divisor, WIDE)
    return (wide * 2 + by) // (by * 2)


def cents(number: pl.Expr, divisor: pl.Expr | int) -> pl.Expr:
    """A quotient in whole numbers of 0.00001, rounded half up to 0.01."""
    by = divisor.cast(WIDE) * CENT if isinstance(divisor, pl.Expr) else divisor * CENT
    return half_up(number, by) * CENT
