"""Searching rules and law by words."""

import click

from shibosi.cli.law.group import AS_JSON, command
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate

KINDS = {
    "clause": "Clause", "control": "Control", "parameter": "Parameter", "record": "Kind of record", "norm": "Norm",
    "place": "Market", "value": "Value of law",
}  # fmt: skip
MOST = 30


@command.command("search", help="Clauses, controls, norms, markets and values by words of either language.")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(list(KINDS)), default=None, help="Only things of this kind.")
@click.option("--most", type=click.IntRange(1, 500), default=MOST, show_default=True, help="How many at most.")
@AS_JSON
def search(words: tuple[str, ...], kind: str | None, most: int, as_json: bool) -> int:
    """List what has all of the words, the best first; status 1 where nothing does."""
    from shibosi.telling import searching

    query = " ".join(words)
    found = searching.search(query, (kind,) if kind else searching.KINDS, most)
    if as_json:
        say_json([searching.hit_data(one, query) for one in found])
    elif not found:
        click.echo(translate("Nothing was found."))
    else:
        say_table(
            each("Kind", "Name", "What it says"), [[translate(KINDS[one.kind]), one.name, one.says] for one in found]
        )
    return 0 if found else 1
