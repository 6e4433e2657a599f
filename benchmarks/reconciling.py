"""Returns reconciled with orders: the tax of a million orders in books and returns, checked as shipped.

    python -m benchmarks.reconciling [--lines N]

A hundred taxpayers in Germany, a quarter of monthly returns each; a thousand orders are missing from their return. What
is timed is `shibosi check`, from starting Python to a complete run folder. Budget: with `benchmarks.taxes` 60 s on two
cores, judged by 120 s of the processor; exit status 1 where it is missed, or where not every order missing is found.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

PARTIES, MONTHS = 100, 3
LAST_DAYS = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
MISSING = 1_000
BUDGET = 120.0
EUR = "300"
CONTROL = "order_stands_in_a_return"


def files(folder: Path, lines: int) -> int:
    """Write books, returns and their lines; answers how many orders stand in no return."""
    at = pl.col("at")
    entries = pl.DataFrame({"at": pl.int_range(lines, eager=True)}).select(
        pl.format("E{}", at).alias("number"), pl.format("O{}", at).alias("order_number"),
        pl.format("F-{}", at % PARTIES).alias("party_code"), pl.lit("DE").alias("market"),
        pl.lit("VAT").alias("scheme"), pl.format("2026-0{}", at // PARTIES % MONTHS + 1).alias("period"),
        pl.date(2026, at // PARTIES % MONTHS + 1, 10).alias("booked_on"), pl.lit("100.00").alias("taxable"),
        pl.lit("19").alias("rate"), pl.lit("standard").alias("rate_class"), pl.lit("19.00").alias("tax"),
        pl.lit(EUR).alias("currency"), at,
    )  # fmt: skip
    key = ["party_code", "market", "scheme", "period"]
    step = max(1, lines // MISSING)
    told = entries.filter(pl.col("at") % step != 0)
    ends = pl.col("period").replace_strict([f"2026-0{month}" for month in range(1, MONTHS + 1)], LAST_DAYS)
    returns = told.group_by(key, maintain_order=True).agg(pl.len().alias("orders")).select(
        *key, pl.format("R-{}-{}", "party_code", "period").alias("number"), ends.alias("ends_on"),
        ends.dt.truncate("1mo").alias("starts_on"), ends.dt.offset_by("8d").alias("filed_on"),
        pl.lit("ELSTER").alias("receipt_number"), (pl.col("orders") * 100).cast(pl.String).alias("taxable"),
        (pl.col("orders") * 19).cast(pl.String).alias("tax"), pl.lit(EUR).alias("currency"),
    )  # fmt: skip
    entries.drop("at").write_parquet(folder / "tax_entry.parquet")
    told.select("order_number", *key, "taxable", "tax", "currency").write_parquet(folder / "tax_return_line.parquet")
    returns.write_parquet(folder / "tax_return.parquet")
    return lines - len(told)


def main() -> int:
    """Measure, print, and say whether the budget is kept and every order missing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, out = Path(made) / "in", Path(made) / "run"
        folder.mkdir()
        missing = files(folder, asked.lines)
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = ["check", str(folder), "--as-of", "2026-11-20", "--no-report", "--out", str(out)]
        subprocess.run([sys.executable, "-m", "shibosi", *command], check=False, stdout=subprocess.DEVNULL)
        after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
        findings = pl.read_parquet(next(out.rglob("findings*.parquet")))
        found = findings.filter((pl.col("control") == CONTROL) & (pl.col("outcome") == "broken")).height
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  {asked.lines:,} lines: {spent:.1f} s of the processor, budget {BUDGET:.0f}; {passed:.1f} s on the clock")
    print(f"  {found:,} of {missing:,} orders missing from a return were found; {after.ru_maxrss / 1e6:.1f} GB at most")
    return int(spent > BUDGET or found != missing)


if __name__ == "__main__":
    sys.exit(main())
