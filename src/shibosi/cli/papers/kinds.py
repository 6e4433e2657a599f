"""`shibosi papers kinds`: the kinds of paper, or what is checked of one."""

import click

from shibosi.cli.papers.group import command
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate


@command.command("kinds", help="The kinds of paper; of one, what is checked of it.")
@click.argument("kind", required=False)
@click.option(
    "--for", "serves", default="", metavar="WORD", help="Only those asked of an activity, a role or an asset."
)
@click.option("--clause", default="", help="Only those that prove a clause.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def kinds(kind: str | None, serves: str, clause: str, as_json: bool) -> int:
    """Say which papers there are."""
    from shibosi.domains import registry
    from shibosi.domains.papers import papers
    from shibosi.telling.papers import HEADS, as_data, cells, chosen

    registry.load()
    if kind is not None:
        found = as_data(papers.kind(kind))
        if as_json:
            say_json(found)
        else:
            say_pairs(zip(each(*HEADS), cells(papers.kind(kind)), strict=True))
            say_pairs([(translate("What is checked"), found["checked"]), (translate("Control"), found["control"])])
        return 0
    some = chosen(serves, clause)
    if as_json:
        say_json([as_data(one) for one in some])
    else:
        say_table(each(*HEADS), [cells(one) for one in some])
    return 0
