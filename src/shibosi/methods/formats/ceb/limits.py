"""How much one message may ask of this machine before reading stops."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file, far above any message customs accepts: a file beyond them is an attack or a fault.

    `size` bytes of the file (and of a payload inside it); `token` bytes of one tag, comment or attribute;
    `depth` nested elements; `attributes` on one element; `names` different element names; `documents`, `lines` and
    `elements` (values) in one file; `problems` reported before reading is given up; `envelopes` around each other.
    """

    size: int = 256 << 20
    token: int = 1 << 20
    depth: int = 32
    attributes: int = 64
    names: int = 10_000
    documents: int = 200_000
    lines: int = 2_000_000
    elements: int = 10_000_000
    problems: int = 1_000
    envelopes: int = 3
