"""`shibosi courses`: the courses, what one teaches, and which one teaches a clause."""

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.speaking import Spoken, each, say_json, say_table
from shibosi.kernel.words import translate


@click.command("courses", cls=Spoken, help="Courses: by role, stage and market, by clause; or what one teaches.")
@click.argument("course", required=False)
@click.option("--role", default="", help="Only those for a kind of party.")
@click.option("--stage", default="", help="Only those for a stage: new, growing, mature.")
@click.option("--market", default="", help="Only those for a market.")
@click.option("--clause", default="", help="Only those that teach a clause, the narrowest first.")
@AS_JSON
def command(course: str | None, role: str, stage: str, market: str, clause: str, as_json: bool) -> int:
    """Say which courses there are, or what one teaches."""
    from shibosi.domains import registry
    from shibosi.methods.courses import catalogue
    from shibosi.methods.courses.questions import taught_controls
    from shibosi.standard.register import clauses, companions

    registry.load()
    if course is not None:
        one = catalogue.course(course)
        gists = {item: clause.gist for item, clause in clauses().items()}
        gists |= {item: companion.gist for item, companion in companions().items()}
        rows = [[item, gists[item]] for item in one.items()]
        todo = [[control.name, f"{translate(control.sentence)} {translate(control.remedy)}"]
                for control in taught_controls(one.items())]  # fmt: skip
        if as_json:
            say_json({"course": one.course, "name": one.name, "items": list(one.items()),
                      "controls": [name for name, _ in todo]})  # fmt: skip
        else:
            click.echo(one.name)
            say_table(each("Clause", "What is asked"), rows)
            say_table(each("Control", "How it is checked, and what to do"), todo)
        return 0
    some = catalogue.chosen(role, stage, market.upper())
    if clause:
        some = [one for one in catalogue.lessons([clause]) if one in some]
    if as_json:
        say_json([{"course": one.course, "name": one.name, "level": one.level, "items": list(one.items())}
                  for one in some])  # fmt: skip
    else:
        say_table(each("Course", "Name", "Level", "Comes after"), [
            [one.course, one.name, translate(catalogue.LEVELS[one.level]), one.after] for one in some
        ])  # fmt: skip
    return 0
