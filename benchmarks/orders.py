"""The main job against hand-written SQL: a year of orders, all controls, from Parquet to findings (ours: and the log).

python -m benchmarks.orders [--orders N ...] [--folder WHERE] [--forms NAME ...] [--repeats R] [--memory 2GB]

Several sizes also tell how time grows. Every run is a fresh process; the contenders take turns. The findings of each
are compared with ours; exit status 1 when they differ.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.example import SHIBOSI, as_of, example, warm
from benchmarks.measuring import Contender, Measured, alternating, table

CHECK = frozenset({0, 1, 3})
"""Exit statuses of a check that was carried out."""
ALL_ROWS = 10**12
Command = Callable[[Path], Sequence[str]]
OURS = ("check", "one pass")
"""As shipped, which above some number of orders is in key parts; and all orders at once."""
MAY_FAIL = "sql within memory"
SQL = ("sql", MAY_FAIL)
BUDGETS = {1_000_000: {"check": 1.6, "one pass": 1.6}, 5_000_000: {"check": 2.3, "one pass": 2.0}}
GROWTH = 1.2
GROWING = (1_000_000, 10_000_000)
MEMORY = 2048


def contenders(place: Path, memory: str) -> dict[str, Contender]:
    """All forms of the job over one example."""
    documents, day = str(place / "documents"), as_of(place).isoformat()
    module = [sys.executable, "-m"]

    def check(*before: str) -> Command:
        return lambda out: [*before, "check", documents, "--as-of", day, "--no-report", "--quiet", "--out", str(out)]

    def sql(*limit: str) -> Command:
        return lambda out: [*module, "benchmarks.contenders.sql", documents, f"{out}.parquet", day, *limit]

    return {
        "check": Contender("check", check(SHIBOSI), CHECK),
        "one pass": Contender("one pass", check(*module, "benchmarks.contenders.check", str(ALL_ROWS)), CHECK),
        "sql": Contender("sql", sql()),
        MAY_FAIL: Contender(MAY_FAIL, sql("--memory", memory)),
    }


def found(out: Path) -> Path:
    """Where a contender left its findings."""
    return out / "findings.parquet" if out.is_dir() else Path(f"{out}.parquet")


def fastest(measured: Sequence[Measured]) -> Measured | None:
    """The faster form of the SQL: what every ratio is against."""
    return min((one for one in measured if one.name in SQL and one.runs), key=lambda one: one.seconds, default=None)


def compared(outs: dict[str, Path], measured: Sequence[Measured]) -> bool:
    """Compare the findings of every contender with those of the first; says what differs.

    The SQL within memory may run out of it, which is told; nobody else may fail.
    """
    from benchmarks.findings import differences

    paths = {one.name: found(outs[one.name]) for one in measured if one.runs}
    failed = [one.name for one in measured if one.failure and one.name != MAY_FAIL]
    if failed or not paths:
        print(f"  not compared: {', '.join(failed)} failed")
        return False
    first, *others = paths
    equal = True
    for name in others:
        count, lines = differences(paths[first], paths[name])
        print(f"  findings of {first} and {name}: {f'{count:,}, the same' if not lines else 'DIFFERENT'}")
        for line in lines[:10]:
            print(f"    {line}")
        equal = equal and not lines
    return equal


def measured_at(orders: int, options: argparse.Namespace) -> tuple[list[Measured], bool]:
    """Measure one size and print its table."""
    place = example(options.folder, orders, options.seed)
    size = warm(place)
    print(f"\n{orders:,} orders, {size / 1e6:,.0f} MB of Parquet, {options.repeats} rounds, medians", flush=True)
    known = contenders(place, options.memory)
    outs: dict[str, Path] = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as work:

        def out(name: str, number: int) -> Path:
            outs[name] = Path(work) / f"{name.replace(' ', '-')}-{number}"
            return outs[name]

        measured = alternating([known[name] for name in options.forms], options.repeats, out)
        table(measured, fastest(measured))
        equal = compared(outs, measured)
    judged(orders, measured)
    return measured, equal


def judged(orders: int, measured: Sequence[Measured]) -> None:
    """Say which budgets are held."""
    against = fastest(measured)
    for one in measured:
        limit = BUDGETS.get(orders, {}).get(one.name)
        if limit and one.runs and against:
            ratio = one.seconds / against.seconds
            verdict = "held" if ratio <= limit else "MISSED"
            print(f"  {one.name}: {ratio:.2f} of at most {limit} times the SQL: {verdict}")
        if orders >= 10_000_000 and one.name == "check" and one.runs:
            print(f"  {one.name}: {one.memory:,.0f} MB of {MEMORY}: {'held' if one.memory < MEMORY else 'MISSED'}")


def growth(sizes: dict[int, list[Measured]]) -> None:
    """How many times as long the largest size takes as the smallest, and that against the SQL's own growth."""
    small, large = min(sizes), max(sizes)
    factors = {
        one.name: one.seconds / first.seconds
        for one in sizes[large]
        for first in sizes[small]
        if first.name == one.name and one.runs and first.runs
    }
    print(f"\nfrom {small:,} to {large:,} orders the time grows")
    for name, factor in factors.items():
        print(f"  {name:<28}{factor:>8.2f} times")
    peers = [factors[name] for name in SQL if name in factors]
    for name in OURS:
        if name in factors and peers:
            share = factors[name] / min(peers)
            verdict = ("held" if share <= GROWTH else "MISSED") if (small, large) == GROWING else "no budget here"
            print(f"  {name}: {share:.2f} of at most {GROWTH} times the SQL's growth: {verdict}")


def main() -> None:
    """Read the options, measure every size, say whether all found the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--forms", nargs="+", choices=OURS + SQL, default=list(OURS + SQL))
    parser.add_argument("--memory", default="2GB", help="what the SQL within memory may take (DuckDB's memory_limit)")
    parser.add_argument("--folder", type=Path, help="where examples are kept (default: the temporary folder, removed)")
    options = parser.parse_args()
    kept = options.folder
    options.folder = (kept or Path(tempfile.mkdtemp(prefix="shibosi-bench-"))).resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        sizes = {orders: measured_at(orders, options) for orders in options.orders}
    finally:
        if kept is None:
            shutil.rmtree(options.folder, ignore_errors=True)
    if len(sizes) > 1:
        growth({orders: measured for orders, (measured, _) in sizes.items()})
    sys.exit(0 if all(equal for _, equal in sizes.values()) else 1)


if __name__ == "__main__":
    main()
