"""`shibosi goods fix`: the smallest set of changes after which goods may be offered in a market."""

from datetime import datetime

import click

from shibosi.cli.goods.group import command
from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate

STATUS = {True: 0, False: 1, None: UNDECIDED}


@command.command(
    "fix", help="The smallest changes after which goods may be offered; exit status 0 as they are, 1 not, 3 open."
)
@click.argument("category")
@click.argument("market")
@click.option("--yes", "yes", multiple=True, metavar="FACT", help="A fact that is so, such as has_battery.")
@click.option("--no", "no", multiple=True, metavar="FACT", help="A fact that is not so.")
@click.option("--age", type=click.IntRange(0, 150), help="The oldest age in years that the goods are made for.")
@click.option("--paper", "papers", multiple=True, metavar="ROW", help="A row of law for which a paper is at hand.")
@click.option("--operator", default="", metavar="COUNTRY", help="The country of the operator for the goods.")
@click.option("--text", "texts", multiple=True, help="A text of the listing: title, description.")
@ON
@AS_JSON
def fix(
    category: str, market: str, yes: tuple[str, ...], no: tuple[str, ...], age: int | None, papers: tuple[str, ...],
    operator: str, texts: tuple[str, ...], day: datetime | None, as_json: bool,
) -> int:  # fmt: skip
    """Say the changes, the lightest set there is, and what has to be answered first."""
    from shibosi.methods.goods.fixes import Draft, smallest
    from shibosi.telling import goods as telling

    goods = telling.goods(category, yes, no, age)
    found = smallest(Draft(goods, frozenset(papers), operator, texts), market, day_of(day))
    told = telling.fix_as_data(found)
    if as_json:
        say_json(told)
    else:
        say_pairs([(translate("May it be offered"), told["answer"]), (translate("What stops it"), told["stopped"])])
        if told["changes"]:
            rows = [[one["text"], one["about"], one["weight"]] for one in told["changes"]]
            say_table(each("Change", "About", "Weight"), rows)
        if told["questions"]:
            say_pairs([(translate("To be answered first"), ", ".join(told["questions"].values()))])
    return STATUS[found.passes]
