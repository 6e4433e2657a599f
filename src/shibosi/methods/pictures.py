"""Pictures by their bytes: digest, width and height, read of the head of PNG and JPEG files; nothing is decoded."""

import hashlib
import struct
from dataclasses import dataclass

from shibosi.kernel.errors import ShibosiError

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame and tell its size."""
FILLER = 0xFF


class UnreadablePicture(ShibosiError):
    """A file that is no picture of a kind that is read."""

    code = "unreadable-picture"
    message = "The file is no picture: PNG or JPEG is read."


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture: SHA-256 of its file, width and height in pixels."""

    digest: str
    width: int
    height: int


def measured(data: bytes) -> Measured:
    """Measure a picture. Raises UnreadablePicture."""
    if data.startswith(PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
    elif data.startswith(JPEG):
        width, height = _jpeg(data)
    else:
        raise UnreadablePicture()
    return Measured(hashlib.sha256(data).hexdigest(), width, height)


def _jpeg(data: bytes) -> tuple[int, int]:
    at = len(JPEG)
    while at + 9 <= len(data) and data[at] == FILLER:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == FILLER else 2 + length
    raise UnreadablePicture()
