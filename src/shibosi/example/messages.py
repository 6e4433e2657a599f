"""The documents as official messages, up to a hundred in each.

A message has a place only for what customs asks for. The elements of a record's columns say where a value goes; what
the message wants beside that comes from `EXTRA`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.domains.customs.records import Answer, CustomsList, CustomsReturn, ListLine, ReturnLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Collection, Payment
from shibosi.example.documents import Frames
from shibosi.example.part import TRUTH, Part
from shibosi.example.wording import worded
from shibosi.kernel.records import Record
from shibosi.methods.formats.ceb.fields import Section, shape
from shibosi.methods.formats.ceb.message import build_message

DOCUMENTS_IN_A_MESSAGE = 100
SENDER = {"copCode": "31009X9999", "copName": "示例数据传输有限公司", "dxpMode": "DXP", "dxpId": "DXPENTEXAMPLE0001"}
NOT_SAID = "无"
UNSEEN = ["payment_follows_the_order"]
"""Controls that live on what no message says."""
BACK_IN_TIME = "import_return_came_back_in_time"
NO_DAY = "The message of an import return has no place for the day on which the goods came back."
IMPORT, EXPORT = pl.col("plan_mode") <= 2, pl.col("plan_mode").is_between(3, 6)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its number, what stands in it, which orders it is about."""

    number: str
    head: type[Record]
    lines: type[Record] | None
    where: pl.Expr

    @property
    def name(self) -> str:
        """The name of the message."""
        return f"CEB{self.number}Message"


KINDS = [
    Kind("311", Order, OrderLine, IMPORT), Kind("303", Order, OrderLine, EXPORT), Kind("411", Payment, None, IMPORT),
    Kind("403", Collection, None, EXPORT), Kind("511", Waybill, None, IMPORT), Kind("505", Waybill, None, EXPORT),
    Kind("621", CustomsList, ListLine, IMPORT), Kind("603", CustomsList, ListLine, EXPORT),
    *(Kind(number, Answer, None, pl.col("about") == about) for number, about in [
        ("312", "311"), ("304", "303"), ("412", "411"), ("512", "511"), ("506", "505"), ("622", "621"), ("604", "603"),
    ]),
    Kind("625", CustomsReturn, ReturnLine, IMPORT), Kind("213", CustomsReturn, ReturnLine, EXPORT),
]  # fmt: skip
EXTRA: dict[str, dict[str, pl.Expr]] = {
    "312": {"ebpCode": pl.col("list_ebp")}, "304": {"ebpCode": pl.col("list_ebp")},
    "213": {
        "billNo": pl.lit(NOT_SAID), "trafMode": pl.lit("5"), "trafName": pl.lit(NOT_SAID), "voyageNo": pl.lit(NOT_SAID),
        "portCode": pl.col("customsCode"),
    },
    "213 lines": {"gmodel": pl.lit(NOT_SAID), "qty1": pl.col("qty"), "unit1": pl.col("unit")},
    "604": {"ebcCode": pl.col("list_ebc"), "ebpCode": pl.col("list_ebp"), "statisticsFlag": pl.col("list_filing")},
    "622": {"ebcCode": pl.col("list_ebc"), "ebpCode": pl.col("list_ebp"), "customsCode": pl.col("list_customs")},
}  # fmt: skip


def write_messages(frames: Frames, orders: pl.DataFrame, folder: Path, part: int) -> dict[str, int]:
    """Write all documents of a part that have a message; how many rows of each kind were written."""
    plan = orders.select("at", plan_mode="mode")
    lists = frames["customs_list"].unique("at", keep="first", maintain_order=True)
    beside = plan.join(
        lists.select(
            "at", list_ebc="merchant_code", list_ebp="platform_code", list_filing="filing", list_customs="customs_code"
        ),
        on="at", how="left",
    )  # fmt: skip
    rows: dict[str, int] = {}
    for kind in KINDS:
        heads, lines = _tables(kind, frames, beside)
        count = 0
        for count, documents in enumerate(_batches(heads, lines, kind), start=1):
            message = build_message(kind.name, documents, SENDER, f"5E{part:010d}-{int(kind.number):04d}-{count:018d}")
            (folder / f"CEB{kind.number}-{part:05d}-{count:05d}.xml").write_bytes(message.original)
        rows[kind.head.kind()] = rows.get(kind.head.kind(), 0) + len(heads)
        if kind.lines is not None:
            rows[kind.lines.kind()] = rows.get(kind.lines.kind(), 0) + len(lines)
    return rows


def truth_of_messages(part: Part) -> pl.DataFrame:
    """The truth about what the messages say: less than the documents did."""
    in_messages = part.orders.filter(pl.col("mode") <= 6).select("at")
    told = part.truth.join(in_messages, on="at", how="semi")
    told = told.filter(~pl.col("control").is_in([*UNSEEN, BACK_IN_TIME]))
    returns = part.frames["customs_return"].join(part.orders.select("at", plan_mode="mode"), on="at")
    blind = returns.filter(IMPORT).unique("customs_number", keep="first", maintain_order=True).select(
        "at", dossier=pl.lit("return"), key="customs_number", control=pl.lit(BACK_IN_TIME),
        outcome=pl.lit("undetermined"), fault=pl.lit(NO_DAY),
    )  # fmt: skip
    return pl.concat([told, blind]).sort("at", "dossier", "key", "control").select("at", *TRUTH)


def _tables(kind: Kind, frames: Frames, beside: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Heads and lines of a kind of message, columns named as elements; `document` and `copy` join them."""
    form = shape(kind.name)
    heads = _renamed(kind.head, frames, beside, kind.where, form.head, EXTRA.get(kind.number, {}))
    heads = heads.with_columns(document=pl.col("guid")).with_columns(copy=pl.int_range(pl.len()).over("document"))
    if kind.lines is None:
        return heads, pl.DataFrame()
    extra = EXTRA.get(f"{kind.number} lines", {})
    lines = _renamed(kind.lines, frames, beside, kind.where, form.lists[0], extra, keep="document")
    return heads, lines.with_columns(copy=pl.int_range(pl.len()).over("document", "gnum"))


def _renamed(
    kind: type[Record], frames: Frames, beside: pl.DataFrame, where: pl.Expr, section: Section,
    extra: dict[str, pl.Expr], keep: str | None = None,
) -> pl.DataFrame:  # fmt: skip
    """The rows as texts under the names of the elements that the section has."""
    rows = frames[kind.kind()].join(beside, on="at", how="left", maintain_order="left").filter(where)
    texts = worded(kind.kind(), rows, "%Y%m%d%H%M%S", "%Y%m%d").hstack(rows.select(r"^list_.*$"))
    said: dict[str, pl.Expr] = {}
    for name, column in kind.columns.items():
        element = next((one for one in (column.element or "").split("|") if one in section.names), None)
        if element == "returnTime":
            said[element] = pl.col(name) + "000"
        elif element is not None:
            said[element] = pl.col(name).cast(pl.String)
    kept = {keep: pl.col(keep)} if keep else {}
    others = [name for name in texts.columns if name.startswith("list_")]
    made = texts.select(*others, **said, **kept).with_columns(**extra)
    return made.select(*(name for name in section.names if name in made.columns), *kept)


def _batches(heads: pl.DataFrame, lines: pl.DataFrame, kind: Kind) -> Iterator[list[Any]]:
    """Documents for one message after the other."""
    form = shape(kind.name)
    for batch in heads.iter_slices(DOCUMENTS_IN_A_MESSAGE):
        own = batch.drop("document", "copy").to_dicts()
        if kind.lines is None:
            yield [{"head": head} for head in own]
            continue
        keys = batch.select("document", "copy")
        groups = lines.join(keys, on=["document", "copy"], how="semi", maintain_order="left").partition_by(
            "document", "copy", as_dict=True, include_key=False
        )
        yield [
            {"head": head, "lists": {form.lists[0].name: groups[key].to_dicts() if key in groups else []}}
            for key, head in zip(keys.iter_rows(), own, strict=True)
        ]
