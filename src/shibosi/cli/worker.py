"""`shibosi worker`: does the jobs of the server, one after the other, and looks at the clock."""

import signal
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


@click.command("worker", cls=Spoken, help="Do the jobs of the server until stopped; several may run.")
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
@click.option("--quiet", is_flag=True, help="Say nothing of each job.")
def command(once: bool, quiet: bool) -> int:
    """Work."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs import weighing, working
    from shibosi.store import jobs
    from shibosi.store.running import work

    for name in (working.JOB, weighing.JOB):
        jobs.named(name)

    def say(done: Any) -> None:
        words = translate("Job {number} ({name}): {state}")
        if not quiet:
            click.echo(words.format(number=done.pk, name=done.name, state=done.state))

    stopping = _Stopping()
    work(lambda: datetime.now(UTC), lambda: stopping.asked, say, once)
    return 0


class _Stopping:
    """Whether it was asked to stop: the job at hand is still done."""

    def __init__(self) -> None:
        self.asked = False
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
