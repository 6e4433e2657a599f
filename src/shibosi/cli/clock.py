"""`shibosi clock`: moves what time alone moves; running it twice changes nothing."""

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


@click.command("clock", cls=Spoken, help="Judge again what time alone decides, and ask for what the schedules say.")
def command() -> int:
    """Look at the clock once."""
    from shibosi.settings import start_django

    start_django()
    from django.utils import timezone

    from shibosi.store import jobs, waking

    woken = waking.wake(timezone.now())
    asked = jobs.due_schedules(timezone.now())
    click.echo(
        translate("{dossiers} dossiers judged again, {jobs} jobs asked for.").format(dossiers=woken, jobs=len(asked))
    )  # fmt: skip
    return 0
