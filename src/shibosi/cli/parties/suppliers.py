"""`shibosi parties suppliers`: how suppliers and sub-processors stand, by what the server keeps."""

from datetime import UTC, datetime

import click

from shibosi.cli.parties.group import command
from shibosi.cli.parties.numbers import AS_JSON
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate


@command.command("suppliers", help="Suppliers and sub-processors; exit status 0 nothing found of them, 1 something.")
@click.argument("text", default="")
@AS_JSON
def suppliers(text: str, as_json: bool) -> int:
    """Say how contracts, audits, insurance and shares of suppliers stand; by name or code where TEXT is given."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import operator
    from shibosi.store.reading.suppliers import GRADES
    from shibosi.store.reading.suppliers import suppliers as read

    viewer = operator(datetime.now(UTC))
    some = read(viewer, viewer.today, text)
    if as_json:
        say_json([{name: value if value is None or isinstance(value, int) else str(value)
                   for name, value in vars(one).items()} for one in some])  # fmt: skip
    elif some:
        heads = each("Firm", "Supplier or sub-processor", "Grade", "Contract until", "Next audit",
                     "Insured until", "Largest share", "Found")  # fmt: skip
        say_table(heads, [
            [one.firm, f"{one.code} {one.name}", translate(GRADES.get(one.grade, "Not graded")),
             *(str(day or "") for day in (one.until, one.audit, one.insured)),
             "" if one.share is None else f"{one.share:.0%} {one.need}", str(one.broken)]
            for one in some
        ])  # fmt: skip
    else:
        click.echo(translate("No supplier is kept that fits."))
    return 1 if any(one.broken for one in some) else 0
