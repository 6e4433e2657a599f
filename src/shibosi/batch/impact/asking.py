"""What is asked: other values, over the documents of a run or over files."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shibosi.batch.check import NothingHandedIn, overlaid
from shibosi.batch.impact.proposing import SOURCE, Proposal, proposed, with_rows
from shibosi.batch.impact.weighing import Impact, Progress, impact
from shibosi.batch.layers import documents, mapping_of
from shibosi.batch.state import state_of
from shibosi.domains import registry
from shibosi.kernel.parameters import Values
from shibosi.kernel.runs import Run
from shibosi.kernel.sources import Sources
from shibosi.methods.formats.handing import hand_in


@dataclass(frozen=True)
class Other:
    """Other values: an overlay file, single values, rows of a table of law; what is not given changes nothing."""

    overlay: Path | None = None
    values: tuple[Proposal, ...] = ()
    table: str = ""
    rows: Path | None = None

    def over(self, values: Values) -> Values:
        """The values with these in their place. Raises BadValue, UnknownParameter, RegisterError and its like."""
        if self.rows is not None:
            there = with_rows(self.table, self.rows)
            plain = registry.values()
            values = values.overlay({name: there[name] for name in there if there[name] != plain.get(name)})
        return proposed(overlaid(values, self.overlay), self.values)


@contextmanager
def rows_file(text: str) -> Iterator[Path]:
    """Rows that somebody wrote, as a file for as long as they are read. One without its first line gets it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_text(text if text.startswith("#") else f"# {SOURCE}\n{text}", encoding="utf-8", newline="")
        yield path


def with_written(values: tuple[Proposal, ...], table: str = "", rows: str = "") -> Values:
    """All values with some put in, and with rows of a table of law that stand in a text. Raises what `over` raises."""
    if not table:
        return Other(values=values).over(registry.values())
    with rows_file(rows) as path:
        return Other(values=values, table=table, rows=path).over(registry.values())


def of_run(run: Run, other: Other, only: Sequence[str] = (), progress: Progress | None = None) -> Impact:
    """What other values change in the documents of a run, as of its day, against the values it was made with.

    Raises InputChanged, InputGone, and what `impact` and `Other.over` raise.
    """
    registry.load()
    before = overlaid(registry.values(), Path(run.about["overlay"]) if run.about.get("overlay") else None)
    after = other.over(before)
    with tempfile.TemporaryDirectory() as work:
        return impact(documents(run, Path(work), state_of(run.folder)), before, after, run.as_of, only, progress)


def of_files(
    paths: Sequence[Path], as_of: date, other: Other, mapping: Path | None = None, only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Impact:  # fmt: skip
    """What other values change in files, as of a day. Raises NothingHandedIn, and what `impact` raises."""
    registry.load()
    after = other.over(registry.values())
    with _handed(paths, mapping) as sources:
        return impact(sources, registry.values(), after, as_of, only, progress)


@contextmanager
def _handed(paths: Sequence[Path], mapping: Path | None) -> Iterator[Sources]:
    with tempfile.TemporaryDirectory() as work:
        sources = hand_in(tuple(paths), mapping_of(mapping), Path(work))
        if not sources.frames:
            raise NothingHandedIn(paths=", ".join(map(str, paths)))
        yield sources
