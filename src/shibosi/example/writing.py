"""Writing an example to a folder, part by part, so that memory does not grow with its size."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from shibosi.example.errors import FolderInUse, TooManyOrders, UnknownEncoding, UnknownFormat, WrongShare
from shibosi.example.files import FORMATS, Format
from shibosi.example.modes import MODES
from shibosi.example.part import TRUTH, make_part
from shibosi.example.plan import AS_OF
from shibosi.kernel.errors import nearest

PART = 100_000
"""Orders in a part. The content of a full part depends on the seed and its number alone, not on how many follow."""
MOST_FAULTS = 0.5
ENCODINGS = ("utf-8", "gb18030")
Progress = Callable[[int, int], None]
"""Told how many orders are written, and of how many."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written. The same stands in `example.json`.

    `rows` by kind of record, `modes` the share of each way of travelling, `faults` and `harmless` how many orders each
    kind touched, `findings` by control and outcome as the truth lists them.
    """

    orders: int
    seed: int
    as_of: date
    format: str
    encoding: str
    fault_share: float
    parts: int
    rows: dict[str, int]
    modes: dict[str, float]
    faults: dict[str, int]
    harmless: dict[str, int]
    findings: dict[str, dict[str, int]]


def write_example(
    out: Path,
    orders: int,
    seed: int,
    *,
    format: str = "parquet",
    encoding: str = "utf-8",
    fault_share: float = 0.05,
    progress: Progress | None = None,
) -> Summary:
    """Write `orders` orders with all their documents below `out`, and the truth about the faults among them.

    `documents/<kind>-<part>.<format>` hold the documents ("parquet", "csv", "jsonl", "xlsx" or "xml", the official
    messages); `truth.csv` every finding that follows from a fault on the day `as_of` of `example.json`. The same
    arguments give the same bytes. `encoding` is that of CSV files: "utf-8" or "gb18030".

    Raises FolderInUse, UnknownFormat, UnknownEncoding, TooManyOrders and WrongShare.
    """
    writer = _checked(out, orders, format, encoding, fault_share)
    documents = out / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    count = _Count()
    with (out / "truth.csv").open("wb") as truth:
        truth.write((",".join(TRUTH) + "\n").encode())
        for number in range(-(-orders // PART)):
            size = min(PART, orders - number * PART)
            part = make_part(seed, number, size, fault_share)
            written = writer.write(part, documents, number, encoding)
            written.truth.select(TRUTH).write_csv(truth, include_header=False)
            count.add(written.rows, part.faults, part.harmless, written.truth, part.orders)
            del part, written  # two parts at once would double the memory
            if progress is not None:
                progress(min((number + 1) * PART, orders), orders)
    summary = count.summary(orders, seed, format, encoding, fault_share)
    text = json.dumps(asdict(summary), ensure_ascii=False, indent=2, default=str)
    (out / "example.json").write_text(text + "\n", encoding="utf-8")
    return summary


def _checked(out: Path, orders: int, format: str, encoding: str, fault_share: float) -> Format:
    writer = FORMATS.get(format)
    if writer is None:
        known = list(FORMATS)
        raise UnknownFormat(format=format, known=", ".join(known), hint=nearest(format, known))
    if encoding.lower() not in ENCODINGS:
        raise UnknownEncoding(encoding=encoding)
    if not 1 <= orders <= writer.most:
        raise TooManyOrders(format=format, most=writer.most, orders=orders)
    if not 0 <= fault_share <= MOST_FAULTS:
        raise WrongShare(share=fault_share, most=Decimal(str(MOST_FAULTS)))
    documents = out / "documents"
    if documents.exists() and any(documents.iterdir()):
        raise FolderInUse(folder=str(documents))
    return writer


class _Count:
    """What the parts add up to."""

    def __init__(self) -> None:
        self.parts = 0
        self.rows: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.harmless: Counter[str] = Counter()
        self.modes: Counter[int] = Counter()
        self.findings: dict[str, Counter[str]] = {}

    def add(
        self, rows: dict[str, int], faults: dict[str, int], harmless: dict[str, int], truth: pl.DataFrame,
        orders: pl.DataFrame,
    ) -> None:  # fmt: skip
        """Count one part."""
        self.parts += 1
        self.rows.update(rows)
        self.faults.update(faults)
        self.harmless.update(harmless)
        self.modes.update(dict(orders["mode"].value_counts().iter_rows()))
        for control, outcome, number in truth.group_by("control", "outcome").len().iter_rows():
            self.findings.setdefault(control, Counter())[outcome] += number

    def summary(self, orders: int, seed: int, format: str, encoding: str, fault_share: float) -> Summary:
        """Everything counted, in a fixed order."""
        return Summary(
            orders, seed, AS_OF, format, encoding, fault_share, self.parts, dict(sorted(self.rows.items())),
            {mode.name: round(self.modes[place] / orders, 4) for place, mode in enumerate(MODES)},
            dict(sorted(self.faults.items())), dict(sorted(self.harmless.items())),
            {control: dict(sorted(self.findings[control].items())) for control in sorted(self.findings)},
        )  # fmt: skip
