"""The documents of a run: what was handed in first and, in layers, the changes that were handed in since.

A changed document takes the place of the one of its number, lines that of all lines of their document. A document that
says itself that it changes or deletes an earlier one (report type 2, 3) stands beside it: which is in force is then
decided as in any run.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch.inputs import inputs
from shibosi.batch.kept import as_it_was, kept
from shibosi.batch.state import Layer as FramesOf
from shibosi.batch.state import State
from shibosi.kernel.records import Record, record
from shibosi.kernel.runs import Run
from shibosi.kernel.sources import Handed, Sources
from shibosi.kernel.versions import CHANGE, DELETE, DOCUMENT, GUID, HOW, WHEN
from shibosi.methods.formats.handing import hand_in
from shibosi.methods.formats.mapping import Mapping_, load_map

Fresh = Mapping[str, pl.DataFrame]
"""Record kind to the rows of it that were handed in as changes."""


@dataclass(frozen=True)
class Layer:
    """Files handed in together, and the map they were read by."""

    files: int
    map: str | None

    def described(self) -> dict[str, Any]:
        """As plain data for run.json."""
        return {"files": self.files, "map": self.map}


def layers_of(run: Run) -> list[Layer]:
    """The layers of a run, the first one first; its inputs are theirs in this order."""
    whole = [{"files": len(run.about["inputs"]), "map": run.about.get("map")}]
    return [Layer(found["files"], found["map"]) for found in run.about.get("layers", whole)]


def documents(run: Run, work: Path, state: State | None = None) -> Sources:
    """Everything a run was made of. Raises InputChanged or InputGone."""
    return merged(layers(run, work, state))


def layers(run: Run, work: Path, state: State | None = None) -> list[Sources]:
    """What was handed in, layer by layer: from the copies kept in the run, else from its inputs.

    Of files that its state knows as Parquet files of our own only the footer is looked at again.
    """
    found = layers_of(run)
    copies = [kept(run.folder, number) for number in range(len(found))]
    if all(copy is not None for copy in copies):
        return [copy for copy in copies if copy is not None]
    paths = inputs(run, None if state is None else state.stamps)
    items = [Handed(**item) for item in run.about["inputs"]]
    digests = {item.path: item.sha256 for item in items}
    known = [] if state is None or run.about["problems"] else state.layers
    verify = bool(run.about["problems"])
    made: list[Sources] = []
    for number, layer in enumerate(found):
        first = sum(other.files for other in found[:number])
        folder = work / f"layer-{number}"
        folder.mkdir()
        opened = _opened(items[first : first + layer.files], known[number] if number < len(known) else {}, folder)
        made.append(opened or hand_in(
            paths[first : first + layer.files], mapping_of(Path(layer.map) if layer.map else None), folder,
            verify=verify, digest_of=lambda path: digests[str(path)],
        ))  # fmt: skip
    return made


def _opened(files: Sequence[Handed], frames: FramesOf, work: Path) -> Sources | None:
    """Parquet files of our own that a run has read before; None where there are others."""
    kinds = {frame.sha256: kind for kind, found in frames.items() for frame in found}
    if not files or any(file.sha256 not in kinds for file in files):
        return None
    made = Sources(files=list(files), work=work)
    for file in files:
        kind = kinds[file.sha256]
        made.add(kind, as_it_was(kind, Path(file.path)), file.rows.get(kind, 0), apart=file.path)
    return made


def mapping_of(path: Path | None) -> Mapping_ | None:
    """The user's map, checked against the records that exist."""
    if path is None:
        return None
    records = {kind: list(made.columns) for kind, made in Record.known.items() if not made.internal}
    return load_map(path, records=records)


def merged(layers: Sequence[Sources]) -> Sources:
    """Layers as one."""
    made = layers[0]
    for layer in layers[1:]:
        made = with_changes(made, layer)
    return made


def with_changes(old: Sources, changes: Sources) -> Sources:
    """Documents with new and changed ones in their place."""
    made = Sources(problems=[*old.problems, *changes.problems], files=[*old.files, *changes.files], work=old.work)
    fresh = {kind: pl.concat(frames).collect(engine="streaming") for kind, frames in changes.frames.items()}
    for kind in sorted(old.kinds() | changes.kinds()):
        replaced = _replaced(record(kind), fresh)
        for number, frame in enumerate(old.frames.get(kind, [])):
            apart = "" if kind in fresh else old.apart.get((kind, number), "")
            made.add(kind, _without(frame, replaced), 0, apart)
        if kind in fresh:
            made.add(kind, fresh[kind].lazy(), 0)
        made.rows[kind] = old.rows.get(kind, 0) + changes.rows.get(kind, 0)
        told = [each.empty.get(kind, frozenset()) for each in (old, changes) if kind in each.kinds()]
        made.nothing_in(kind, frozenset.intersection(*told))
    return made


def untouched(made: type[Record], rows: pl.LazyFrame, fresh: Fresh) -> pl.LazyFrame:
    """Rows without those that changes take the place of."""
    return _without(rows, _replaced(made, fresh))


def _replaced(made: type[Record], fresh: Fresh) -> list[pl.DataFrame]:
    """What rows hold, in some columns, whose place changes take."""
    changes = fresh.get(made.kind())
    if changes is None:
        return []
    number = identity(made)
    beside = _beside(made, changes, fresh)
    found = [changes.filter(~beside).select(number)]
    if bool(beside.any()):
        added = changes.filter(beside)
        if HOW in made.columns:
            found.append(added.select([*number, WHEN, HOW]))
        else:
            unsaid = added.with_columns(pl.lit(None, dtype=pl.String).alias(DOCUMENT))
            found.append(pl.concat([added, unsaid]).select([*number, DOCUMENT]))
    return [rows.unique() for rows in found]


def identity(made: type[Record]) -> list[str]:
    """What a changed document replaces: the one of its number; all lines of a document together."""
    keys = made.keys()
    if made.part_of:
        return [name for name in keys if made.columns[name].kind != "whole"]
    return list(dict.fromkeys([*keys, made.needs]))


def _beside(made: type[Record], changes: pl.DataFrame, fresh: Fresh) -> pl.Series:
    """Which changes stand beside what they change: documents that say so, and the lines in them."""
    if HOW in made.columns:
        return changes.select(pl.col(HOW).is_in([CHANGE, DELETE]).fill_null(False))[HOW]
    heads = fresh.get(made.part_of)
    if heads is None or DOCUMENT not in made.columns:
        return pl.repeat(False, changes.height, eager=True)
    guids = heads.filter(pl.col(HOW).is_in([CHANGE, DELETE]))[GUID].drop_nulls()
    return changes.select(pl.col(DOCUMENT).is_in(guids.implode()).fill_null(False))[DOCUMENT]


def _without(rows: pl.LazyFrame, replaced: Iterable[pl.DataFrame]) -> pl.LazyFrame:
    for others in replaced:
        rows = rows.join(others.lazy(), on=others.columns, how="anti", nulls_equal=True, maintain_order="left")
    return rows
