"""What a run leaves for the next one (`state/` in its folder), so that only changes need judging.

    state.json            what it was made with, the files it was made of, and a digest of each file beside it
    digests/              of each row in force a number of 64 bits, in the order rows were handed in; 0: not in force
    superseded/           documents that a later one put out of force
    derived/              records made from dossiers
    withdrawn/            those of them that no longer hold
    waiting.parquet       dossiers in which something could not be decided because days had not passed
    documents/            copies of the documents, if they were asked for

The folder holds what the documents hold of persons and is closed to others. A run does not need it to be complete.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi import __version__
from shibosi.batch.inputs import Stamps
from shibosi.kernel import controls as registry
from shibosi.kernel.dossiers import KNOWN, Dossier
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.records import Record
from shibosi.kernel.runs import file_digest

FORMAT = 2
FOLDER = "state"
FINDINGS, COUNTS = "../findings.parquet", "../counts.csv"
"""What the run found, as the state names it."""
Digests = NDArray[np.uint64]
Numbers = NDArray[np.int64]
"""Where rows lie, counted from 0."""
WAITING = {"dossier": pl.String, "key": pl.String}
_PROBE = {
    "text": ["", "订单", None], "whole": [0, -1, None], "truth": [True, False, None],
    "day": pl.Series([0, -1, None], dtype=pl.Int32).cast(pl.Date),
    "instant": pl.Series([0, 1, None], dtype=pl.Int64).cast(pl.Datetime("us", "UTC")),
}  # fmt: skip


class StateDamaged(ShibosiError):
    """A file of the state is gone or not what it was."""

    code = "state-damaged"
    message = "{path} is not what the run left there."


@dataclass(frozen=True)
class Frame:
    """Rows of a kind that were handed in together: how many, and the digest of the file if they are all it holds."""

    rows: int
    sha256: str | None


Layer = Mapping[str, list[Frame]]
"""Record kind to the frames of one layer, in order."""


@dataclass(frozen=True)
class State:
    """The state of a run, read when asked for."""

    folder: Path
    about: dict[str, Any]

    @property
    def stamps(self) -> Stamps:
        """Size and time of the last change of the inputs that were not touched while the run was made."""
        return {path: (size, changed) for path, (size, changed) in self.about["stamps"].items()}

    @property
    def seed(self) -> int:
        """What digests of rows are made with: drawn by the last full run, so that nobody can write rows to fit them."""
        return int(self.about["seed"])

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of each kind that count: those that any dossier reads."""
        found: dict[str, list[str]] = self.about["columns"]
        return found

    @property
    def layers(self) -> list[Layer]:
        """The frames of each layer."""
        return [
            {kind: [Frame(**frame) for frame in frames] for kind, frames in layer.items()}
            for layer in self.about["layers"]
        ]

    def has_digests(self) -> bool:
        """Whether digests of rows stand there, made as they are made here."""
        return bool(self.about["digests"] and self.about["probe"] == probe(self.seed))

    def digests(self, layer: int, kind: str) -> Digests:
        """Of one layer, in the order rows were handed in; 0 where a row was not in force."""
        return self._numbers(f"digests/{layer}-{kind}.u64")

    def moved(self, name: str, kind: str) -> Digests:
        """Rows that went out of force ("less") or came into force ("more") after their layer was judged."""
        return self._numbers(f"digests/{name}-{kind}.u64")

    def in_force(self, kind: str) -> tuple[Digests, Digests]:
        """The digests of all rows in force: as their layers hold them, and those of which no place is known."""
        parts = [self.digests(number, kind) for number in range(len(self.layers))]
        every = np.concatenate([*parts, self.moved("more", kind)])
        less = pl.Series("digest", self.moved("less", kind), dtype=pl.UInt64)
        if len(less):
            at = pl.Series("digest", every, dtype=pl.UInt64).is_in(less.implode()).arg_true()
            suspects = pl.DataFrame({"at": at, "digest": every[at.to_numpy()]}, schema_overrides={"digest": pl.UInt64})
            gone = suspects.join(less.value_counts(name="gone"), on="digest", maintain_order="left").filter(
                pl.int_range(pl.len()).over("digest") < pl.col("gone")
            )  # fmt: skip
            every[gone["at"].to_numpy()] = 0
        placed = sum(len(part) for part in parts)
        return every[:placed], every[placed:]

    def superseded(self) -> dict[str, pl.DataFrame]:
        """Documents out of force, by kind."""
        names = [name for name in self.files if name.startswith("superseded/")]
        return {Path(name).stem: pl.read_parquet(self._sound(name)) for name in names}

    def derived(self, kind: str) -> tuple[pl.LazyFrame, pl.LazyFrame]:
        """All records of a kind that were ever made from dossiers, and those of them that no longer hold."""
        made, withdrawn = (
            [pl.scan_ipc(self._sound(name)) for name in self.files if name.startswith(f"{folder}/{kind}.")]
            for folder in ("derived", "withdrawn")
        )
        if not made:
            raise StateDamaged(path=self.folder / "derived")
        return pl.concat(made), pl.concat(withdrawn or [made[0].clear()])

    def findings(self) -> pl.DataFrame:
        """What the run found."""
        return pl.read_parquet(self._sound(FINDINGS))

    def counts(self) -> pl.DataFrame:
        """How often each control came to what."""
        return pl.read_csv(self._sound(COUNTS))

    def waiting(self) -> pl.DataFrame:
        """Dossiers that waited: dossier, key."""
        return pl.read_parquet(self._sound("waiting.parquet"))

    @property
    def files(self) -> dict[str, str]:
        """The files of the state and their digests."""
        found: dict[str, str] = self.about["files"]
        return found

    def _sound(self, name: str) -> Path:
        """A file that is what it was. Raises StateDamaged."""
        path = self.folder / name
        if not path.is_file() or file_digest(path) != self.files.get(name):
            raise StateDamaged(path=path)
        return path

    def _numbers(self, name: str) -> Digests:
        if name not in self.files:
            return np.zeros(0, dtype=np.uint64)
        return np.fromfile(self._sound(name), dtype="<u8").astype(np.uint64, copy=False)


def state_of(run: Path) -> State | None:
    """The state that a run left; None where it left none or one of another format."""
    try:
        about = json.loads((run / FOLDER / "state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return State(run / FOLDER, about) if isinstance(about, dict) and about.get("format") == FORMAT else None


def digests_of(rows: pl.DataFrame, columns: Iterable[str], seed: int) -> Digests:
    """A number for each row, equal where the columns are; never 0."""
    made: Digests = np.maximum(rows.select(columns).hash_rows(seed=seed).to_numpy(), np.uint64(1))
    return made


def probe(seed: int) -> int:
    """Tells apart versions and machines that make other digests of the same rows."""
    return int(np.bitwise_xor.reduce(pl.DataFrame(_PROBE).hash_rows(seed=seed).to_numpy()))


def logic(dossiers: Iterable[Dossier]) -> str:
    """A digest of everything, apart from values and documents, that decides what is found and how it is written."""
    told: list[object] = [__version__]
    for dossier in dossiers:
        told += [dossier.name, dossier.parts, [(part.record.kind(), part.by, part.many) for part in dossier.members]]
        told += [(pair.name, pair.on, pair.lookup) for pair in dossier.pairs]
        told += [(made.record.kind(), made.where, made.columns, made.shifts) for made in dossier.derivations]
        for control in registry.of(dossier):
            told += [control.name, control.scope, control.condition, control.day, control.place]
            told += [bool(control.one_sided), sorted(control.reports)]
    for kind, made in sorted(Record.known.items()):
        columns = [(name, column.kind, column.key, column.otherwise) for name, column in made.columns.items()]
        told += [kind, made.needs, made.part_of, made.messages, columns]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def every_dossier() -> list[Dossier]:
    """All kinds of dossier there are, by name."""
    return [KNOWN[name] for name in sorted(KNOWN)]


def write_digests(path: Path, digests: Digests) -> None:
    """Write numbers of 64 bits as they lie in memory, least byte first."""
    digests.astype("<u8", copy=False).tofile(path)
