"""How Chinese characters are read: pinyin, Jyutping, Hangul and Japanese, from a table."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

READINGS = Path(__file__).parent / "tables" / "readings.csv"
FEW = 3
"""Readings of one character or syllable that are followed."""


class Readings(NamedTuple):
    """How one character is read: pinyin, Jyutping, Hangul, Japanese, each most usual first."""

    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]
    hangul: tuple[str, ...]
    japanese: tuple[str, ...]


@cache
def readings() -> dict[str, Readings]:
    """Every character of the table."""
    lines = READINGS.read_text(encoding="utf-8").splitlines()[2:]
    return {line[0]: Readings(*(tuple(cell.split()) for cell in line[2:].split(","))) for line in lines}


@cache
def pinyin_syllables() -> frozenset[str]:
    """Every syllable of pinyin without tones."""
    return frozenset(one.replace("ü", "u") for known in readings().values() for one in known.pinyin)
