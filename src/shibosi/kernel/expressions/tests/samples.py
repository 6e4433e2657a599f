"""What random papers say: few values, so that they meet, and those at the edges."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from shibosi.kernel.columns import Column
from shibosi.kernel.expressions.bounds import COLUMN_LIMIT
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO, Value, Values, Version
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import Back, Item, Line, Sheet, Stub, version

TEXTS = (
    "", "A", "a", "Ａ", " a b", "AB", "bA", "a\nb", "142", "1142", "１４２", "Straße", "STRASSE", "ﬁ", "张 三", "张三",
    "A张三", "e\u0301", "é", "\x1c",
)  # fmt: skip
CURRENCIES = ("142", "840")
PLACES = ("CN", "DE", "all", "XX", "")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
EDGE = COLUMN_LIMIT - 1
NUMBERS = (0, 1, -1, 2, 10, 100_000, EDGE, -EDGE)
AMOUNTS = (0, 1, 100_000, 100_001, 250_000, -100_000, EDGE, -EDGE)
DAYS = tuple(
    date.fromisoformat(written)
    for written in (
        "1900-12-31", "1901-01-01", "1969-12-31", "1970-01-01", "2018-12-31", "2019-01-01", "2020-02-29", "2024-06-30",
        "2024-07-01", "2099-12-31", "2100-01-01", "9999-12-31",
    )
)  # fmt: skip
TIMES = tuple(
    datetime.fromisoformat(written).replace(tzinfo=UTC)
    for written in (
        "1900-12-31T23:59:59", "1901-01-01T00:00:00", "1940-06-01T12:00:00", "1969-12-31T15:59:59.999999",
        "1970-01-01T00:00:00", "1986-05-03T16:00:00", "2018-12-31T15:59:59.999999", "2018-12-31T16:00:00",
        "2024-03-31T00:59:59", "2024-03-31T01:00:00", "2024-04-06T15:00:00", "2024-11-03T06:00:00",
        "2037-10-25T01:00:00", "2099-12-30T23:59:59", "2099-12-31T00:00:00", "2099-12-31T16:00:00",
        "9999-12-31T23:59:59.999999",
    )
)  # fmt: skip
KINDS: tuple[type[Record], ...] = (Sheet, Stub, Line, Item, Back)
SAMPLES: dict[str, tuple[Any, ...]] = {
    "text": TEXTS, "code": TEXTS, "money": tuple(Decimal(found).scaleb(-5) for found in AMOUNTS),
    "whole": (1, 1, 2, 3, -1, 1 << 20, 10**15), "truth": (True, False), "day": DAYS, "instant": TIMES,
}  # fmt: skip
SAMPLES["decimal"] = SAMPLES["money"]


def said(column: Column[Any, Any]) -> st.SearchStrategy[Any]:
    """A value of a column, now and then none."""
    if column.name == "place":
        found: tuple[Any, ...] = PLACES
    elif column.name in ("currency", "fee_currency"):
        found = CURRENCIES
    else:
        found = SAMPLES[column.kind]
    return st.sampled_from((*found, *found, None))


KEYS = ("S-1", "S-2", "S-3")


@st.composite
def papers(draw: st.DrawFn, nodes: tuple[Node, ...] = ()) -> list[Record]:
    """The rows of a batch of dossiers, saying only what the nodes read (and who they belong to).

    Some belong to no dossier, some papers are there twice, some rows have no sheet, some kinds have no rows.
    """
    read = {part.meta for node in nodes for part in node.walk() if part.op == "col"}
    found: list[Record] = []
    for kind in draw(st.sampled_from((KINDS, KINDS, KINDS, KINDS[1:], KINDS[:1], KINDS[::2], ()))):
        single = kind in (Sheet, Stub)
        for at in range(draw(st.integers(1, 3 if single else 6))):
            made = kind()
            key = "number" if kind is Sheet else "sheet_number"
            usual = (KEYS[at],) * 4 if single else KEYS * 2
            made.values[kind.columns[key].position] = draw(st.sampled_from((*usual, "S-1", None)))
            for name, column in kind.columns.items():
                if name != key and ((kind.kind(), name) in read or name == "line_number"):
                    made.values[column.position] = column.stored(draw(said(column)))
            found.append(made)
    return draw(st.permutations(found))


@st.composite
def circumstances(draw: st.DrawFn, records: list[Record]) -> Circumstances:
    """Some day; kinds that were not handed in, kinds not read in full."""
    missing = [kind.kind() for kind in KINDS if not any(isinstance(found, kind) for found in records)]
    absent = draw(st.frozensets(st.sampled_from(missing))) if missing else frozenset()
    unsure = draw(st.frozensets(st.sampled_from([kind.kind() for kind in KINDS]), max_size=2))
    day = draw(st.sampled_from(DAYS[3:9]))
    return Circumstances((day - DAY_ZERO).days, absent, unsure)


@st.composite
def versions(draw: st.DrawFn, samples: tuple[Value, ...]) -> list[Version]:
    """Values in several places over several stretches of days, with gaps and repeals."""
    found: list[Version] = []
    for place in draw(st.sampled_from((("all",), ("all", "CN"), ("all", "CN", "DE"), ("CN",), ()))):
        bounds = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=4)))
        starts: list[date | None] = [draw(st.sampled_from((None, bounds[0]))), *bounds[1:]]
        for at, first in enumerate(starts):
            following = bounds[at + 1] if at + 1 < len(bounds) else None
            last = date.fromordinal(following.toordinal() - 1) if following else draw(st.sampled_from((None, DAYS[-1])))
            if following and draw(st.booleans()) and first is not None:
                last = first
            value = draw(st.sampled_from((*samples, *samples, *samples, None)))
            found.append(version(value, first, last, place))
    return found


@st.composite
def values(draw: st.DrawFn) -> Values:
    """Parameters; each has one value, many, or none."""
    lists = (frozenset[str](), frozenset(["A", "142"]), frozenset(["a", "张三"]))
    samples: dict[str, tuple[Value, ...]] = {
        "share": (0, 50_000, 1_000_000), "gap": (0, 100_000, EDGE), "days": (0, 1, 30, 100_000),
        "most": (0, 100_000, EDGE), "listed": lists, "word": ("142", "A", ""),
    }  # fmt: skip
    return Values({f"measure.{name}": draw(versions(sample)) for name, sample in samples.items()})
