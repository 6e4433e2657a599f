"""`shibosi coverage`: which items of the register are covered."""

from typing import TYPE_CHECKING

import click

from shibosi.cli.speaking import Spoken, each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS
from shibosi.telling.coverage import COLUMNS, as_data, computed, contradictions, parts

if TYPE_CHECKING:
    from shibosi.standard.coverage import Coverage, Covered


@click.command("coverage", cls=Spoken, help="Which clauses are covered, computed from the code.")
@click.option(
    "--system", type=click.Choice(list(SYSTEMS)), metavar="SYSTEM", help="Only items of this part of the house."
)
@click.option("--mode", type=click.Choice(list(MODES)), help="Only items of this mode.")
@click.option("--gaps", is_flag=True, help="List what is not covered in full, and where register and code disagree.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def command(system: str | None, mode: str | None, gaps: bool, as_json: bool) -> int:
    """Count and list; status 1 where register and code contradict each other."""
    from shibosi.standard.coverage import COVERED

    found = computed()
    chosen = [
        one for one in found.items.values() if system in (None, one.item.system) and mode in (None, one.item.mode)
    ]
    if as_json:
        say_json(as_data(found, chosen))
    else:
        say_totals(chosen)
        if gaps or system or mode:
            say_items([one for one in chosen if not gaps or one.state != COVERED])
        say_contradictions(found)
    return 1 if contradictions(found) else 0


def say_totals(chosen: list["Covered"]) -> None:
    """Totals of the standard by mode, system and party; of the companion texts in one line."""
    from shibosi.standard.coverage import count, counts

    for part, items in parts(chosen).items():
        total = count(items)
        if total.of == 0:
            continue
        text = (
            "Standard: {covered} of {of} items covered, {partly} more in part."
            if part == "standard" else "Companion texts: {covered} of {of} items covered, {partly} more in part."
        )  # fmt: skip
        click.echo(translate(text).format(**total._asdict()))
    for column, words in COLUMNS.items():
        rows = [[translate(words[word]), *total] for word, total in counts(parts(chosen)["standard"], column).items()]
        if rows:
            click.echo()
            title = {"mode": "By mode", "system": "By system", "party": "By party"}[column]
            heads = [translate(word) for word in ("Covered", "In part", "Open", "Items")]
            say_table([translate(title), *heads], rows, right=range(1, 5))


def say_items(chosen: list["Covered"]) -> None:
    """Items with what answers them."""
    words = {"covered": "covered", "partly": "in part", "open": "not covered"}
    click.echo()
    say_table(
        each("Number", "State", "What is asked", "Party", "Cited by"),
        [[one.item.id, translate(words[one.state]), one.item.gist, translate(PARTIES[one.item.party]), cited(one)]
         for one in chosen],
    )  # fmt: skip


def cited(one: "Covered") -> str:
    """How many of each kind cite an item: "Control: 16"."""
    kinds = [kind for kind, _ in one.answers]
    return ", ".join(f"{translate(ANSWERS[kind])} {kinds.count(kind)}" for kind in dict.fromkeys(kinds))


def say_contradictions(found: "Coverage") -> None:
    """Where register and code disagree."""
    told = contradictions(found)
    click.echo()
    if not told:
        click.echo(translate("Register and code do not contradict each other."))
    for sentence in told:
        click.echo(sentence)
