"""Orders, payments and waybills matched by twelve checks, ours against pandas, with text and with whole-number keys.

python -m benchmarks.matching [--orders N] [--folder WHERE] [--repeats R]

From Parquet to findings in a fresh process each; the same findings on both sides, or exit status 1.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.findings import differences
from benchmarks.measuring import Contender, Measured, alternating, table
from benchmarks.three_documents import KEYS, write

BUDGETS = (
    ("ours, text", "pandas, text", 3),
    ("ours, whole", "pandas, text", 5),
    ("ours, whole", "pandas, whole", None),
)
"""Ours, the peer, and how many times as long the peer has to take; the last pair is only told."""
MODULES = {"ours": "matching", "pandas": "matching_pandas"}


def contender(name: str, data: Path) -> Contender:
    """A contender from its name, "ours, text"."""
    who, keys = name.split(", ")
    module = f"benchmarks.contenders.{MODULES[who]}"
    return Contender(name, lambda out: [sys.executable, "-m", module, str(data / keys), str(out), keys])


def ratios(measured: list[Measured]) -> None:
    """How many times as long each peer took."""
    known = {one.name: one for one in measured if one.runs}
    for ours, peer, least in BUDGETS:
        if ours not in known or peer not in known:
            continue
        times = known[peer].seconds / known[ours].seconds
        cpu = known[peer].processor / known[ours].processor
        verdict = "no budget" if least is None else f"at least {least}: {'held' if times >= least else 'MISSED'}"
        print(f"  {peer} takes {times:.2f} times as long as {ours} ({cpu:.2f} by processor time); {verdict}")


def main() -> None:
    """Read the options, write the data, measure, compare the findings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where data is written for the time being (default: temporary)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        work = Path(place)
        write(work / "data", options.orders)
        outs: dict[str, Path] = {}

        def out(name: str, number: int) -> Path:
            outs[name] = work / f"{name}-{number}.parquet"
            return outs[name]

        print(f"{options.orders:,} orders, {options.repeats} rounds, medians", flush=True)
        names = [f"{who}, {keys}" for keys in KEYS for who in MODULES]
        measured = alternating([contender(name, work / "data") for name in names], options.repeats, out)
        table(measured, measured[0] if measured[0].runs else None)
        ratios(measured)
        equal = all(one.runs for one in measured)
        for keys in KEYS:
            if not equal:
                break
            count, lines = differences(outs[f"ours, {keys}"], outs[f"pandas, {keys}"])
            print(f"  {keys} keys: {count:,} findings, {'the same' if not lines else 'DIFFERENT'}")
            for line in lines[:10]:
                print(f"    {line}")
            equal = equal and not lines
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
