"""Layouts of marketplace exports: maps that are shipped, and any map with the seller laid over it.

An export names no seller: it is its own. So the seller, and the market where the export names none, are told beside it.
"""

from pathlib import Path

import yaml

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.methods.formats.mapfile import read_map

FOLDER = Path(__file__).parent / "layouts"


class UnknownLayout(ShibosiError):
    """A name that is no layout."""

    code = "unknown-layout"
    message = "There is no layout '{layout}'."


def layouts() -> dict[str, Path]:
    """The layouts that are shipped, by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


def layout(name: str) -> Path:
    """The map of a layout. Raises UnknownLayout."""
    known = layouts()
    if name not in known:
        raise UnknownLayout(layout=name, hint=nearest(name, list(known)))
    return known[name]


def laid_over(path: Path, into: Path, **constants: str) -> Path:
    """A map with constants laid over each of its entries, written into a folder.

    Raises MapError where the map is wrong as it is.
    """
    read_map(path, None)
    said = yaml.load(path.read_text(encoding="utf-8-sig"), yaml.BaseLoader)
    for entry in said["files"]:
        entry["constants"] = {**(entry.get("constants") or {}), **constants}
        for name in constants.keys() & (entry.get("columns") or {}).keys():
            del entry["columns"][name]
    made = into / path.name
    made.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return made
