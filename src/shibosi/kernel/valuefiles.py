"""Values from files: the parameters of a domain, and overlays that change some of them.

    payment_tolerance:
      share:
        values:
          - {from: 2019-01-01, place: all, value: "0", source: "our choice (p:)", confidence: local}

    retail_import_limits:
      single:
        table: {name: retail_import_limits, column: single}

A value of law is only pointed to: `where` chooses rows by the key columns of the table, `times` multiplies. A list may
be what the rows in force on a day say in some columns (`table: {name: law/zone-names, list: [name]}`, each day its own
list), or what all rows ever said (`ever: true`), or the members, parted by blanks, of one cell (`members: modes`).
An overlay is written the same way and may take a list from a file of its own (`codes_from: list.csv`, one code a line).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import yaml

from shibosi.kernel.errors import nearest
from shibosi.kernel.parameters import BadValue, Parameter, Parameters, UnknownParameter, Values, Version
from shibosi.kernel.words import Phrase

CONFIDENCES = ("verified", "repeated", "seed", "high", "medium", "low", "general-knowledge", "local")
Written = Mapping[str, Any]


class DaysAsText(yaml.SafeLoader):
    """YAML whose days stay as written, so that one that does not exist is named with its parameter."""


class OursAsText(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same for files of our own: by the reader in C, ten times as fast, which deep nesting could bring down."""


DaysAsText.yaml_implicit_resolvers = OursAsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class TableRow(Protocol):
    """A row of a table of values, as `standard.tables` has them."""

    @property
    def place(self) -> str: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...
    @property
    def keys(self) -> Mapping[str, str]: ...
    @property
    def source(self) -> str: ...
    @property
    def confidence(self) -> str: ...
    @property
    def repealed(self) -> bool: ...
    def value(self, column: str) -> str:
        """The value of a column, as written."""
        ...


Tables = Callable[[str], Iterable[TableRow]]


def load(paths: Iterable[Path], tables: Tables) -> Values:
    """All values of all files of our own. Raises BadValue for what cannot be read and a parameter given twice."""
    found: dict[str, list[Version]] = {}
    for path in paths:
        for name, versions in read(path, tables, OursAsText).items():
            if name in found:
                raise BadValue(file=path.name, parameter=name, reason="it already has values in another file")
            found[name] = versions
    return Values(found)


def read(path: Path, tables: Tables, reader: Any = DaysAsText) -> dict[str, list[Version]]:
    """The values of one file by parameter. Raises BadValue, UnknownParameter."""
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), reader) or {}
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as mistake:
        reason = " ".join(str(mistake).split())
        raise BadValue(file=path.name, parameter="-", reason=reason) from mistake
    found: dict[str, list[Version]] = {}
    if not isinstance(written, dict):
        raise BadValue(file=path.name, parameter="-", reason="expected sets of parameters")
    for group, members in written.items():
        if not isinstance(members, dict):
            raise BadValue(file=path.name, parameter=str(group), reason="expected parameters under the set")
        for member, body in members.items():
            name = f"{group}.{member}"
            parameter = Parameters.known.get(name)
            if parameter is None:
                raise UnknownParameter(parameter=name, hint=nearest(name, list(Parameters.known)))
            found[name] = _versions(path, parameter, body, tables)
    return found


def pointers(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The tables that parameters of some files point to, each with these parameters."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for group, members in (yaml.load(path.read_text(encoding="utf-8"), OursAsText) or {}).items():
            for member, body in members.items():
                if isinstance(body, dict) and isinstance(body.get("table"), dict):
                    found.setdefault(body["table"]["name"], []).append(f"{group}.{member}")
    return found


def _versions(path: Path, parameter: Parameter[Any], body: Any, tables: Tables) -> list[Version]:
    if isinstance(body, dict) and isinstance(body.get("table"), dict):
        return _from_table(path, parameter, body["table"], tables)
    if isinstance(body, dict) and isinstance(body.get("values"), list):
        return [_version(path, parameter, item) for item in body["values"]]
    raise BadValue(file=path.name, parameter=parameter.id, reason="expected 'values' or 'table'")


def _from_table(path: Path, parameter: Parameter[Any], pointer: Written, tables: Tables) -> list[Version]:
    try:
        where, times = pointer.get("where", {}), Decimal(str(pointer.get("times", 1)))
        rows = [
            row for row in tables(pointer["name"]) if all(row.keys.get(key) == str(want) for key, want in where.items())
        ]
        if not rows:
            raise BadValue(
                file=path.name, parameter=parameter.id, reason=Phrase("no row of {table} fits", table=pointer["name"])
            )
        if "list" in pointer:
            return list(_lists(parameter, pointer, rows))
        return [
            Version(
                None if row.repealed else _written(parameter, row, pointer, times),
                row.start,
                row.end,
                row.place,
                row.source,
                row.confidence,
                row.repealed,
            )
            for row in rows
        ]
    except (KeyError, ValueError, ArithmeticError) as mistake:
        raise BadValue(
            file=path.name, parameter=parameter.id, reason=Phrase("table pointer: {mistake}", mistake=mistake)
        ) from mistake


def _written(parameter: Parameter[Any], row: TableRow, pointer: Written, times: Decimal) -> Any:
    """What a row says in the column pointed to: one value, or members parted by blanks."""
    if "members" in pointer:
        return parameter.stored(row.value(pointer["members"]).split())
    return _times(parameter, row.value(pointer["column"]), times)


def _lists(parameter: Parameter[Any], pointer: Written, rows: list[TableRow]) -> Iterator[Version]:
    """The rows of each place as a list that changes whenever one of them begins or ends."""
    for place in sorted({row.place for row in rows}):
        own = [row for row in rows if row.place == place and not row.repealed]
        ends = [row.end + timedelta(days=1) for row in own if row.end]
        bounds = [] if pointer.get("ever") else sorted({row.start for row in own if row.start} | set(ends))
        for first, until in pairwise([None, *bounds, None]):
            there = [row for row in own if not bounds or _covers(row, first)]
            found = {row.value(column) for row in there for column in pointer["list"]} - {""}
            weakest = max((row.confidence for row in there or own), key=CONFIDENCES.index)
            source = f"{pointer['name']}: {len(there)}"
            last = until - timedelta(days=1) if until else None
            yield Version(parameter.stored(found), first, last, place, source, weakest)


def _covers(row: TableRow, day: date | None) -> bool:
    """Whether a row is in force on a day; None: before all days."""
    if day is None:
        return row.start is None
    return (row.start is None or row.start <= day) and (row.end is None or day <= row.end)


def _times(parameter: Parameter[Any], written: str, times: Decimal) -> Any:
    if times == 1:
        return parameter.stored(written)
    return parameter.stored(Decimal(written) * times)


def _version(path: Path, parameter: Parameter[Any], item: Any) -> Version:
    def refuse(reason: str) -> BadValue:
        return BadValue(file=path.name, parameter=parameter.id, reason=reason)

    if not isinstance(item, dict):
        raise refuse("expected {from, place, value, source, confidence}")
    allowed = {"from", "to", "place", "value", "source", "confidence", "repealed", "codes_from"}
    if unknown := set(item) - allowed:
        raise refuse(
            Phrase("'{name}' is not known here; there are {known}", name=min(unknown), known=", ".join(sorted(allowed)))
        )
    if not item.get("source"):
        raise refuse("a value needs its source")
    if item.get("confidence") not in CONFIDENCES:
        raise refuse(Phrase("confidence must be one of {known}", known=", ".join(CONFIDENCES)))
    repealed = bool(item.get("repealed", False))
    first, last = _day(item.get("from"), refuse), _day(item.get("to"), refuse)
    if first and last and last < first:
        raise refuse(Phrase("it ends ({last}) before it begins ({first})", last=last, first=first))
    value = None
    if not repealed:
        written = _listed(path, item["codes_from"], refuse) if "codes_from" in item else item.get("value")
        if written is None:
            raise refuse("a value is missing")
        if isinstance(written, float):
            raise refuse(Phrase("write {written} between quotation marks, so that it stays exact", written=written))
        try:
            value = parameter.stored(written)
        except (ValueError, ArithmeticError, TypeError) as mistake:
            raise refuse(
                Phrase("'{written}' cannot be read as {kind}", written=written, kind=parameter.kind)
            ) from mistake
    place = str(item.get("place", "all"))
    return Version(value, first, last, place, str(item["source"]), str(item["confidence"]), repealed)


def _day(written: Any, refuse: Callable[[str], BadValue]) -> date | None:
    if written is None or written == "unknown":
        return None
    try:
        return date.fromisoformat(str(written))
    except ValueError as mistake:
        raise refuse(Phrase("'{written}' is no day (YYYY-MM-DD or unknown)", written=written)) from mistake


def _listed(path: Path, name: str, refuse: Callable[[str], BadValue]) -> list[str]:
    source = path.parent / str(name)
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as mistake:
        raise refuse(Phrase("the list {name} cannot be read", name=name)) from mistake
    return [line.split(",")[0].strip() for line in lines if line.strip() and not line.startswith("#")]
