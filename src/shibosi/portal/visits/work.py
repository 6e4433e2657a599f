"""Checking a visit, in two processes: one waits for its turn and looks at the clock, the other reads and judges.

`python -m shibosi.portal.visits.work ROOM` is the first; with `judge` before the room, the second.
"""

import fcntl
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shibosi.portal.visits import bounds
from shibosi.portal.visits.rooms import Room

MODULE = "shibosi.portal.visits.work"
FAILURES = {
    "too-long": "Checking took longer than is allowed here. Check the files on the command line, or fewer of them.",
    "too-heavy": "Checking needed more memory or disk than is allowed here. Check fewer rows at once.",
    "queue": "The files waited too long for their turn. Try again later.",
}


def start(room: Room) -> None:
    """Check a visit without waiting for it."""
    environment = {**os.environ, "POLARS_MAX_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
    process = subprocess.Popen(
        [sys.executable, "-m", MODULE, str(room.folder)], env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    threading.Thread(target=process.wait, daemon=True).start()


def wait_and_check(room: Room) -> None:
    """Check a visit when it has its turn; whatever happens, the room says how it ended."""
    with _turn(room.folder.parent) as free:
        if not free:
            room.tell("work", step="failed", code="queue")
            return
        started = [sys.executable, "-m", MODULE, "judge", str(room.folder)]
        try:
            ended = subprocess.run(started, timeout=bounds.SECONDS, stdin=subprocess.DEVNULL, check=False).returncode
        except subprocess.TimeoutExpired:
            room.tell("work", step="failed", code="too-long")
            return
        if ended != 0 and room.folder.exists():
            room.tell("work", step="failed", code="too-heavy")


def bounded() -> None:
    """Bounds of this process: memory, time of the processor, size of a file."""
    for kind, most in (
        (resource.RLIMIT_AS, bounds.MEMORY), (resource.RLIMIT_CPU, 2 * bounds.SECONDS),
        (resource.RLIMIT_FSIZE, bounds.MOST_WRITTEN), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(kind, (most, most))


@contextmanager
def _turn(folder: Path) -> Iterator[bool]:
    """A turn among those that are checked at the same time, by all processes of the server; False: none in time."""
    until = time.monotonic() + bounds.PATIENCE
    slots = [(folder / f".turn-{number}").open("w") for number in range(bounds.AT_ONCE)]
    try:
        while time.monotonic() < until:
            for slot in slots:
                try:
                    fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield True
                return
            time.sleep(0.3)
        yield False
    finally:
        for slot in slots:
            slot.close()


if __name__ == "__main__":
    if sys.argv[1] == "judge":
        bounded()
        from shibosi.portal.visits.judging import judge

        judge(Room(Path(sys.argv[2])))
    else:
        wait_and_check(Room(Path(sys.argv[1])))
