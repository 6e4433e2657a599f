"""The rooms: finds and loads every domain's records, dossiers, controls, flows, measures and parameter files."""

import csv
import gc
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import shibosi.domains
from shibosi.kernel import intake, valuefiles
from shibosi.kernel.parameters import Values
from shibosi.kernel.valuefiles import TableRow
from shibosi.standard import ceb, tables
from shibosi.standard.law import rows as law

PARTS = ("records", "dossiers", "flows", "retention")
FOLDERS = ("controls", "measures")


@cache
def load() -> None:
    """Import what every domain declares; afterwards the kernel's registries are complete. There is no list to edit."""
    with _to_stay():
        intake.FORMS.update({name: tuple(element.label_zh.split(" / ")) for name, element in ceb.elements().items()})
        for room in rooms():
            for part in PARTS:
                if (room / f"{part}.py").exists() or (room / part).is_dir():
                    importlib.import_module(f"shibosi.domains.{room.name}.{part}")
            for folder in FOLDERS:
                for module in pkgutil.iter_modules([str(room / folder)]):
                    importlib.import_module(f"shibosi.domains.{room.name}.{folder}.{module.name}")


@contextmanager
def _to_stay() -> Iterator[None]:
    """What is made now stays as long as the process: looking again and again for what could go takes a fifth of it."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
        gc.freeze()


@cache
def stories() -> dict[str, frozenset[str]]:
    """Control or flow to the outcomes that stories in the rooms' tests tell, as `updates.reference` found them."""
    with (Path(shibosi.domains.__path__[0]) / "stories.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["control"]: frozenset(row["outcomes"].split()) for row in rows}


def rooms() -> list[Path]:
    """The folders of the domains, sorted."""
    home = Path(shibosi.domains.__path__[0])
    return sorted(path.parent for path in home.glob("*/__init__.py"))


def parameter_files() -> list[Path]:
    """Every parameter file of every domain."""
    return sorted(path for room in rooms() for path in room.glob("parameters/*.yaml"))


def rows_of(name: str) -> Sequence[TableRow]:
    """The rows a parameter points to: of a table of values, or of law ("law/rates"). Raises UnknownTable."""
    return law.rows(name) if name.startswith(law.PREFIX) else tables.table(name).rows


@cache
def pointed() -> dict[str, list[str]]:
    """The tables of law that parameters point to, each with these parameters; names of zones are those of zones."""
    found: dict[str, list[str]] = {}
    for table, names in valuefiles.pointers(parameter_files()).items():
        found.setdefault("law/zones" if table == law.ZONE_NAMES else table, []).extend(names)
    return dict(sorted(found.items()))


@cache
def values() -> Values:
    """All parameters with their values: local choices from the domains' files, law from the tables of `standard`."""
    load()
    with _to_stay():
        return valuefiles.load(parameter_files(), rows_of)
