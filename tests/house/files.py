"""The files of the repository as git sees them: tracked, or new and not ignored."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def names() -> tuple[str, ...]:
    """Paths from the root, with forward slashes, sorted; deleted files are left out."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted({name for name in listed.split("\0") if name and (ROOT / name).is_file()}))


def texts(under: str = "", ending: str = "") -> Iterator[tuple[str, str]]:
    """Name and text of each file under a folder ("src/") with an ending (".py"); binary files are left out."""
    for name in names():
        if name.startswith(under) and name.endswith(ending):
            try:
                yield name, (ROOT / name).read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
