"""`shibosi customs filings`: how filings with customs stand, by what the server keeps."""

from datetime import UTC, datetime

import click

from shibosi.cli.customs.group import command
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate


@command.command("filings", help="How filings with customs stand; exit status 0 all in force, 1 some not, 3 some wait.")
@click.option("--text", default="", help="Only those of a firm, number or name.")
@AS_JSON
def filings(text: str, as_json: bool) -> int:
    """Say how firms, goods, authorised operators and declarants stand with customs."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import operator
    from shibosi.store.filings.standing import OVER, REJECTED, STATES, UNKNOWN, WAITING, WHATS, standings

    viewer = operator(datetime.now(UTC))
    some = standings(viewer, viewer.today, text)
    if as_json:
        say_json([vars(one) for one in some])
    else:
        say_table(each("What", "Firm", "Number", "Filed under", "State", "Last day"), [
            [translate(WHATS[one.what]), one.firm, one.number, one.filed, translate(STATES[one.state]),
             one.last.isoformat() if one.last else ""]
            for one in some
        ])  # fmt: skip
    states = {one.state for one in some}
    return 1 if states & {OVER, REJECTED} else UNDECIDED if states & {WAITING, UNKNOWN} else 0
