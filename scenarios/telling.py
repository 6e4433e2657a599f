"""What the stories share: calling the command line, and a small trade told in files."""

import contextvars
import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.cli.main import main
from shibosi.domains import registry
from shibosi.domains.customs.tests.builders import a_retail_import
from shibosi.example.wording import worded
from shibosi.kernel.records import Record, record
from shibosi.kernel.runs import Run, open_run

AS_OF = "2026-03-10"
"""A day on which what is missing of the trade below may still come."""
LATER = "2026-06-10"
"""A day on which it should have come."""
Rows = list[dict[str, str]]
Tables = dict[str, Rows]
"""Kind of record to its rows as files hold them: column to text."""
registry.load()


@dataclass(frozen=True)
class Said:
    """What a call of the command line came to."""

    status: int
    out: str
    err: str


def shibosi(*words: object) -> Said:
    """Call the command line in this process. What it does not handle itself is raised here."""
    out, err = io.StringIO(), io.StringIO()

    def call() -> int:
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            return int(end.code or 0)
        raise AssertionError("the command line ends with a status")

    with redirect_stdout(out), redirect_stderr(err):
        status = contextvars.copy_context().run(call)
    return Said(status, out.getvalue(), err.getvalue())


def start(*words: object, **options: Any) -> subprocess.Popen[str]:
    """Start the command line in a process of its own."""
    program = [sys.executable, "-c", "from shibosi.cli.main import main; main()"]
    return subprocess.Popen(
        [*program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


MEASURED = """
import sys
from pathlib import Path
from shibosi.cli.main import main
try:
    main()
finally:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    print(int(status.split("VmHWM:")[1].split()[0]) // 1024, file=sys.stderr)
"""


def measured(*words: object) -> tuple[Said, int]:
    """Call the command line in a process of its own; beside what it said, the most memory it held, in MB."""
    call = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, words)], capture_output=True, text=True, check=False
    )
    *err, peak = call.stderr.splitlines()
    return Said(call.returncode, call.stdout, "\n".join(err)), int(peak)


def check(documents: Path | Iterable[Path], out: Path, *words: object, as_of: str = AS_OF) -> tuple[Said, Run]:
    """Check documents into a run folder, without report and annotated workbooks."""
    paths = [documents] if isinstance(documents, Path) else list(documents)
    said = shibosi("check", *paths, "--out", out, "--as-of", as_of, "--no-report", "--no-annotate", *words)
    return said, open_run(out)


def found(run: Run) -> set[tuple[str, str, str]]:
    """Key, control and outcome of all findings."""
    return set(run.findings().select("key", "control", "outcome").iter_rows())


# -- a small trade


def tables_of(records: Iterable[Record]) -> Tables:
    """Records as the rows of files."""
    kinds: dict[str, list[Record]] = {}
    for one in records:
        kinds.setdefault(one.kind(), []).append(one)
    return {kind: worded(kind, record(kind).frame(rows)).cast(pl.String).to_dicts() for kind, rows in kinds.items()}


def a_trade(orders: int = 3) -> Tables:
    """Retail imports O-1, O-2, ... with all their documents; the list of O-2 names another buyer, all else agrees."""
    tables: Tables = {}
    for number in range(1, orders + 1):
        own = {
            "O-1": f"O-{number}", "P-1": f"P-{number}", "W-1": f"W-{number}", "QD-1": f"QD-{number}",
            "31022026I000000001": f"31022026I{number:09}",
            **{guid: f"{guid}-{number}" for guid in ("G-ORDER", "G-PAYMENT", "G-WAYBILL", "G-LIST")},
        }  # fmt: skip
        for kind, rows in tables_of(a_retail_import()).items():
            tables.setdefault(kind, []).extend(
                {name: own.get(text, text) for name, text in row.items() if text is not None} for row in rows
            )
    if orders > 1:
        tables["customs_list"][1]["buyer_name"] = "Zhao Qian 赵倩"
    return tables


ANOTHER_BUYER = ("O-2", "buyer_name_agrees", "broken")
"""What is found in the trade as it is told above, and nothing else."""


def as_csv(rows: Rows) -> str:
    """Rows as the text of a CSV file."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write(folder: Path, tables: Tables) -> Path:
    """Tables as CSV files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in tables.items():
        (folder / f"{kind}.csv").write_text(as_csv(rows), encoding="utf-8")
    return folder


def problems(run: Run) -> list[dict[str, Any]]:
    """What the run could not read."""
    return [json.loads(line) for line in (run.folder / "problems.jsonl").read_text(encoding="utf-8").splitlines()]


def as_frame(rows: Rows) -> pl.DataFrame:
    """Rows as a frame of text."""
    return pl.DataFrame(rows, infer_schema_length=None)
