"""Texts of files that offices publish: CSV in UTF-8, as it is or compressed."""

import gzip
import zlib
from pathlib import Path

from shibosi.methods.taxes.errors import Unreadable

GZIP = b"\x1f\x8b"
"""How a compressed file begins."""


def published(path: Path, longest: int) -> str:
    """The text of a file of at most so many bytes, unpacked. Raises Unreadable."""
    try:
        with path.open("rb") as packed:
            compressed = packed.read(len(GZIP)) == GZIP
        with gzip.open(path) if compressed else path.open("rb") as file:
            raw = file.read(longest + 1)
        if len(raw) > longest:
            raise Unreadable(file=path.name, row=1, reason="it is too long")
        return raw.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as mistake:
        raise Unreadable(file=path.name, row=1, reason="it is no CSV in UTF-8") from mistake
