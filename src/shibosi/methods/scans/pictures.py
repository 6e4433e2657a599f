"""Photographs and scans: whether they open, how they stand, and whether their lines run upright.

The camera says how it was held; a scanner says nothing, so the lines are looked at: where ink changes far more from
column to column than from row to row, the page lies on its side. Letters are read elsewhere (`letters`).
"""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from shibosi.methods.scans.seen import BROKEN, HUGE, SIDEWAYS, Seen

MOST_POINTS = 80_000_000
"""Points of a picture. Our choice: an A4 page at 900 dots an inch."""
LOOKED_AT = 800
"""Points of the longer side that is looked at."""
CLEARLY = 3.0
"""How many times more columns have to change than rows. Our choice: pages of lines have 5 and more."""
ORIENTATION = 0x0112
DEGREES = {3: 180, 4: 180, 5: 270, 6: 270, 7: 90, 8: 90}
"""What the camera says, as the turn that sets the picture upright, against the clock."""
READ_AT = 3000
"""Points of the longer side of a picture whose letters are read: an A4 page at some 250 dots an inch."""
DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError,
          OverflowError, Image.DecompressionBombError)  # fmt: skip


def see(data: bytes) -> Seen:
    """What is seen in a picture."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return Seen(reason=HUGE)
            turned = DEGREES.get(picture.getexif().get(ORIENTATION, 1), 0)
            picture.draft("L", (LOOKED_AT, LOOKED_AT))
            upright = ImageOps.exif_transpose(picture.convert("L"))
    except DAMAGE:
        return Seen(reason=BROKEN)
    upright.thumbnail((LOOKED_AT, LOOKED_AT))
    return Seen(turned=turned, reason=SIDEWAYS if lies(np.asarray(upright, dtype=np.float32)) else "")


def drawn(data: bytes) -> bytes | None:
    """The picture drawn anew: PNG, grey, upright, of bounded size; None where it does not open."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return None
            upright = ImageOps.exif_transpose(picture.convert("L"))
    except DAMAGE:
        return None
    upright.thumbnail((READ_AT, READ_AT))
    out = BytesIO()
    upright.save(out, "PNG")
    return out.getvalue()


def lies(grey: "np.ndarray[Any, Any]") -> bool:
    """Whether the lines of a page run from top to bottom. `grey`: rows of points, 0 black to 255 white."""
    ink = grey < grey.mean() - grey.std()
    if not ink.any() or min(ink.shape) < 8:
        return False
    columns, rows = (float(np.abs(np.diff(ink.mean(axis=axis))).mean()) for axis in (0, 1))
    return columns > CLEARLY * rows
