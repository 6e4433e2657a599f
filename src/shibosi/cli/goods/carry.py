"""`shibosi goods carry`: whether goods are dangerous, and how aircraft, ships, post and couriers carry them."""

from datetime import datetime
from typing import Any

import click

from shibosi.cli.goods.group import command
from shibosi.cli.law.group import AS_JSON, MARKS, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate


@command.command(
    "carry",
    help="How goods are carried, by their attributes; exit status 1 where law forbids a mode, 3 where that is open.",
)
@click.argument("category")
@click.argument("market")
@click.option("--mode", "modes", multiple=True, help="passenger-aircraft, cargo-aircraft, sea, post or express.")
@click.option("--yes", "yes", multiple=True, metavar="FACT", help="A fact that is so, such as has_battery.")
@click.option("--no", "no", multiple=True, metavar="FACT", help="A fact that is not so.")
@click.option("--measure", "measured", multiple=True, metavar="NAME=NUMBER", help="A measure, such as battery_wh=99.")
@click.option("--un", "numbers", multiple=True, metavar="NUMBER", help="The UN number that the seller states.")
@ON
@AS_JSON
def carry(
    category: str, market: str, modes: tuple[str, ...], yes: tuple[str, ...], no: tuple[str, ...],
    measured: tuple[str, ...], numbers: tuple[str, ...], day: datetime | None, as_json: bool,
) -> int:  # fmt: skip
    """Say the verdict of each mode with the rows that decide it."""
    from shibosi.methods.goods.carriage import MODES
    from shibosi.telling import carriage as telling
    from shibosi.telling.goods import goods

    asked = goods(category, yes, no, None, telling.measures(telling.pairs(measured)))
    found = [telling.told(asked, market, mode, day_of(day), numbers) for mode in modes or MODES]
    if as_json:
        say_json(found)
    else:
        for one in found:
            _say(one)
    if any(one["blocks"] for one in found):
        return 1
    return UNDECIDED if any(one["verdict"] in (None, "forbidden", "refused") for one in found) else 0


def _say(one: dict[str, Any]) -> None:
    click.echo()
    pairs = [(one["mode_called"], one["called"])]
    if one["open"]:
        pairs.append((translate("To be answered first"), ", ".join(one["open"].values())))
    say_pairs(pairs)
    rows = [
        [row["id"], row["goods"], ", ".join(row["un_numbers"]), translate(MARKS[row["applies"]]), row["called"],
         "; ".join(limit["says"] for limit in row["limits"]), row["confidence"]]
        for row in one["rows"]
    ]  # fmt: skip
    if rows:
        say_table(each("Row", "Goods", "UN number", "Applies", "Treatment", "In short", "Confidence"), rows)
