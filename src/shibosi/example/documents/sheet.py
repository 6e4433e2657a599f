"""The plan with the words on it: numbers, people, goods, ready to be copied into documents."""

import polars as pl

from shibosi.example.firms import OFFICES
from shibosi.example.goods import stock
from shibosi.example.modes import MODES
from shibosi.example.numbers import FEN, PIECE, days, instants
from shibosi.example.people import people
from shibosi.example.plan import Plan
from shibosi.kernel.records import Record

TWELVE_DIGITS = 10**11


def written(record: type[Record], rows: pl.DataFrame, **columns: pl.Expr | str | None) -> tuple[str, pl.DataFrame]:
    """Kind and frame of a record: the columns that are said, null for the others, and `at`."""
    schema = record.schema()
    said = {name: columns.pop(name, None) for name in schema}
    assert not columns, f"{record.kind()} has no column {', '.join(columns)}"
    frame = rows.select(
        "at",
        *(
            (value if isinstance(value, pl.Expr) else pl.lit(value)).cast(schema[name]).alias(name)
            for name, value in said.items()
        ),
    )
    return record.kind(), frame


def fen(column: str) -> pl.Expr:
    """An amount of the plan as a document has it."""
    return pl.col(column) * FEN


def pieces(column: str) -> pl.Expr:
    """A quantity of the plan as a document has it."""
    return pl.col(column) * PIECE


def stamped(column: str) -> pl.Expr:
    """A time of the plan as an instant."""
    return instants(pl.col(column))


class Sheet:
    """Orders and lines of a part with order number, people and goods written out."""

    def __init__(self, plan: Plan) -> None:
        self.part = plan.part
        mode = plan.orders["mode"].to_numpy()
        buyers = people(plan.orders["buyer"].to_numpy(), plan.part)
        receivers = people(plan.orders["consignee"].to_numpy(), plan.part)
        day = days(pl.col("ordered"))
        stamp = (day.dt.year() % 100).cast(pl.Int64) * 10_000 + day.dt.month().cast(pl.Int64) * 100 + day.dt.day()
        self.orders = plan.orders.with_columns(
            number=pl.lit("DD") + stamp.cast(pl.String) + self._serial(),
            type=pl.Series([one.order_type for one in MODES]).gather(mode),
            direction=pl.Series([one.direction for one in MODES]).gather(mode),
            trade=pl.Series([one.trade for one in MODES]).gather(mode),
            subject=pl.Series([one.subject for one in MODES]).gather(mode),
            buyer_name=buyers["name"], buyer_id=buyers["identity"], buyer_phone=buyers["phone"],
            buyer_account=buyers["account"], receiver=receivers["name"], receiver_phone=receivers["phone"],
            receiver_address=receivers["address"], receiver_district=receivers["district"],
        )  # fmt: skip
        goods = stock()[plan.lines["item"].to_numpy()].drop("price", "grams", "band", "good", "packing")
        heads = self.orders.select("mode", "number", "currency", "type")[plan.lines["at"].to_numpy()]
        self.lines = plan.lines.hstack(goods).hstack(heads)

    def _serial(self) -> pl.Expr:
        """Ten digits that no other order of any part has."""
        return self._digits(10)

    def _digits(self, places: int) -> pl.Expr:
        """That many digits (at least nine): the part, then the place of the order in it."""
        first: int = 10**places + self.part % 10_000 * 10 ** (places - 4)
        number = first + pl.col("at").cast(pl.Int64)
        return number.cast(pl.String).str.slice(1)

    def serial(self, prefix: str) -> pl.Expr:
        """A number of the company's own for the order: prefix and ten digits."""
        return pl.lit(prefix) + self._serial()

    def customs_number(self) -> pl.Expr:
        """List number given by customs (office, year, direction, nine digits) where the list was answered."""
        office = pl.lit(pl.Series(OFFICES)).gather(pl.col("zone"))
        year = days(pl.col("listed")).dt.year().cast(pl.String)
        return pl.when("answered").then(office + year + pl.col("direction") + self._digits(9))

    def port_number(self, letter: str) -> pl.Expr:
        """Number given by the e-port: letter, day, nine digits."""
        day = days(pl.col("listed")).dt.to_string("%Y%m%d")
        return pl.lit(letter) + day + self._digits(9)

    def guid(self, kind: int) -> pl.Expr:
        """An id of 36 characters, upper case, that no other document has. None begins with E or F."""
        place = pl.col("at").cast(pl.Int64)
        scatter = (place * 7919 + kind * 104_729 + self.part * 13) % 9000 + 1000
        head = 50_000_000 + self.part % 100_000 * 10 + kind
        return pl.concat_str(
            pl.lit(f"{head}-"), scatter.cast(pl.String), pl.lit("-4"), (scatter * 7 % 900 + 100).cast(pl.String),
            pl.lit("-A"), (scatter * 3 % 900 + 100).cast(pl.String), pl.lit("-"),
            (TWELVE_DIGITS + place * 10 + kind).cast(pl.String),
        )  # fmt: skip

    def some(self, chosen: pl.Expr) -> pl.DataFrame:
        """The orders for which a condition holds."""
        return self.orders.filter(chosen)

    def lines_with(self, **columns: pl.Expr | str) -> pl.DataFrame:
        """The lines, with columns of their orders beside them."""
        return self.lines.hstack(self.orders.select(**columns)[self.lines["at"].to_numpy()])
