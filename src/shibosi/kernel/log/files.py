"""Bytes that reach the disk whole or not at all (POSIX)."""

import errno
import os
import secrets
from io import FileIO
from pathlib import Path


def write_at(file: FileIO, data: bytes, offset: int) -> None:
    """Write all of `data` at `offset`; OSError where the disk takes only part of it."""
    handle = file.fileno()
    view = memoryview(data)
    while view:
        written = os.pwrite(handle, view, offset)
        view, offset = view[written:], offset + written


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_name(partial: Path, folder: Path) -> bool:
    """Give a finished folder its name. An empty folder of that name gives way; False where something else has it."""
    try:
        partial.rename(folder)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            return False
        raise
    return True


def partial_name(path: Path) -> Path:
    """A hidden name beside `path` for what is not finished yet."""
    return path.with_name(f".{path.name}.partial-{secrets.token_hex(4)}")


def _written_beside(path: Path, data: bytes, mode: int) -> Path:
    partial = partial_name(path)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    return partial


def replace_file(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file whole: readers see the old one or the new one, whatever happens."""
    partial = _written_beside(path, data, mode)
    partial.replace(path)
    sync(path.parent)


def create_file(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Write a file whole unless it exists; False, and nothing is changed, if it does. Of two creators one wins."""
    partial = _written_beside(path, data, mode)
    try:
        os.link(partial, path)
    except FileExistsError:
        return False
    finally:
        partial.unlink()
    sync(path.parent)
    return True
