"""`shibosi clock`: moves what time alone moves; running it twice changes nothing."""

from datetime import UTC, datetime

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


@click.command("clock", cls=Spoken, help="Judge again what time alone decides, and ask for what the schedules say.")
def command() -> int:
    """Look at the clock once."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.store.running import tick

    woken, asked = tick(lambda: datetime.now(UTC))
    words = translate("{dossiers} dossiers judged again, {jobs} jobs asked for.")
    click.echo(words.format(dossiers=woken, jobs=asked))
    return 0
