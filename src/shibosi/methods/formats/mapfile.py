"""The map file: which file of a user feeds which records, read and checked with the place of every mistake."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import yaml

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import Phrase
from shibosi.methods.formats import maperrors as wrong
from shibosi.methods.formats.raw import clean_heading

LARGEST = 1024 * 1024
ENTRY_KEYS = ["match", "sheet", "record", "columns", "constants", "zone", "derive", "codes"]
DERIVE_KEYS = ["copy", "multiply", "sum", "concat", "lookup"]
LOOKUP_KEYS = ["by", "file", "key", "take"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value of another file beside the map: where its column `key` equals ours `by`, its column `take`."""

    by: str
    path: Path
    key: str
    take: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A column made from others: `kind` is copy, multiply, sum, concat or lookup.

    `headings` are theirs; `separators` the texts between them (concat).
    """

    kind: str
    headings: tuple[str, ...]
    separators: tuple[str, ...] = ()
    lookup: Lookup | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of `files`: the files (and sheets) it is for, the record they feed, where its columns come from."""

    record: str
    match: str
    sheet: str | None
    columns: dict[str, str]
    constants: dict[str, str]
    zone: str | None
    derive: dict[str, Derivation]
    codes: dict[str, dict[str, str]]
    line: int

    def headings(self) -> list[str]:
        """Every heading of the user's file this entry reads."""
        derived = (heading for derivation in self.derive.values() for heading in derivation.headings)
        return list(dict.fromkeys([*self.columns.values(), *derived]))


def read_map(path: Path, records: Mapping[str, Collection[str]] | None) -> list[Entry]:
    """The entries of a map file. `records` gives the columns of every kind of record, to check the names against.

    Raises MapError at the first mistake, with its line and column.
    """
    raw = path.read_bytes()
    if len(raw) > LARGEST:
        raise wrong.MapError(file=path.name, line=1, at=1, reason=Phrase("larger than {limit} bytes", limit=LARGEST))
    try:
        node = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise wrong.MapError(file=path.name, line=line, at=at, reason=error.problem or "no YAML") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        at = error.start - raw.rfind(b"\n", 0, error.start)
        raise wrong.MapError(file=path.name, line=line, at=at, reason="no UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0] or "nested too deep"
        raise wrong.MapError(file=path.name, line=1, at=1, reason=reason) from error
    return _Reader(path, records).entries(node)


class _Reader:
    """Goes down the nodes of the file, which know where they stand."""

    def __init__(self, path: Path, records: Mapping[str, Collection[str]] | None) -> None:
        self._path = path
        self._records = records

    def entries(self, node: yaml.Node | None) -> list[Entry]:
        if node is None:
            raise wrong.MapMissingError(file=self._path.name, line=1, at=1, key="files")
        top = self._keys(node, ["files"], required=["files"])
        return [self._entry(member) for member in self._list(top["files"])]

    def _entry(self, node: yaml.Node) -> Entry:
        keys = self._keys(node, ENTRY_KEYS, required=["record"])
        if "match" not in keys and "sheet" not in keys:
            raise wrong.MapMissingError(**self._at(node), key="match")
        record = self._text(keys["record"])
        known = self._columns_of(record, keys["record"])
        derive = {name: self._derivation(part) for name, part in self._named(keys.get("derive"), known)}
        codes = {
            name: {key.value: self._text(part, empty=True) for key, part in self._items(table)}
            for name, table in self._named(keys.get("codes"), known)
        }
        columns = {name: self._heading(part) for name, part in self._named(keys.get("columns"), known)}
        constants = {name: self._text(part) for name, part in self._named(keys.get("constants"), known)}
        self._only_once(keys, columns, derive, constants)
        return Entry(
            record=record,
            match=self._text(keys["match"]) if "match" in keys else "*",
            sheet=self._text(keys["sheet"]) if "sheet" in keys else None,
            columns=columns, constants=constants, derive=derive, codes=codes,
            zone=self._zone(keys["zone"]) if "zone" in keys else None,
            line=node.start_mark.line + 1,
        )  # fmt: skip

    def _only_once(self, keys: dict[str, yaml.Node], *sources: Mapping[str, object]) -> None:
        """A column has one source: columns, derive or constants."""
        seen: set[str] = set()
        for part, names in zip(("columns", "derive", "constants"), sources, strict=True):
            for name in names:
                if name in seen:
                    raise wrong.MapRepeatedError(**self._at(keys[part]), key=name)
                seen.add(name)

    def _derivation(self, node: yaml.Node) -> Derivation:
        if isinstance(node, yaml.ScalarNode):
            return Derivation("copy", (self._heading(node),))
        keys = self._keys(node, DERIVE_KEYS, required=[])
        if len(keys) != 1:
            raise wrong.MapShapeError(**self._at(node), expected=wrong.ONE_OF)
        kind, part = next(iter(keys.items()))
        if kind == "copy":
            return Derivation("copy", (self._heading(part),))
        if kind == "lookup":
            return self._lookup(part)
        members = self._list(part)
        if kind == "concat":
            if len(members) % 2 == 0:
                raise wrong.MapShapeError(**self._at(part), expected=wrong.TURNS)
            separators = tuple(self._text(member, empty=True) for member in members[1::2])
            return Derivation("concat", tuple(map(self._heading, members[::2])), separators)
        if not members:
            raise wrong.MapShapeError(**self._at(part), expected=wrong.HEADINGS)
        return Derivation(kind, tuple(map(self._heading, members)))

    def _lookup(self, node: yaml.Node) -> Derivation:
        keys = self._keys(node, LOOKUP_KEYS, required=LOOKUP_KEYS)
        folder = self._path.parent.resolve()
        path = (folder / self._text(keys["file"])).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise wrong.MapFileError(**self._at(keys["file"]), name=self._text(keys["file"]))
        lookup = Lookup(self._heading(keys["by"]), path, self._heading(keys["key"]), self._heading(keys["take"]))
        return Derivation("lookup", (lookup.by,), lookup=lookup)

    def _zone(self, node: yaml.Node) -> str:
        name = self._text(node)
        if name not in available_timezones():
            hint = nearest(name, sorted(available_timezones()))
            raise wrong.MapZoneError(**self._at(node), name=name, hint=hint)
        return name

    def _columns_of(self, record: str, node: yaml.Node) -> Collection[str] | None:
        if self._records is None:
            return None
        if record not in self._records:
            hint = nearest(record, sorted(self._records))
            raise wrong.MapRecordError(**self._at(node), name=record, hint=hint)
        return self._records[record]

    def _named(self, node: yaml.Node | None, known: Collection[str] | None) -> Iterator[tuple[str, yaml.Node]]:
        """Our columns and what stands beside them."""
        for key, value in self._items(node) if node is not None else []:
            if known is not None and key.value not in known:
                hint = nearest(key.value, sorted(known))
                raise wrong.MapColumnError(**self._at(key), name=key.value, hint=hint)
            yield key.value, value

    def _keys(self, node: yaml.Node, known: list[str], required: list[str]) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        for key, value in self._items(node):
            if key.value not in known:
                hint = nearest(key.value, known)
                raise wrong.MapKeyError(**self._at(key), key=key.value, known=", ".join(known), hint=hint)
            found[key.value] = value
        for name in required:
            if name not in found:
                raise wrong.MapMissingError(**self._at(node), key=name)
        return found

    def _items(self, node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise wrong.MapShapeError(**self._at(node), expected=wrong.NAMES)
        seen: set[str] = set()
        items = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise wrong.MapShapeError(**self._at(key), expected=wrong.A_NAME)
            if key.value in seen:
                raise wrong.MapRepeatedError(**self._at(key), key=key.value)
            seen.add(key.value)
            items.append((key, value))
        return items

    def _list(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise wrong.MapShapeError(**self._at(node), expected=wrong.A_LIST)
        return list(node.value)

    def _heading(self, node: yaml.Node) -> str:
        return clean_heading(self._text(node))

    def _text(self, node: yaml.Node, empty: bool = False) -> str:
        """The text as it is written: NO is no truth here, 986 no number."""
        if not isinstance(node, yaml.ScalarNode) or not (node.value.strip() or (empty and node.style)):
            raise wrong.MapShapeError(**self._at(node), expected=wrong.A_TEXT)
        return str(node.value)

    def _at(self, node: yaml.Node) -> dict[str, Any]:
        mark = node.start_mark
        return {"file": self._path.name, "line": mark.line + 1, "at": mark.column + 1}
