"""Numbers that registers issue, and their check digits: one text at a time and whole columns.

Sources: identity card GB 11643-1999, social credit code GB 32100-2015, bar codes GS1 General Specifications 7.9;
customs company code: 10 characters, digits and capital letters (customs message reference, section 5).
"""

import re
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.expressions.predicates import Predicate

RESIDENT_WEIGHTS = [pow(2, 17 - at, 11) for at in range(17)]
RESIDENT_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = [pow(3, at, 31) for at in range(17)]
CUSTOMS_CODE = re.compile("[0-9A-Z]{10}")
BARCODE_LENGTHS = (8, 12, 13, 14)


def is_resident_number(text: str) -> bool:
    """An identity card number of 18 characters with a real birth date and the right check character."""
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        return False
    year, month, day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    if not 1800 <= year <= 2099 or not _is_day(year, month, day):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], RESIDENT_WEIGHTS, strict=True))
    return text[17] == RESIDENT_CHECKS[total % 11]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_credit_code(text: str) -> bool:
    """A unified social credit code: 18 characters of its alphabet with the right check character."""
    if len(text) != 18 or any(character not in CREDIT_ALPHABET for character in text):
        return False
    total = sum(
        CREDIT_ALPHABET.index(character) * weight for character, weight in zip(text, CREDIT_WEIGHTS, strict=False)
    )
    return text[17] == CREDIT_ALPHABET[(31 - total % 31) % 31]


def is_company_code(text: str) -> bool:
    """A customs company code of 10 characters, or a social credit code."""
    return CUSTOMS_CODE.fullmatch(text) is not None or is_credit_code(text)


def is_barcode(text: str) -> bool:
    """True for anything but a GS1 number (8, 12, 13 or 14 digits) whose check digit is wrong."""
    if not (text.isascii() and text.isdigit()) or len(text) not in BARCODE_LENGTHS:
        return True
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(text))) % 10 == 0


def _bytes(texts: pl.Series, width: int) -> NDArray[np.uint8]:
    """ASCII texts of one length as a matrix of bytes."""
    joined = "".join(texts.to_list()).encode("ascii")
    return np.frombuffer(joined, dtype=np.uint8).reshape(len(texts), width)


def _of_length(texts: pl.Series, width: int) -> NDArray[np.bool_]:
    """Which texts have so many characters, all ASCII."""
    fits = (texts.str.len_bytes() == width) & (texts.str.len_chars() == width)
    ascii_only = texts.str.contains(r"^[\x00-\x7f]*$")
    return np.asarray((fits & ascii_only).to_numpy(), dtype=bool)


def resident_numbers(texts: pl.Series) -> pl.Series:
    """`is_resident_number` for a column."""
    answer = np.zeros(len(texts), dtype=bool)
    at = np.flatnonzero(_of_length(texts, 18))
    if len(at):
        digits = _bytes(texts.gather(at), 18)
        numbers = digits[:, :17].astype(np.int64) - 48
        good = np.all((numbers >= 0) & (numbers <= 9), axis=1)
        checks = np.frombuffer(RESIDENT_CHECKS.encode(), dtype=np.uint8)
        good &= digits[:, 17] == checks[(numbers @ np.array(RESIDENT_WEIGHTS)) % 11]
        good &= _are_days(numbers[:, 6:14])
        answer[at] = good
    return pl.Series(answer)


def _are_days(digits: NDArray[np.int64]) -> NDArray[np.bool_]:
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 4] * 10 + digits[:, 5], digits[:, 6] * 10 + digits[:, 7]
    good = (year >= 1800) & (year <= 2099) & (month >= 1) & (month <= 12) & (day >= 1)
    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = lengths[np.clip(month, 0, 12)] + (leap & (month == 2))
    return np.asarray(good & (day <= last))


def barcodes(texts: pl.Series) -> pl.Series:
    """`is_barcode` for a column."""
    answer = np.ones(len(texts), dtype=bool)
    digits_only = texts.str.contains("^[0-9]+$").to_numpy()
    lengths = texts.str.len_bytes().to_numpy()
    for width in BARCODE_LENGTHS:
        at = np.flatnonzero(digits_only & (lengths == width))
        if len(at):
            numbers = _bytes(texts.gather(at), width).astype(np.int64) - 48
            weights = np.array([3 if place % 2 else 1 for place in range(width)][::-1])
            answer[at] = (numbers @ weights) % 10 == 0
    return pl.Series(answer)


def company_codes(texts: pl.Series) -> pl.Series:
    """`is_company_code` for a column; firms are few, so each different code is looked at once."""
    kept = texts.unique()
    answers = [is_company_code(text) for text in kept.to_list()]
    return texts.replace_strict(kept, answers, return_dtype=pl.Boolean)


RESIDENT_NUMBER = Predicate("resident-number", is_resident_number, resident_numbers)
COMPANY_CODE = Predicate("company-code", is_company_code, company_codes)
BARCODE = Predicate("barcode", is_barcode, barcodes)
