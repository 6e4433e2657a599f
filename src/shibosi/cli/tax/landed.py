"""Landed cost: what a basket costs in a market, and the tables it is counted with."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from shibosi import settings
from shibosi.cli.check import DAY
from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.cli.tax.group import AMOUNT, EXPLAIN, OVERLAY, PLACE, command, law_of, options, say_number
from shibosi.kernel.words import translate
from shibosi.methods.derivation.telling import said, text
from shibosi.methods.taxes.asking import read_json
from shibosi.methods.taxes.landed.asking import basket_of
from shibosi.methods.taxes.landed.basket import SELLERS, Basket, Line
from shibosi.methods.taxes.landed.cost import Landed, landed_cost
from shibosi.methods.taxes.landed.option import COLLECTORS, OPTIONS
from shibosi.methods.taxes.shelf import KINDS, Shelf

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DATA = click.option("--data", type=click.Path(file_okay=False, path_type=Path),
                    help="Folder of imported tariffs and rates; that of the server unless given.")  # fmt: skip
ONE_LINE = options(
    click.option("--market", type=PLACE, help="Where it goes: code or name of the market."),
    click.option("--price", type=AMOUNT, help="Price of the goods without tax and freight."),
    click.option("--currency", help="Currency of the amounts."),
    click.option("--freight", type=AMOUNT, default=Decimal(0), help="Freight."),
    click.option("--code", default="", help="Commodity code, 6 to 10 digits."),
    click.option("--origin", default="", help="Origin: ISO country."),
    click.option("--duty", type=AMOUNT, help="Duty in per cent, where no tariff is at hand."),
    click.option("--kg", type=AMOUNT, help="Weight in kg."),
    click.option("--sales-tax", type=AMOUNT, help="Sales tax at the destination in per cent (US)."),
    click.option("--region", default="", help="State or province."),
    click.option("--seller", type=click.Choice(list(SELLERS)), help="Who sells."),
)


def shelf_of(folder: Path | None) -> Shelf:
    """Where imported tables lie."""
    return Shelf(folder or settings.home() / "tax")


@command.command(
    "landed", help="What a basket costs in a market with duty, tax and fees. FILE is JSON; options give one line."
)
@click.argument("file", type=FILE, required=False)
@ONE_LINE
@ON
@DATA
@OVERLAY
@EXPLAIN
@AS_JSON
def landed(
    file: Path | None, day: datetime | None, data: Path | None, overlay: Path | None, explain: bool, as_json: bool,
    **one: Any,
) -> int:  # fmt: skip
    """Status 0 where the cheapest way is known to the cent, 3 where it is a bound."""
    basket = basket_of(read_json(file)) if file else one_line(one, day)
    shelf = shelf_of(data)
    found = landed_cost(basket, law_of(overlay), shelf.rates(), shelf.tariffs(), shelf.positive_list())
    if as_json:
        say_json(found.as_data(explain))
    else:
        say_landed(found, explain)
    return 0 if found.options[0].total.exact else UNDECIDED


def one_line(one: dict[str, Any], day: datetime | None) -> Basket:
    """A basket of one line from options."""
    for name in ("market", "price", "currency"):
        if one[name] is None:
            raise click.UsageError(translate("Give a file, or --market, --price and --currency."))
    line = Line(one["price"], one["code"], origin=one["origin"], kg=one["kg"], duty=one["duty"])
    return Basket(one["market"], day_of(day), one["currency"], (line,), one["freight"], seller=one["seller"] or "",
                  region=one["region"], sales_tax=one["sales_tax"])  # fmt: skip


def say_landed(found: Landed, explain: bool) -> None:
    """The options as a table, the cheapest first, then what is to be said of each."""
    rows = [
        [said(OPTIONS[one.name]), text(one.duty), text(one.tax), text(one.fees), text(one.total),
         said(COLLECTORS[one.collector])]
        for one in found.options
    ]  # fmt: skip
    say_table(each("Way of selling", "Duty", "Tax on the sale", "Fees", "Landed cost", "Collected by"), rows,
              right=(1, 2, 3, 4))  # fmt: skip
    for one in found.options:
        click.echo(f"{said(OPTIONS[one.name])}:")
        for words in (*one.why, *one.notes):
            click.echo(f"  {said(words)}")
        say_number(one.total, explain)


@command.command("import", help="Check a tariff, rates of exchange or a list of goods, and keep it for landed cost.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=FILE)
@click.option("--market", type=PLACE, default="", help="Whose tariff it is: code or name of the market, or EU.")
@click.option("--since", type=DAY, help="First day of rows that say none.")
@DATA
def keep(kind: str, file: Path, market: str, since: datetime | None, data: Path | None) -> int:
    """A file that cannot be read changes nothing."""
    held = shelf_of(data).put(kind, file, market, since.date() if since else None)
    click.echo(translate("Kept: {held}.").format(held=said(held)))
    return 0
