"""What was written to SQLite's log goes into the database beside the requests, by a thread of the server.

SQLite of itself does that in whichever transaction finds the log long: one order in ten waited 15 ms and more for the
disk. Other processes still do so, at the length that the settings give.
"""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep

from django.db import connection

PAUSE = 0.25
"""Seconds between two looks."""
AFTER_FAULT = 5.0
"""Seconds until the next look where the disk took nothing."""
LONG = 8_000
"""Pages of log from which on writers wait until its last ones are written, so that it begins anew."""
said = logging.getLogger("shibosi.checkpoints")


def watch() -> None:
    """Look after the log for the life of this process, if its database has one."""
    if connection.vendor == "sqlite" and (name := Path(str(connection.settings_dict["NAME"]))).is_file():
        Thread(target=keep_short, args=(name, sleep), name="checkpoints", daemon=True).start()


def keep_short(name: Path, pause: Callable[[float], object]) -> None:
    """Write what stands in the log into the database, again and again; `pause` waits that many seconds between."""
    own = sqlite3.connect(name, timeout=5, isolation_level=None)
    while True:
        try:
            checkpoint(own)
            pause(PAUSE)
        except sqlite3.OperationalError as fault:
            said.warning("checkpoint failed: %s", fault)
            pause(AFTER_FAULT)


def checkpoint(own: sqlite3.Connection) -> int:
    """Write what stands in the log without anybody waiting, and then the rest where it is long. Pages in the log."""
    _, pages, _ = own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if pages >= LONG:
        own.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
    return int(pages)
