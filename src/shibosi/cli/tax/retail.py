"""Retail import: the tax of an order, and what one person used of a year."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.cli.tax.group import (
    AMOUNT,
    EXPLAIN,
    OVERLAY,
    command,
    law_of,
    options,
    percent_or_class,
    say_number,
)
from shibosi.kernel.words import translate
from shibosi.methods.derivation.telling import said, text
from shibosi.methods.taxes.retail.channel import CHANNELS, GENERAL
from shibosi.methods.taxes.retail.listing import read_list
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.tax import NAMES, RetailTax, retail_tax

SIGNS = {True: "+", False: "-", None: "?"}
ZERO, ONE = Decimal(0), Decimal(1)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LINE = options(
    click.option("--price", type=AMOUNT, required=True, help="Retail price of the goods without tax, CNY."),
    click.option("--vat", default="standard", show_default=True, help="VAT: per cent, or a class such as reduced-9."),
    click.option("--consumption", help="Consumption tax: per cent, or a class such as cosmetics, beer."),
    click.option("--quantity", type=AMOUNT, default=ONE, show_default=True, help="Pieces."),
    click.option("--litres", type=AMOUNT, help="The whole volume, for taxes by volume."),
    click.option("--duty", type=AMOUNT, help="Duty in per cent, for orders that bear full tax."),
    click.option("--code", default="", help="Commodity code, for the list of goods."),
)
ORDER = options(
    click.option("--freight", type=AMOUNT, default=ZERO, help="Freight, CNY."),
    click.option("--insurance", type=AMOUNT, default=ZERO, help="Insurance, CNY."),
    click.option("--discount", type=AMOUNT, default=ZERO, help="Discount that everybody gets, CNY."),
    click.option("--used", type=AMOUNT, help="What the buyer's year has used, CNY."),
    click.option("--list", "listed", type=FILE, help="The list of retail import goods, as CSV."),
)


@command.command("retail", help="The tax of a retail import into China, with its channel and reasons.")
@LINE
@ORDER
@ON
@OVERLAY
@EXPLAIN
@AS_JSON
def retail(
    price: Decimal, vat: str, consumption: str | None, quantity: Decimal, litres: Decimal | None, duty: Decimal | None,
    code: str, freight: Decimal, insurance: Decimal, discount: Decimal, used: Decimal | None, listed: Path | None,
    day: datetime | None, overlay: Path | None, explain: bool, as_json: bool,
) -> int:  # fmt: skip
    """Status 0 within the channel, 1 outside of it, 3 where the tax is only known as a bound."""
    taxed = percent_or_class(consumption) if consumption else None
    line = RetailLine(price, percent_or_class(vat), taxed, quantity, litres, duty, code)
    order = RetailOrder((line,), day_of(day), freight, insurance, discount)
    says = [read_list(listed).says(code, order.day)] if listed else None
    found = retail_tax(order, law_of(overlay), used, says)
    if as_json:
        say_json(found.as_data(explain))
    else:
        say_retail(found, explain)
    return 1 if found.channel.name == GENERAL else 0 if found.due.exact else UNDECIDED


def say_retail(found: RetailTax, explain: bool) -> None:
    """The amounts, the channel, the reasons."""
    rows = [
        [translate(NAMES[name]), "\n".join(text(line.statutory[name]) for line in found.lines), text(one)]
        for name, one in found.taxes.items()
    ]
    say_table(each("Tax", "By law", "Tax due"), rows, right=(1, 2))
    say_pairs([
        (translate("Dutiable price"), text(found.dutiable)), (translate("Tax due"), text(found.due)),
        (translate("Channel"), said(CHANNELS[found.channel.name])),
    ])  # fmt: skip
    for reason in found.channel.reasons:
        click.echo(f"  {SIGNS[reason.met]} {said(reason.words)}")
    say_number(found.due, explain)
