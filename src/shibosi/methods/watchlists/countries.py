"""Countries as lists name them, as two-letter codes (ISO 3166-1), for those that stand on lists often."""

import csv
from functools import cache, lru_cache
from pathlib import Path

from shibosi.methods.text.folding import fold

TABLE = Path(__file__).parent / "countries.csv"


@cache
def codes() -> dict[str, str]:
    """Folded name of a country to its code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        next(file)
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def code(text: str) -> str:
    """The code of a country by its English or Chinese name or its code, "" where it is not known."""
    plain = fold(text).strip(" .")
    return plain if len(plain) == 2 and plain.isascii() and plain.isalpha() else codes().get(plain, "")
