"""`shibosi clock`: moves what time alone moves; running it twice changes nothing."""

from datetime import UTC, datetime

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


@click.command("clock", cls=Spoken, help="Move what is due: cases and dossiers; ask for what the schedules say.")
def command() -> int:
    """Look at the clock once."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.store.running import tick

    did = tick(lambda: datetime.now(UTC))
    words = translate("{cases} cases moved, {dossiers} dossiers judged again, {jobs} jobs asked for.")
    click.echo(words.format(cases=did.cases, dossiers=did.dossiers, jobs=did.jobs))
    if did.failed:
        click.echo(translate("{cases} cases could not be moved; the server's log says why.").format(cases=did.failed))
    return 1 if did.failed else 0
