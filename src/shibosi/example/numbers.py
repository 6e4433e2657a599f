"""Numbers that carry check digits or a fixed form, for whole columns at once.

Amounts run as fen (whole numbers of 0.01 yuan) until a document is made; documents hold whole numbers of 10^-5.
"""

from datetime import date

import numpy as np
import polars as pl

FEN = 1000
"""One fen in the units of a document (10^-5)."""
GRAM = 100
"""One gram in the units of a document (10^-5 kg)."""
PIECE = 100_000
"""One piece in the units of a document."""
EIGHT_HOURS = 8 * 60
"""Minutes between Beijing time and UTC."""

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = [pow(3, power, 31) for power in range(17)]
IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
IDENTITY_ENDS = "10X98765432"
FIRST_BIRTH = (date(1960, 1, 1) - date(1970, 1, 1)).days
BIRTH_DAYS = 16001
"""A prime number of birth days (1960 to 2003), so that multiples visit each of them."""


def credit_code(body: str) -> str:
    """A social credit code (GB 32100): 17 characters and the check character they ask for."""
    total = sum(CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(body, CREDIT_WEIGHTS, strict=True))
    return body + CREDIT_ALPHABET[-total % 31]


def bar_codes(bodies: np.ndarray) -> pl.Series:
    """EAN-13 bar codes: 12 digits given as whole numbers, and the check digit."""
    total = sum((bodies // 10**place % 10) * (3 if place % 2 == 0 else 1) for place in range(12))
    return pl.Series(bodies * 10 + -total % 10).cast(pl.String)


def identity_numbers(people: np.ndarray, part: int) -> pl.Series:
    """Resident identity numbers (GB 11643) with right check digits and an area that does not exist (99....).

    The area is the part's own, so that no person stands in two parts; up to 16 million people a part.
    """
    born = pl.Series(FIRST_BIRTH + people * 7919 % BIRTH_DAYS).cast(pl.Int32).cast(pl.Date)
    day = (
        born.dt.year().cast(pl.Int64) * 10_000 + born.dt.month().cast(pl.Int64) * 100 + born.dt.day().cast(pl.Int64)
    ).to_numpy()
    return checked_identities(((990_000 + part % 10_000) * 10**8 + day) * 1000 + people // BIRTH_DAYS)


def checked_identities(bodies: np.ndarray) -> pl.Series:
    """Identity numbers from their first 17 digits, given as whole numbers, with the check digit."""
    total = sum((bodies // 10 ** (16 - place) % 10) * weight for place, weight in enumerate(IDENTITY_WEIGHTS))
    ends = pl.Series(list(IDENTITY_ENDS)).gather(pl.Series(total % 11))
    return pl.Series(bodies).cast(pl.String) + ends


def instants(local_minutes: pl.Expr) -> pl.Expr:
    """Instants from minutes of Beijing time since 1970."""
    return ((local_minutes - EIGHT_HOURS) * 60_000_000).cast(pl.Datetime("us", "UTC"))


def days(local_minutes: pl.Expr) -> pl.Expr:
    """Beijing days from minutes of Beijing time since 1970."""
    return (local_minutes // 1440).cast(pl.Int32).cast(pl.Date)


def minutes(when: date) -> int:
    """The first minute of a Beijing day, counted since 1970 in Beijing time."""
    return (when - date(1970, 1, 1)).days * 1440
