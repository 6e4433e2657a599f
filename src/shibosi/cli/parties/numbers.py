"""`shibosi parties registers`, `number`, `name`: whether a number or a name can be right."""

import click

from shibosi.cli.parties.group import command
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


@command.command("registers", help="The registers whose numbers are checked.")
@AS_JSON
def registers(as_json: bool) -> int:
    """Say which registers there are, and how sure the form of their numbers is."""
    from shibosi.methods.registers import registers as known
    from shibosi.telling.registers import HEADS, as_data, cells

    if as_json:
        say_json([as_data(one) for one in known().values()])
    else:
        say_table(each(*HEADS), [cells(one) for one in known().values()])
    return 0


@command.command("number", help="Whether a number can be one of a register; exit status 0 yes, 1 no.")
@click.argument("register")
@click.argument("number")
@AS_JSON
def number(register: str, number: str, as_json: bool) -> int:
    """Say whether a number has the form and the check digit of a register."""
    from shibosi.telling.registers import checked

    found = checked(register, number)
    if as_json:
        say_json(found)
    else:
        words = "This can be a number of the register." if found["fits"] else "This is no number of the register."
        say_pairs([(translate("Register"), found["name"]), (translate("Number"), found["number"])])
        click.echo(translate(words))
    return 0 if found["fits"] else 1


@command.command("name", help="Whether anything is odd about a name; exit status 0 no, 1 yes.")
@click.argument("name")
@AS_JSON
def name(name: str, as_json: bool) -> int:
    """Say what is odd about a name: too short, hidden signs, letters that pretend to be others."""
    from shibosi.telling.registers import odd

    found = odd(name)
    if as_json:
        say_json(found)
    else:
        click.echo(found["text"] or translate("Nothing is odd about this name."))
    return 1 if found["oddity"] else 0
