"""Listings through all controls: many from files, one in memory, and again on a server after one term changed.

    python -m benchmarks.listings [--listings 1000000] [--stored 2000] [--folder WHERE]

Every listing is the model of the tests (headphones in Germany with texts, facts, papers, checks) under a number and a
title of its own; one of a hundred has a term in it. From files: `shibosi check` as shipped, without report, by the
clock and of the processor, with its memory. One: the generated function on documents in memory, and the lightest
repair. Again: the job that judges stored listings, all of them, then those that a new term concerns, which it has to
find exactly.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from benchmarks.measuring import measure
from benchmarks.timing import microseconds, percentile
from shibosi.domains import registry
from shibosi.domains.catalogue.dossiers import LISTING as DOSSIER
from shibosi.domains.catalogue.records import Listing
from shibosi.domains.catalogue.tests.builders import a_listing
from shibosi.domains.catalogue.tests.templates import AS_OF, FIRM, LISTING, SAID, TEMPLATES
from shibosi.kernel import controls
from shibosi.kernel.dossiers import gather
from shibosi.kernel.expressions.scalar import Circumstances, compile_controls
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.methods.goods.access import Goods
from shibosi.methods.goods.categories import categories
from shibosi.methods.goods.fixes import Draft, smallest

MINUTES, MEMORY, ALONE, SHARE = 6, 4096, 20, 0.1
"""At most: for a million listings, in MB, milliseconds of one, of a full rescan after one term."""
MILLION = 1_000_000
AT_ONCE = 100_000
WORDS = ("oak", "table", "lamp", "kettle", "travel", "bag", "茶具", "套装", "保温杯", "运动鞋", "wireless", "cotton",
         "summer", "新款", "礼盒", "portable")  # fmt: skip
TERMED = "国家级"
NEW = "kettle summer"
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def title(number: int) -> str:
    """A title of a listing, with a term in one of a hundred and a new one in another."""
    some = [WORDS[(number // step) % len(WORDS)] for step in (1, 7, 53)]
    extra = {0: TERMED, 50: NEW}.get(number % 100)
    return " ".join([*some, f"HP-{number}", *([extra] if extra else [])])


def write(folder: Path, listings: int) -> None:
    """The documents, a folder of Parquet files for each kind of record."""
    for made, rows in TEMPLATES.items():
        frame = made.frame([made(**row) for row in rows])
        named = "number" if made is Listing else "listing_number"
        place = folder / made.kind()
        place.mkdir(parents=True)
        for start in range(0, listings, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, listings))
            some = pl.DataFrame({named: [f"L-{number}" for number in numbers]})
            if made is Listing:
                some = some.with_columns(title=pl.Series([title(number) for number in numbers]))
            whole = some.join(frame.drop(some.columns), how="cross").select(frame.columns)
            whole.write_parquet(place / f"{made.kind()}-{start:09d}.parquet")


def from_files(folder: Path, listings: int) -> None:
    """Check all of them, as shipped."""
    place = folder / f"listings-{listings}"
    if not place.exists():
        write(place, listings)
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        out = Path(aside) / "run"
        files = [str(path) for path in sorted(place.glob("*/*.parquet"))]
        command = [sys.executable, "-m", "shibosi", "check", *files, "--as-of", AS_OF.isoformat(), "--no-report",
                   "--quiet", "--out", str(out)]  # fmt: skip
        spent = measure(command, good=(0, 1, 3))
        counts = pl.read_csv(out / "counts.csv").filter(dossier="listing")
    scaled = MILLION / listings / 60
    print(
        f"{listings:,} listings by {len(counts)} controls: {spent.seconds:.1f} s by the clock, "
        f"{spent.processor:.1f} of the processor, {spent.memory:,.0f} MB; a million would take "
        f"{spent.seconds * scaled:.1f} minutes ({spent.processor * scaled:.1f} of the processor), "
        f"at most {MINUTES} and {MEMORY:,} MB"
    )


def alone() -> None:
    """One listing: every control, and the lightest repair."""
    registry.load()
    judge = compile_controls(DOSSIER, controls.of(DOSSIER), registry.values())
    at = Circumstances((AS_OF - DAY_ZERO).days)
    every = [gather(DOSSIER, a_listing(listing={"title": title(number)})) for number in range(2000)]
    spent = microseconds(lambda rows: judge(rows, at), every, time.thread_time_ns)
    goods = Goods("audio", {name: name in SAID for name in categories()["audio"].asks}, 99)
    drafts = [Draft(goods, frozenset(), "DE", (title(number),)) for number in range(200)]
    repaired = microseconds(lambda draft: smallest(draft, "DE", AS_OF), drafts, time.thread_time_ns)
    for name, times in (("all controls", spent), ("the lightest repair", repaired)):
        print(f"one listing, {name}: median {percentile(times, 0.5) / 1000:.2f} ms of the processor, 99th percentile "
              f"{percentile(times, 0.99) / 1000:.2f}, at most {ALONE}")  # fmt: skip


def stored(listings: int) -> None:
    """Rescan stored listings: all, then after one new term, which stands in one of a hundred."""
    from shibosi.settings import start_django

    start_django()
    from django.core.management import call_command

    from shibosi.store.goods.rescanning import rescan
    from shibosi.store.handing import hand_in
    from shibosi.store.intake.receiving import HandedIn

    call_command("migrate", verbosity=0)
    days = {name: value for name, value in LISTING.items() if name not in ("published_at", "seller_code")}
    rows = [
        ("listing", {"seller_code": FIRM, **days, "number": f"L-{number}", "title": title(number)})
        for number in range(listings)
    ]  # fmt: skip
    hand_in(rows, HandedIn("benchmark", ""), NOON - timedelta(days=1))
    start = time.process_time()
    full = rescan(NOON, {})
    whole = time.process_time() - start
    before = {**full, "terms": [*full["terms"], f"{NEW}\tabsolute\twarn\tlocal\tall\t"]}
    start = time.process_time()
    again = rescan(NOON + timedelta(days=1), before)
    part = time.process_time() - start
    expected = sum(NEW in title(number) for number in range(listings))
    verdict = "held" if part <= SHARE * whole else "MISSED"
    print(
        f"{full['judged']:,} stored listings again: {whole:.1f} s of the processor; after one term changed "
        f"{again['judged']:,} (expected {expected:,}): {part:.2f} s, {part / whole:.1%}, at most {SHARE:.0%}: {verdict}"
    )
    sys.exit(0 if again["judged"] == expected and full["judged"] == listings else 1)


def main() -> None:
    """Read the options, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=MILLION)
    parser.add_argument("--stored", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="Where documents are written; kept and used again.")
    parser.add_argument("--again", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.again:
        stored(asked.stored)
    with tempfile.TemporaryDirectory() as aside:
        alone()
        if asked.listings:
            from_files(asked.folder or Path(aside), asked.listings)
        again = [sys.executable, "-m", "benchmarks.listings", "--again", "--stored", str(asked.stored)]
        home = {**os.environ, "SHIBOSI_HOME": aside}
        sys.exit(subprocess.run(again, env=home, check=False).returncode if asked.stored else 0)


if __name__ == "__main__":
    main()
