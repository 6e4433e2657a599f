"""Places of the law: markets, blocs and parts, and whose rows serve where a place has none of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shibosi.kernel.errors import nearest
from shibosi.standard import errors as register_errors
from shibosi.standard.files import read, unrepeated
from shibosi.standard.law.errors import SupersessionCycle, UnknownMarket
from shibosi.standard.law.schemas import Text

FILE = Path(__file__).parent / "places.csv"
COLUMNS = ("code", "name_en", "name_zh", "kind", "within", "bloc", "currency", "source")
KINDS = ("market", "bloc", "part", "world")
EVERYWHERE = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its ISO 3166 code or a name of ours, `within` whose rows serve too, the bloc it belongs to."""

    code: str
    name: Text
    kind: str
    within: str
    bloc: str
    currency: str
    source: str


@cache
def places() -> Mapping[str, Place]:
    """All places by code. Raises RegisterError naming file and row."""
    return read_places(FILE)


def place_called(text: str) -> str:
    """The code of a place from its code or its name in either language, in any case. Raises UnknownMarket."""
    asked = text.strip()
    if asked in places():
        return asked
    names = {called: code for code, one in places().items() for called in (code, one.name.en, one.name.zh)}
    found = {called.casefold(): code for called, code in names.items()}.get(asked.casefold())
    if found is None:
        raise UnknownMarket(place=asked, hint=nearest(asked.upper(), list(places())) or nearest(asked, list(names)))
    return found


@cache
def chain(code: str) -> tuple[str, ...]:
    """A place, what it lies within, and so on up to `all`. Raises UnknownMarket."""
    known = places()
    if code not in known:
        raise UnknownMarket(place=code, hint=nearest(code.upper(), list(known)))
    found = [code]
    while known[found[-1]].within:
        found.append(known[found[-1]].within)
    return (*found, EVERYWHERE) if EVERYWHERE not in found else tuple(found)


def read_places(path: Path) -> dict[str, Place]:
    """Places from a file. Raises RegisterError naming file and row, also where places lie within each other."""
    sheet = read(path, COLUMNS)
    unrepeated(sheet.lines, "code")
    known = {line.cells["code"]: line.cells["within"] for line in sheet.lines}
    found: dict[str, Place] = {}
    for line in sheet.lines:
        cells = line.cells
        line.filled("code", "name_en", "name_zh", "source")
        line.one_of("kind", KINDS)
        within, seen = cells["within"], [cells["code"]]
        while within:
            if within not in known:
                raise register_errors.UnknownReference(file=line.file, row=line.row, found=within)
            if within in seen:
                raise SupersessionCycle(file=line.file, row=line.row, circle=", ".join([*seen, within]))
            seen.append(within)
            within = known[within]
        found[cells["code"]] = Place(
            cells["code"], Text(cells["name_en"], cells["name_zh"]), cells["kind"], cells["within"], cells["bloc"],
            cells["currency"], cells["source"],
        )  # fmt: skip
    return found
