"""`shibosi goods needs`, `shibosi goods categories`: what a market asks for goods on a day."""

from datetime import datetime

import click

from shibosi.cli.goods.group import command
from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate


@command.command(
    "needs", help="What a market asks for goods on a day; exit status 3 where facts are open that decide a row."
)
@click.argument("category")
@click.argument("market")
@click.option("--yes", "yes", multiple=True, metavar="FACT", help="A fact that is so, such as has_battery.")
@click.option("--no", "no", multiple=True, metavar="FACT", help="A fact that is not so.")
@click.option("--age", type=click.IntRange(0, 150), help="The oldest age in years that the goods are made for.")
@ON
@AS_JSON
def needs(
    category: str, market: str, yes: tuple[str, ...], no: tuple[str, ...], age: int | None, day: datetime | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Say each row that applies, or may."""
    from shibosi.methods.goods import access
    from shibosi.telling import goods as telling

    found = access.needs(telling.goods(category, yes, no, age), market, day_of(day))
    if as_json:
        say_json([telling.as_data(need) for need in found])
    else:
        rows = [
            [need.rule.id, str(need.rule.fact["requirement"]), translate(telling.ANSWERS[need.applies]),
             ", ".join(map(telling.called, need.open)), telling.weight(need), str(need.rule.fact["basis"])]
            for need in found
        ]  # fmt: skip
        say_table(each("Row", "Requirement", "Answer", "Open facts", "Weight", "Legal basis"), rows)
    return UNDECIDED if any(need.applies is None for need in found) else 0


@command.command("categories", help="The categories of goods: what each settles, and what the seller answers.")
@AS_JSON
def categories(as_json: bool) -> int:
    """Say all categories."""
    from shibosi.telling import goods as telling

    found = telling.all_categories()
    if as_json:
        say_json(found)
    else:
        rows = [[one["category"], one["name"], ", ".join(one["asks"])] for one in found]
        say_table(each("Category", "Name", "The seller answers"), rows)
    return 0
