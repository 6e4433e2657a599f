"""`shibosi worker`: does the jobs of the server, one after the other, and looks at the clock."""

import signal
import time
from types import FrameType

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate

PAUSE = 1.0
CLOCK_EVERY = 60.0
"""Seconds."""


@click.command("worker", cls=Spoken, help="Do the jobs of the server until stopped; several may run.")
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
@click.option("--quiet", is_flag=True, help="Say nothing of each job.")
def command(once: bool, quiet: bool) -> int:
    """Work."""
    from shibosi.settings import start_django

    start_django()
    from django.db import close_old_connections
    from django.utils import timezone

    from shibosi.store import jobs, waking, webhooks

    assert webhooks.JOB in jobs.KNOWN, "the jobs are declared where they are defined"
    stopping = _Stopping()
    looked = -CLOCK_EVERY
    while not stopping.asked:
        close_old_connections()
        if time.monotonic() - looked >= CLOCK_EVERY:
            looked = time.monotonic()
            waking.wake(timezone.now())
            jobs.due_schedules(timezone.now())
        done = jobs.work_once(timezone.now)
        if done is not None and not quiet:
            click.echo(translate("Job {number} ({name}): {state}").format(number=done.pk, name=done.name, state=done.state))
        if done is None:
            if once:
                return 0
            time.sleep(PAUSE)
    return 0


class _Stopping:
    """Whether it was asked to stop: the job at hand is still done."""

    def __init__(self) -> None:
        self.asked = False
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
