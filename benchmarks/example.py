"""The generated example that is measured on: made once, kept in a folder, found again the next time."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from benchmarks.measuring import ROOT

SHIBOSI = str(Path(sys.executable).with_name("shibosi"))
PIECE = 1 << 24


def example(folder: Path, orders: int, seed: int) -> Path:
    """The folder of an example of that size and seed; written unless it is there."""
    place = folder / f"example-{orders}-{seed}"
    if not (place / "example.json").exists():
        print(f"writing {orders:,} orders to {place}", flush=True)
        command = [SHIBOSI, "example", "--orders", str(orders), "--seed", str(seed), "--out", str(place)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return place


def as_of(place: Path) -> date:
    """The day for which its truth was written."""
    return date.fromisoformat(json.loads((place / "example.json").read_text(encoding="utf-8"))["as_of"])


def warm(place: Path) -> int:
    """Read every document once, so that the first contender finds them in memory like the others. Returns the bytes."""
    size = 0
    for path in sorted((place / "documents").iterdir()):
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                size += len(piece)
    return size
