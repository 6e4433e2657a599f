"""Handing in: paths become the records of a run.

A table is recognised by the user's map, by what its file says of itself, by its name (`order_lines.csv`, `订单`) or by
its headings. What cannot be recognised or read is a problem; everything else is still handed in.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from shibosi.kernel.intake import folded, headings, joining, take_in
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.runs import file_digest
from shibosi.kernel.sources import Handed, Sources
from shibosi.methods.formats.handingmessages import NOT_MAPPED, is_wrapped, read_messages
from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.mapping import Mapping_, missing_headings
from shibosi.methods.formats.owntables import as_stored, in_our_time, marked
from shibosi.methods.formats.parquet import DAMAGE
from shibosi.methods.formats.raw import RawTable
from shibosi.methods.formats.recognising import by_name, recognised, unknown_table
from shibosi.methods.formats.tables import iter_tables, scan_parquet
from shibosi.methods.formats.unreadable import MESSAGES
from shibosi.methods.formats.unreadable import NOTICES as UNREAD_ON_PURPOSE
from shibosi.methods.formats.walking import found

SPILL_ROWS = 300_000
"""Rows of a kind kept in memory before they are put aside on disk."""
MESSAGES_AT_ONCE = 500
NOTICES = UNREAD_ON_PURPOSE | {NOT_MAPPED}
"""Codes of problems that only tell what was left aside on purpose."""
BESIDE_THE_DATA = NOTICES | {"duplicate-heading", "cell-outside-table"}
"""Codes of problems that leave every row and every cell of the table as it was."""
Progress = Callable[[str, int, int], None]


@dataclass
class _Hand:
    """What is gathered while files are read."""

    sources: Sources
    mapping: Mapping_ | None
    waiting: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    spilled: int = 0

    def take(self, kind: str, frame: pl.DataFrame) -> None:
        self.waiting.setdefault(kind, []).append(frame)
        if frame.height:
            self.sources.nothing_in(kind, (one.name for one in frame if one.null_count() == frame.height))
        self.rows[kind] = self.rows.get(kind, 0) + frame.height
        if self.sources.work is not None and sum(part.height for part in self.waiting[kind]) >= SPILL_ROWS:
            self.put_aside(kind)

    def put_aside(self, kind: str) -> None:
        """Move what waits of a kind into the sources: to disk where there is much of it."""
        parts = self.waiting.pop(kind, [])
        if not parts:
            return
        frame = pl.concat(parts)
        if self.sources.work is not None and frame.height >= SPILL_ROWS:
            path = self.sources.work / f"{kind}-{self.spilled}.arrow"
            self.spilled += 1
            frame.write_ipc(path)
            self.sources.add(kind, pl.scan_ipc(path), frame.height)
        else:
            self.sources.add(kind, frame.lazy(), frame.height)


def hand_in(
    paths: Iterable[Path], mapping: Mapping_ | None = None, work: Path | None = None,
    progress: Progress | None = None, verify: bool = False, digest_of: Callable[[Path], str] = file_digest,
) -> Sources:  # fmt: skip
    """Read files and folders. `work` is a folder for what does not fit in memory; with `verify` Parquet is read whole.

    `digest_of` gives the SHA-256 of a file; a caller that knows it already need not have it computed again.
    Raises NothingThere for a path that leads nowhere.
    """
    files = sorted(found(paths))
    hand = _Hand(Sources(work=work), mapping)
    before: dict[str, int] = {}
    with ThreadPoolExecutor(1) as pool:
        digests: list[tuple[Path, Future[str], dict[str, int]]] = []
        messages: list[Path] = []
        for number, path in enumerate(files):
            if progress is not None:
                progress(path.name, number + 1, len(files))
            refusal = _refused(path)
            if refusal is not None:
                hand.sources.problems.append(refusal)
                continue
            digest = pool.submit(digest_of, path)
            before = dict(hand.rows)
            if sniff(path) == "xml" or is_wrapped(path):
                messages.append(path)
                if len(messages) >= MESSAGES_AT_ONCE:
                    _messages(hand, messages)
                    messages = []
            else:
                _table_file(hand, path, verify)
            given = {kind: rows - before.get(kind, 0) for kind, rows in hand.rows.items() if rows > before.get(kind, 0)}
            digests.append((path, digest, given))
        _messages(hand, messages)
        for kind in list(hand.waiting):
            hand.put_aside(kind)
        hand.sources.files = [
            Handed(str(path), digest.result(), path.stat().st_size, given) for path, digest, given in digests
        ]
    return hand.sources


def _refused(path: Path) -> Problem | None:
    """Why a file cannot be taken at all: its name is no text, or it cannot be opened."""
    name = path.name.encode("utf-8", "backslashreplace").decode("utf-8")
    if name != path.name or not str(path).isprintable():
        message = "The path of this file holds characters that are no text; rename it."
        return Problem(name, "whole file", "unreadable-name", message, {}, by_name(name) or "", None, True)
    try:
        path.open("rb").close()
    except OSError as mistake:
        facts = {"reason": mistake.strerror}
        return Problem(
            name, "whole file", "cannot-open", MESSAGES["cannot-open"], facts, by_name(name) or "", None, True
        )
    return None


# -- tables


def _table_file(hand: _Hand, path: Path, verify: bool) -> None:
    if hand.mapping is None and sniff(path) == "parquet" and _parquet(hand, path, verify):
        return
    tables: list[RawTable] = []
    found: list[Problem] = []
    kinds: dict[str | None, set[str]] = {}
    first = len(hand.sources.problems)
    for chunk, problems in iter_tables(path):
        found += problems
        for sheet, kind in _chunk(hand, chunk):
            kinds.setdefault(sheet, set()).add(kind)
        tables += [RawTable(table.frame.clear(), table.source, table.sheet) for table in chunk]
    if hand.mapping is not None:
        found += [problem for problem in missing_headings(hand.mapping, tables) if problem.code != "map-entry-unused"]
    among = set().union(*kinds.values())
    among = among or {kind for kind in [by_name(path.name)] if kind is not None}
    keys = _joining_headings(hand, tables, among)
    hand.sources.problems[first:first] = [
        _of_kind(problem, kinds.get(problem.facts.get("sheet")) or among, keys) for problem in found
    ]


def _of_kind(problem: Problem, among: set[str], keys: dict[str, bool]) -> Problem:
    """A problem of reading, with the kind of rows it stands among and whether it may hide what a row belongs to.

    A cell that was left empty hides nothing where its column joins nothing.
    """
    told = keys.get(str(problem.facts.get("column")), True)
    kind = next(iter(among)) if len(among) == 1 else ""
    return replace(problem, kind=kind, key_lost=problem.key_lost or (told and problem.code not in BESIDE_THE_DATA))


def _joining_headings(hand: _Hand, tables: list[RawTable], kinds: set[str]) -> dict[str, bool]:
    """Of each heading of a file whether it fills a column by which rows find their dossiers."""
    fed: dict[str, set[tuple[str, str]]] = {heading: set() for table in tables for heading in table.frame.columns}
    for table in tables:
        entries = [] if hand.mapping is None else hand.mapping.for_table(table)
        for entry in entries:
            for name, heading in entry.columns.items():
                fed.setdefault(heading, set()).add((entry.record, name))
            for name, made in entry.derive.items():
                for heading in made.headings:
                    fed.setdefault(heading, set()).add((entry.record, name))
        for heading in [] if entries else table.frame.columns:
            fed[heading] |= {(kind, headings(record(kind)).get(folded(heading), "")) for kind in kinds}
    return {heading: any(name in joining(record(kind)) for kind, name in found) for heading, found in fed.items()}


def _chunk(hand: _Hand, tables: list[RawTable]) -> Iterator[tuple[str | None, str]]:
    """Take the rows of some tables of one file; gives the sheet and the kind of each."""
    for table, kind, strict in recognised(tables, hand.mapping):
        if kind is None:
            hand.sources.problems.append(unknown_table(table, hand.mapping is not None))
            continue
        _take(hand, record(kind), table, strict)
        yield table.sheet, kind


def _take(hand: _Hand, made: type[Record], table: RawTable, strict: bool) -> None:
    taken = take_in(made, table.frame, table.label, table.row_number, table.zone, strict, table.unread)
    hand.sources.problems += [*(replace(problem, kind=made.kind()) for problem in table.problems), *taken.problems]
    hand.take(made.kind(), taken.frame)


# -- Parquet


def _parquet(hand: _Hand, path: Path, verify: bool) -> bool:
    """Take a Parquet file of our own as it lies there. False when it has to be read like any other table."""
    kind, scan = marked(path), scan_parquet(path)
    if kind is None or isinstance(scan, Problem):
        return False
    lazy = as_stored(record(kind), scan)
    if lazy is None or not in_our_time(scan):
        return False
    if verify:
        try:
            lazy.select(pl.len(), pl.all().null_count().name.suffix("#")).collect(engine="streaming")
        except DAMAGE as mistake:
            reason = str(mistake).splitlines()[0]
            message = "the file is damaged ({reason})."
            problem = Problem(path.name, "data pages", "torn-parquet", message, {"reason": reason}, kind, None, True)
            hand.sources.problems.append(problem)
            return True
    rows = int(scan.select(pl.len()).collect().item())
    hand.sources.add(kind, lazy, rows, apart=str(path))
    hand.sources.nothing_in(kind, set(record(kind).columns) - set(scan.collect_schema().names()))
    hand.rows[kind] = hand.rows.get(kind, 0) + rows
    return True


# -- messages


def _messages(hand: _Hand, paths: list[Path]) -> None:
    told = read_messages(paths)
    hand.sources.problems += told.problems
    for kind, frame in told.frames:
        hand.take(kind, frame)
