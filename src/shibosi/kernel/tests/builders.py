"""A small world for the tests of the kernel: two papers, three kinds of rows, every kind of column and parameter.

The world is declared apart: other tests of the same process never meet it (`installed`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from shibosi.kernel import controls, dossiers, intake
from shibosi.kernel.assembly import Frames
from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth, whole
from shibosi.kernel.dossiers import Dossier, lookup, many, one, pair
from shibosi.kernel.expressions import Predicate
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Value, Values, Version, amount, codes, number, share, word
from shibosi.kernel.parameters import whole as whole_number
from shibosi.kernel.records import Record

REGISTRIES: tuple[dict[str, Any], ...] = (
    Record.known,
    dossiers.KNOWN,
    controls.KNOWN,
    Parameters.known,
    Predicate.known,
)


@contextmanager
def registries(contents: tuple[dict[str, Any], ...]) -> Iterator[tuple[dict[str, Any], ...]]:
    """The registries of the kernel with other contents for a while; gives what they hold in the end."""
    before = tuple(dict(registry) for registry in REGISTRIES)
    held: tuple[dict[str, Any], ...] = tuple({} for _ in REGISTRIES)
    _fill(contents)
    try:
        yield held
    finally:
        for kept, registry in zip(held, REGISTRIES, strict=True):
            kept.update(registry)
        _fill(before)


def _fill(contents: tuple[dict[str, Any], ...]) -> None:
    for registry, content in zip(REGISTRIES, contents, strict=True):
        registry.clear()
        registry.update(content)
    intake._headings.cache_clear()


with registries(tuple({} for _ in REGISTRIES)) as WORLD:

    class Sheet(Record, label="Sheet"):
        """The paper the others belong to."""

        number = text("Sheet number", key=True, element="sheetNo")
        guid = text("Unique id of the document")
        report_type = code("Report type: 1 new, 2 change, 3 delete")
        reported_at = instant("Time of reporting")
        title = text("Title")
        holder = text("Holder", personal=True, sensitive=True)
        amount = money("Amount", currency="currency", element="amt|sum")
        fee = money("Fee", currency="fee_currency")
        currency = code("Currency")
        fee_currency = code("Currency of the fee", otherwise="currency")
        weight = decimal("Weight in kg")
        pieces = whole("Number of pieces")
        urgent = truth("Urgent")
        signed_on = day("Day of signature")
        due_on = day("Day it is due")
        sent_at = instant("Time of dispatch")
        place = code("Place")
        carrier = text("Carrier")
        parcel = text("Parcel")

    class Stub(Record, label="Stub"):
        """A second paper of which there is one."""

        sheet_number = text("Sheet it belongs to", key=True, points_to="sheet")
        title = text("Title")
        amount = money("Amount", currency="currency")
        currency = code("Currency")
        weight = decimal("Weight in kg")
        signed_on = day("Day of signature")
        sent_at = instant("Time of dispatch")
        carrier = text("Carrier")
        parcel = text("Parcel")

    class Line(Record, label="Line", part_of="sheet"):
        """A row of the sheet."""

        sheet_number = text("Sheet it belongs to", key=True, points_to="sheet")
        line_number = whole("Line number", key=True)
        document = text("Unique id of the sheet it stands in")
        name = text("Name")
        price = money("Price", currency="currency")
        currency = code("Currency")
        quantity = decimal("Quantity")
        checked = truth("Checked")
        packed_on = day("Day of packing")
        packed_at = instant("Time of packing")

    class Item(Record, label="Item"):
        """A row that has the number of a line."""

        sheet_number = text("Sheet it belongs to", key=True, points_to="sheet")
        line_number = whole("Line number", key=True)
        name = text("Name")
        price = money("Price", currency="currency")
        currency = code("Currency")
        quantity = decimal("Quantity")

    class Back(Record, label="Item sent back"):
        """A row that looks up its item."""

        sheet_number = text("Sheet it belongs to", key=True, points_to="sheet")
        line_number = whole("Line number", key=True)
        quantity = decimal("Quantity")
        reason = text("Reason")

    class Measure(Parameters):
        """One parameter of every kind."""

        share = share("A share")
        gap = number("A quantity", unit="kg")
        days = whole_number("A number of days", unit="days")
        most = amount("An amount of money", currency="142")
        listed = codes("A list")
        word = word("A word")

    FILE = Dossier(
        "file",
        "Sheet with what belongs to it",
        ("sheet number",),
        [
            one(Sheet.number),
            one(Stub.sheet_number),
            many(Line.sheet_number),
            many(Item.sheet_number),
            many(Back.sheet_number),
        ],
        [pair(Line.line_number, Item.line_number), lookup(Back.line_number, Item.line_number)],
    )
    PACKET = Dossier(
        "packet",
        "Stub with the sheets in its parcel",
        ("carrier", "parcel"),
        [one(Stub.carrier, Stub.parcel), many(Sheet.carrier, Sheet.parcel)],
    )
    EVEN = Predicate("even-length", lambda found: len(found) % 2 == 0, lambda column: column.str.len_chars() % 2 == 0)
    CAPITAL = Predicate("has-capital", lambda found: any(letter.isupper() for letter in found))


@contextmanager
def installed(world: tuple[dict[str, Any], ...] = WORLD) -> Iterator[None]:
    """The kernel knows this world and no other."""
    with registries(world):
        yield


def version(
    value: Value | None, first: date | None = None, last: date | None = None, place: str = EVERYWHERE
) -> Version:
    """A value of a parameter; None is a repeal."""
    return Version(value, first, last, place, "a test", "local", repealed=value is None)


VALUES = Values(
    {
        "measure.share": [version(50_000)],
        "measure.gap": [version(100_000)],
        "measure.days": [version(30)],
        "measure.most": [version(500_000_000)],
        "measure.listed": [version(frozenset(["A", "B"]))],
        "measure.word": [version("142")],
    }
)
"""One value of each, in force everywhere and always: 5 %, 1, 30 days, 5000 yuan, A and B, "142"."""


def frames(*records: Record) -> Frames:
    """Records as frames by kind; a kind of which there is none is not handed in."""
    kinds = {found.kind(): type(found) for found in records}
    return {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}


def without_copies(records: list[Record]) -> list[Record]:
    """Records without exact copies; rows of a sheet that have no number of their own are never copies."""
    kept: list[Record] = []
    for found in records:
        if (isinstance(found, Line | Item | Back) and found.line_number is None) or found not in kept:
            kept.append(found)
    return kept
