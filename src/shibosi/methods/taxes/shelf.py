"""What was imported for taxes, in a folder: tariffs by market, rates of exchange, the list of retail import goods.

    tariffs/US.csv   rates.csv   lists/CN.csv          (each may be compressed: .csv.gz)

Files are read when they are first needed, and again when they change.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.exchange import Rates, read_ecb
from shibosi.methods.taxes.retail.listing import PositiveList, read_list
from shibosi.methods.taxes.tariff.importing import read_tariff
from shibosi.methods.taxes.tariff.lines import Tariff
from shibosi.methods.taxes.texts import GZIP

KINDS = ("tariff", "rates", "list")
PLACE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Shelf:
    """A folder of imported data. What is not there is None, and answers become bounds."""

    folder: Path

    def tariffs(self) -> Mapping[str, Tariff]:
        """The tariffs by market. Raises Unreadable."""
        return Tariffs(self)

    def rates(self) -> Rates:
        """The rates of exchange; none where no file is there. Raises Unreadable."""
        path = self._file("rates")
        return Rates() if path is None else _rates(path, _stamp(path))

    def positive_list(self) -> PositiveList | None:
        """The list of retail import goods. Raises Unreadable."""
        path = self._file("lists/CN")
        return None if path is None else _list(path, _stamp(path))

    def tariff(self, place: str) -> Tariff | None:
        """The tariff of a market. Raises Unreadable."""
        path = self._file(f"tariffs/{place}")
        return None if path is None else _tariff(path, place, _stamp(path))

    def put(self, kind: str, source: Path, place: str, since: date | None) -> str:
        """Check a file and keep a copy; says what it holds. Raises Unreadable; then nothing is kept."""
        name, said = _checked(kind, source, place, since)
        target = self.folder / f"{name}{'.csv.gz' if source.read_bytes()[:2] == GZIP else '.csv'}"
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}")
        part.write_bytes(source.read_bytes())
        part.replace(target)
        for other in (self.folder / f"{name}.csv", self.folder / f"{name}.csv.gz"):
            if other != target:
                other.unlink(missing_ok=True)
        if kind == "tariff" and since is not None:
            target.with_name(f"{place}.since").write_text(since.isoformat(), encoding="utf-8")
        return said

    def _file(self, name: str) -> Path | None:
        paths = (self.folder / f"{name}{ending}" for ending in (".csv", ".csv.gz"))
        return next((path for path in paths if path.exists()), None)


class Tariffs(Mapping[str, Tariff]):
    """The tariffs of a shelf, each read when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __getitem__(self, place: str) -> Tariff:
        found = self.shelf.tariff(place) if PLACE.fullmatch(place) else None
        if found is None:
            raise KeyError(place)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({path.name.partition(".")[0] for path in (self.shelf.folder / "tariffs").glob("*.csv*")}))

    def __len__(self) -> int:
        return sum(1 for _ in self)


Stamp = tuple[int, int]


def _checked(kind: str, source: Path, place: str, since: date | None) -> tuple[str, str]:
    if kind == "rates":
        days = read_ecb(source).days
        return "rates", Phrase("{count} days of rates, the last {day}", count=len(days), day=days[-1] if days else "-")
    if kind == "list":
        return "lists/CN", Phrase("{count} codes", count=len(read_list(source).entries))
    if not PLACE.fullmatch(place):
        raise Unreadable(file=source.name, row=1, reason="a tariff is of a market: name it, such as US")
    return f"tariffs/{place}", Phrase("{count} codes", count=len(read_tariff(source, place, since).lines))


def _stamp(path: Path) -> Stamp:
    about = path.stat()
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=4)
def _rates(path: Path, stamp: Stamp) -> Rates:
    return read_ecb(path)


@lru_cache(maxsize=4)
def _list(path: Path, stamp: Stamp) -> PositiveList:
    return read_list(path)


@lru_cache(maxsize=16)
def _tariff(path: Path, place: str, stamp: Stamp) -> Tariff:
    since = path.with_name(f"{place}.since")
    return read_tariff(path, place, date.fromisoformat(since.read_text(encoding="utf-8")) if since.exists() else None)
