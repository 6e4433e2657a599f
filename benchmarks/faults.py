"""Faults: a server is killed, loses its database, its disk, its clock, and is sent everything twice in any order.

    python -m benchmarks.faults [--kills 200] [--orders 200] [--only kills,disk,...]

Clients hand in over HTTP with a key and repeat what was not answered. Afterwards: everything that was answered is
stored (nothing lost), nothing twice (nothing doubled), every entry of the log verifies, and a full run over all that is
stored finds what the server found. Exit status 1 where that is not so.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.postgresql import server
from benchmarks.serving import Client, Home, by_order, free_port, trade

CLIENTS = 4
CLOCK = """
import json
from datetime import UTC, datetime, timedelta
from shibosi.settings import start_django
start_django()
from shibosi.store.intake.handed import read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.running import tick
now = datetime.now(UTC)
parts = [json.loads(line) for line in open({path!r})]
steps = [timedelta(0), timedelta(days=-30), timedelta(hours=5), timedelta(days=-2), timedelta(0)]
for number, part in enumerate(parts):
    at = now + steps[number % len(steps)]
    receive_read(read(part), "", HandedIn("bench", ""), at)
    tick(lambda: at)
tick(lambda: now)
print(tick(lambda: now).dossiers)
"""


@dataclass
class Told:
    """What clients were answered: keys with the receipt of each; how often they had to repeat."""

    receipts: dict[str, str] = field(default_factory=dict)
    repeats: int = 0
    changed: int = 0
    refused: list[str] = field(default_factory=list)


class Load:
    """Clients that hand parts in, each until it is answered, while something happens to the server."""

    def __init__(
        self, port: int, token: str, parts: list[list[Any]], twice: bool = False, shuffled: bool = True
    ) -> None:
        self.port, self.token, self.told = port, token, Told()
        self.parts = [(f"part-{number}", part) for number, part in enumerate(parts)]
        if twice:
            self.parts += [(f"again-{number}", part) for number, part in enumerate(parts)]
        if shuffled:
            random.Random(7).shuffle(self.parts)
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(CLIENTS)]

    def start(self) -> None:
        """Begin."""
        for thread in self.threads:
            thread.start()

    def going(self) -> bool:
        """Whether something is still to be handed in."""
        return any(thread.is_alive() for thread in self.threads)

    def _work(self) -> None:
        client = Client(self.port, self.token)
        while True:
            with self.lock:
                if not self.parts:
                    return
                key, part = self.parts.pop()
            while True:
                status, answer = client.hand_in(part, key)
                with self.lock:
                    if status == 200:
                        known = self.told.receipts.setdefault(key, answer["receipt"])
                        self.told.changed += known != answer["receipt"]
                        break
                    self.told.repeats += 1
                    if status not in (0, 429, 500, 503):
                        self.told.refused.append(f"{status}: {answer.get('detail', '')}")
                        break
                time.sleep(0.05)


def kills(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """kill -9 of server or worker, again and again, while documents come in and jobs run."""
    port, dice = free_port(), random.Random(3)
    (token,) = home.tokens(1)
    home.serve(port)
    home.start("worker", "worker", "--quiet")
    load = Load(port, token, parts)
    load.start()
    done = 0
    while done < times and load.going():
        Client(port, token).asked("POST", "/api/v1/rejudge", b"{}")
        time.sleep(dice.uniform(0.05, 1.0))
        victim = dice.choice(["worker", f"server-{port}"])
        home.kill(victim)
        done += 1
        if victim == "worker":
            home.start("worker", "worker", "--quiet")
        else:
            home.serve(port)
    while load.going():
        time.sleep(0.1)
    return load, done


def twice(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """Everything twice, under other keys, in disorder, by clients at the same time."""
    port = free_port()
    (token,) = home.tokens(1)
    home.serve(port)
    load = Load(port, token, parts, twice=True)
    load.start()
    while load.going():
        time.sleep(0.1)
    return load, len(parts)


def disk(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """Files of the database cannot grow any more; later they can."""
    port = free_port()
    (token,) = home.tokens(1)
    size = (home.folder / "shibosi.sqlite3").stat().st_size
    home.serve(port, limit=size + (300 << 10))
    load = Load(port, token, parts)
    load.start()
    until = time.monotonic() + 60
    while load.going() and load.told.repeats < 20 and time.monotonic() < until:
        time.sleep(0.1)
    full = load.told.repeats
    home.kill(f"server-{port}")
    home.serve(port)
    while load.going():
        time.sleep(0.1)
    return load, full


def clock(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """The clock goes back and forth by days between documents."""
    home.tokens(1)
    path = home.folder / "parts"
    path.write_text("".join(json.dumps(part) + "\n" for part in parts))
    assert home.python(CLOCK.format(path=str(path))).split()[-1] == "0", "a second look at the clock changes nothing"
    load = Load(0, "", [])
    load.told.receipts = {str(number): "" for number in range(len(parts))}
    return load, len(parts)


def gone(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """PostgreSQL is stopped at once in the middle, and started again."""
    database = server(home.folder.parent)
    home.environment["SHIBOSI_DATABASE"] = database.get_uri()
    port, done = free_port(), 0
    (token,) = home.tokens(1)
    home.serve(port)
    load = Load(port, token, parts)
    load.start()
    while load.going() and done < max(1, times // 20):
        time.sleep(1)
        database.stop()
        time.sleep(0.5)
        database.start()
        done += 1
    while load.going():
        time.sleep(0.1)
    return load, done


def apart(home: Home, parts: list[list[Any]], times: int) -> tuple[Load, int]:
    """The documents of an order come in one by one, through two servers on PostgreSQL, at the same moment."""
    database = server(home.folder.parent)
    home.environment["SHIBOSI_DATABASE"] = database.get_uri()
    ports, loads = [free_port(), free_port()], []
    tokens = home.tokens(2)
    singles = [[one] for part in parts for one in part]
    for number, (port, token) in enumerate(zip(ports, tokens, strict=True)):
        home.serve(port)
        loads.append(Load(port, token, singles[number::2], shuffled=False))
    for load in loads:
        load.start()
    while any(load.going() for load in loads):
        time.sleep(0.1)
    first, second = loads
    first.told.receipts |= {f"second-{key}": value for key, value in second.told.receipts.items()}
    first.told.repeats += second.told.repeats
    first.told.refused += second.told.refused
    return first, len(singles)


SCENES: dict[str, Callable[[Home, list[list[Any]], int], tuple[Load, int]]] = {
    "kills": kills, "twice": twice, "disk": disk, "clock": clock, "gone": gone, "apart": apart,
}  # fmt: skip


def played(name: str, parts: list[list[Any]], times: int) -> bool:
    """Play a scene on a new server; print and say whether all is well."""
    with tempfile.TemporaryDirectory(prefix="shibosi-faults-") as folder:
        home = Home(Path(folder) / "home")
        try:
            began = time.monotonic()
            load, happened = SCENES[name](home, parts, times)
            home.close()
            found = home.state()
        finally:
            home.close()
    told = load.told
    wanted = len({json.dumps(one, sort_keys=True) for part in parts for one in part})  # the example holds copies
    lost = wanted - found["documents"]
    doubled = (
        found["twice"] + max(0, found["receipts"] - len(told.receipts)) + abs(found["logged"] - found["documents"])
    )
    good = not (lost or doubled or told.changed or told.refused or found["otherwise"])
    said = f"  {name:<7}{happened:>6}{told.repeats:>9}{found['documents']:>11,}{lost:>6}{doubled:>9}{found['log']:>9,}"
    took = f"{found['otherwise']:>11}{time.monotonic() - began:>8.0f} s"
    print(f"{said}{took}  {'well' if good else 'NOT WELL'}", *told.refused, flush=True)
    return good


def main() -> None:
    """All scenes, or some."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--orders", type=int, default=200)
    parser.add_argument("--only", default=",".join(SCENES))
    asked = parser.parse_args()
    parts = list(by_order(trade(asked.orders)))
    print(f"{len(parts):,} parts, {sum(map(len, parts)):,} documents, {CLIENTS} clients")
    print("  fault   times  repeats  documents  lost  doubled  log ok  otherwise")
    good = [played(name, parts, asked.kills) for name in asked.only.split(",")]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
