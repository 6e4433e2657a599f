"""One listed party, as a list has it, with its place in the file it came from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind

MOST_NAMES = 300
LONGEST_TEXT = 1_000
LISTS = ("names", "born", "countries", "places", "numbers", "programmes")


class UnreadableList(ShibosiError):
    """A file that is no whole watch-list."""

    code = "unreadable-watch-list"
    message = "{file} is no whole watch-list: {reason} (place {place}). Nothing of it was taken over."


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed party. Texts are as published; a list may leave everything but the id out."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    born: tuple[str, ...] = ()
    """Days as "1958-03-02", "1958-03" or "1958"."""
    countries: tuple[str, ...] = ()
    """Two-letter codes, lower case."""
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    """Why it is listed: programmes, topics."""
    place: str = ""
    """Where it stands in its file: "line 12", "record 3"."""

    def bearer(self) -> Bearer:
        """The entry as names are matched."""
        return Bearer(self.names, self.kind, Facts(self.born, self.countries, self.places, self.numbers))

    def fingerprint(self) -> str:
        """A digest of everything but the place: equal entries are unchanged."""
        cells = asdict(self)
        cells.pop("place")
        return hashlib.sha256(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:20]

    def cells(self) -> dict[str, Any]:
        """The entry as JSON holds it."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    @classmethod
    def of(cls, cells: Mapping[str, Any]) -> "Entry":
        """The entry out of `cells`."""
        lists = {name: tuple(cells.get(name, ())) for name in LISTS}
        return cls(id=cells["id"], kind=Kind(cells["kind"]), place=cells.get("place", ""), **lists)


def texts(*found: str | None) -> tuple[str, ...]:
    """Texts that say something, each once, cut to a bearable length, in order."""
    plain = (" ".join(one.split())[:LONGEST_TEXT] for one in found if one)
    return tuple(dict.fromkeys(one for one in plain if one and one != "-0-"))[:MOST_NAMES]
