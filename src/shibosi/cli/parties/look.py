"""`shibosi parties look`: what stands between a firm and an activity in a market, by what the server keeps."""

from datetime import UTC, datetime

import click

from shibosi.cli.parties.group import command
from shibosi.cli.parties.numbers import AS_JSON
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate


@command.command("look", help="What an admission rests on; exit status 0 all holds, 1 something fails, 3 open.")
@click.argument("firm")
@click.argument("activity")
@click.argument("market")
@click.option("--category", default="", help="The goods, service or sector.")
@AS_JSON
def look(firm: str, activity: str, market: str, category: str, as_json: bool) -> int:
    """Say which papers are asked for, what is checked, and how risky the firm is."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import operator
    from shibosi.store.admission.application import Asked, looked
    from shibosi.telling.admission import HOLDS, as_data, risk

    asked = looked(operator(datetime.now(UTC)), Asked(firm, activity, market, category))
    found = as_data(asked)
    if as_json:
        say_json(found)
    else:
        say_pairs([(translate("Papers allow it"), found["answer"]), (translate("Risk"), risk(found["risk"]))])
        papers = [[one["name"], one["text"], ", ".join(one["clauses"])] for one in found["papers"]]
        say_table(each("Kind of paper", "State", "Clause"), papers)
        checked = [[one["label"], translate(HOLDS[one["holds"]]), "; ".join(one["because"])] for one in found["checks"]]
        say_table(each("What is checked", "State", "Why"), checked)
    holds = [found["allows"], *(one["holds"] for one in found["checks"])]
    return 1 if False in holds else UNDECIDED if None in holds else 0
