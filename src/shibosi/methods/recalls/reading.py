"""Lists of recalls as they are published, or as a table of one's own: CSV or JSON, compressed or not, by heading.

The heading says what a column is: CPSC (`recall_number`, `title`, ...; `RecallNumber`, `Title`, ... of its interface),
FDA (`firm`, `product`, `reason`; `recalling_firm`, ... of its interface), own (`id`, `brand`, `model`, `gtin`, ...).
A row without a number or without anything that names goods is a problem; the rest is still read.
"""

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.methods.recalls import telling_apart as tell
from shibosi.methods.recalls.notices import JOINT, Recall

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("recall_number", "recallnumber", "number", "alert_number", "recall_id", "id", "编号", "召回编号"),
    "authority": ("authority", "机构", "发布机构"),
    "market": ("market", "country", "市场"),
    "day": ("recall_date", "recalldate", "recall_initiation_date", "published_on", "date", "day", "发布日期", "日期"),
    "title": ("title", "标题"),
    "product": ("product", "product_description", "product_name", "goods", "产品", "产品名称", "商品名称"),
    "text": ("description", "code_info", "描述"),
    "firm": ("firm", "recalling_firm", "manufacturer", "manufacturers", "importers", "生产者", "企业"),
    "brand": ("brand", "品牌"),
    "model": ("model", "models", "type", "type_number_of_model", "型号", "型号规格"),
    "gtin": ("gtin", "barcode", "ean", "upc", "productupcs", "条码", "条形码"),
    "hazard": ("hazards", "hazard", "reason", "reason_for_recall", "risk", "缺陷", "危害"),
    "remedy": ("remedy", "remedies", "measures", "补救措施", "处置措施"),
    "url": ("url", "link", "网址"),
}  # fmt: skip
CPSC, FDA = "CPSC", "FDA"
MARKS = {CPSC: {"recall_number", "hazards"}, FDA: {"recall_type", "firm"}}
"""Headings by which a published list is known."""
INTERFACES = {CPSC: {"recallnumber"}, FDA: {"recalling_firm"}}
US = "US"
NAMED = ("Name", "UPC", "Option")
"""What holds the text of an object within a list, in CPSC's interface."""
MOST = 64 << 20
"""Bytes of a list, unpacked."""
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


class UnreadableRecalls(ShibosiError):
    """A file that is no list of recalls."""

    code = "unreadable-recalls"
    message = "{file} is no list of recalls: {reason}"


@dataclass(frozen=True, slots=True)
class ReadList:
    """The recalls of a list in its order, and rows that could not be read."""

    recalls: list[Recall] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_recalls(path: Path, authority: str = "", market: str = "") -> ReadList:
    """Read a list from a file. `authority`, `market`: of rows that do not say. Raises UnreadableRecalls."""
    try:
        raw = path.read_bytes()
    except OSError as mistake:
        raise UnreadableRecalls(file=path.name, reason="it cannot be opened") from mistake
    return parse_recalls(raw, path.name, authority, market)


def parse_recalls(raw: bytes, name: str, authority: str = "", market: str = "") -> ReadList:
    """Read a list from its bytes. Raises UnreadableRecalls."""
    text = _text(raw, name)
    table = list(_json(text, name) if text.lstrip()[:1] in ("[", "{") else _table(text, name))
    headings = {heading for _, cells in table[:1] for heading in cells}
    columns = {
        meant: next((one for one in known if one in headings), "") for meant, known in HEADINGS.items()
    }  # fmt: skip
    if table and not (columns["number"] and (columns["title"] or columns["product"] or columns["brand"])):
        raise UnreadableRecalls(file=name, reason="wanted are columns such as recall_number, title or product")
    published = next((who for who, marks in (*MARKS.items(), *INTERFACES.items()) if marks <= headings), "")
    found = ReadList()
    for row, cells in table:
        said = {meant: _plain(cells.get(heading)) for meant, heading in columns.items() if heading}
        said["authority"] = said.get("authority") or authority or published
        said["market"] = (said.get("market") or market or (US if published else "")).upper()
        lacking = next((word for word in ("number", "authority") if not said.get(word)), "")
        if lacking or not any(said.get(word) for word in ("title", "product", "brand", "gtin")):
            message = "A recall needs a number, an authority and something that names its goods."
            found.problems.append(Problem(name, f"row {row}", "recall-says-nothing", message))
        else:
            found.recalls.append(_recall(said))
    return found


def _recall(said: Mapping[str, str]) -> Recall:
    title, product, running = (said.get(word, "") for word in ("title", "product", "text"))
    firm, goods = tell.goods_of(title) if title else ("", "")
    goods = goods or tell.TAIL.sub("", product) or product
    behind = tell.firms_of(f"{title} {running}")
    names = tell.names_in(goods, running, [firm, said.get("firm", ""), said.get("brand", ""), *behind])
    every = " ".join((title, product, running))
    models = [tell.bare(one) for one in said.get("model", "").split(JOINT) if one]
    return Recall(
        authority=said["authority"], number=said["number"], market=said["market"], day=_day(said.get("day", "")),
        title=title or product or said.get("brand", ""), product=goods, hazard=said.get("hazard", ""),
        remedy=said.get("remedy", ""), url=said.get("url", ""), names=names,
        models=tuple(dict.fromkeys([one for one in models if one] + list(tell.models_in(every)))),
        gtins=tell.gtins_in(f"{every} {said.get('gtin', '').replace(JOINT, ' / ')}"),
        words=tell.ordinary(goods, names),
    )  # fmt: skip


def _day(text: str) -> date | None:
    found = DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _text(raw: bytes, name: str) -> str:
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(raw)).read(MOST + 1) if raw[:2] == b"\x1f\x8b" else raw
    except (OSError, EOFError, zlib.error) as mistake:
        raise UnreadableRecalls(file=name, reason="it cannot be unpacked") from mistake
    if len(unpacked) > MOST:
        raise UnreadableRecalls(file=name, reason="it is too long")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return unpacked.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableRecalls(file=name, reason="it is no text in UTF-8 or GB18030")


def _table(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    heading, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=heading.count)
    reader = csv.DictReader(StringIO(text), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=2):
            yield number, {_heading(key): value for key, value in row.items() if key is not None}
    except csv.Error as mistake:
        raise UnreadableRecalls(file=name, reason="a cell has no end") from mistake


def _json(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """A list of objects, or one under `results` as FDA's interface answers."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as mistake:
        raise UnreadableRecalls(file=name, reason="it is no JSON") from mistake
    found = found.get("results", [found]) if isinstance(found, dict) else found
    for number, one in enumerate(found, start=1):
        if not isinstance(one, dict):
            raise UnreadableRecalls(file=name, reason="wanted is a list of objects")
        yield number, {_heading(key): value for key, value in one.items()}


def _heading(text: str) -> str:
    return re.sub(r"[^\w]+", "_", text.strip().lower()).strip("_")


def _plain(value: Any) -> str:
    """A cell as text; names within lists of objects, as CPSC's interface has them, joined."""
    if isinstance(value, list):
        return JOINT.join(part for one in value if (part := _plain(one)))
    if isinstance(value, dict):
        return next((_plain(value[key]) for key in NAMED if value.get(key)), "")
    return "" if value is None else str(value).strip()
