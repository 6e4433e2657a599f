"""`shibosi serve`: the server on this machine, ready on first use."""

import logging
import multiprocessing
import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from shibosi.cli import furnishing, serving
from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate

APPLICATION = "shibosi.web.wsgi:application"
EMAIL = "admin@localhost.localdomain"
ORDERS, SEED, FAULTS, CHUNK = 300, 1, 0.3, 300
TOKEN_DAYS = 30
THREADS = 16
"""Requests at a time. Most of them wait: those that hand in documents go into the database together."""
CONNECTIONS = 1024
"""Most connections at a time; a client that keeps its own holds one without asking."""


@click.command("serve", cls=Spoken, help="Start the server: API, its description, signing in; with a worker beside it.")
@click.option("--example", is_flag=True, help="Hand in a generated example where nothing is stored yet.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--worker/--no-worker", default=True, help="Whether a worker does the jobs beside the server.")
@click.option("--admin", default=EMAIL, show_default=True, help="E-mail of the first administrator.")
def command(example: bool, host: str, port: int, worker: bool, admin: str) -> int:
    """Make ready, say how to come in, serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces

    from shibosi.settings import be_example, start_django

    closed = example and be_example(host)
    start_django()
    prepare(admin, example, closed)
    beside = subprocess.Popen([sys.executable, "-m", "shibosi", "worker", "--quiet"]) if worker else None
    address = f"http://{host}:{port}"
    click.echo(translate("Open {address}; the API is described at {address}/api/v1/docs.").format(address=address))
    if closed:
        say_how_to_come_in()
    # A process that is forked from one that has used Polars inherits its locks without its threads, and waits for ever.
    multiprocessing.set_start_method("spawn")
    # The server advises fewer threads on few cores; it does not know that most of these wait.
    logging.getLogger("_granian").addFilter(lambda line: "Python threads" not in str(line.msg))
    try:
        Granian(
            APPLICATION, address=host, port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=THREADS,
            backpressure=CONNECTIONS, websockets=False, log_access=False,
        ).serve()  # fmt: skip
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()
    return 0


def say_how_to_come_in() -> None:
    """The people of an example, with the password they have until it is started again."""
    if not serving.are_there():
        return
    click.echo(translate("Sign in as one of these, with the password {password}:").format(
        password=serving.new_password()))  # fmt: skip
    for email, words in serving.people().items():
        click.echo(f"    {email:<36} {translate(words)}")


def prepare(admin: str, example: bool, closed: bool = False) -> None:
    """Tables, a first administrator, the example: each where it is not there yet.

    `closed`: only this machine reaches the server, so that the example has people of every kind.
    """
    from shibosi.store import running

    running.make_tables()
    now = datetime.now(UTC)
    if not running.has_administrator():
        first_account(admin, now)
    if example and not running.has_documents():
        load_example(now)
        if closed:
            serving.open_accounts(now)
            furnishing.furnish(now)


def first_account(admin: str, now: datetime) -> None:
    """The first administrator, with a password and a token that are shown once."""
    from shibosi.store import tokens
    from shibosi.store.actions.access import first_administrator

    password = secrets.token_urlsafe(12)
    account = first_administrator(admin, password, now)
    scopes = tokens.FOR_TOKENS
    issued = tokens.issue(account, "shibosi serve", scopes, now + timedelta(days=TOKEN_DAYS), now, "command line")
    click.echo(translate("First administrator: {email}, password {password}; both are shown once, change the password.")
               .format(email=admin, password=password))  # fmt: skip
    click.echo(
        translate("A token for the API, for {days} days: {token}").format(days=TOKEN_DAYS, token=issued.text)
    )  # fmt: skip


def load_example(now: datetime) -> None:
    """The generated example, handed in by the same door as everything else."""
    from shibosi.example.part import make_part
    from shibosi.store.intake.handed import Read
    from shibosi.store.intake.receiving import HandedIn, receive_read
    from shibosi.store.intake.tables import documents
    from shibosi.store.models import Finding

    click.echo(translate("An example of {orders} orders is generated and handed in: a minute at most.").format(
        orders=ORDERS))  # fmt: skip
    frames: dict[str, Any] = {
        kind: frame.drop("at") for kind, frame in make_part(SEED, 0, ORDERS, FAULTS).frames.items()
    }
    every = documents(frames)
    for first in range(0, len(every), CHUNK):
        some = [Read(f"documents[{at}]", one) for at, one in enumerate(every[first : first + CHUNK])]
        receive_read(some, "", HandedIn("command line", ""), now)
    found = Finding.objects.filter(resolved_at__isnull=True).count()
    click.echo(
        translate(
            "{documents} documents of a generated example are handed in; {findings} findings are open so far. "
            "What the worker checks next may find more."
        ).format(documents=f"{len(every):,}", findings=f"{found:,}")
    )
