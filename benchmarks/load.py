"""Load: how long an order takes, what many clients do to a server, how much two workers on PostgreSQL take in.

    python -m benchmarks.load [--seconds 600] [--clients 200] [--orders 300] [--only order,clients,postgresql]

The server runs on granian as shipped. Times by the clock are those of a client; on a machine that others use too they
tell of the others, so processor time of the server stands beside them.
"""

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.postgresql import server
from benchmarks.serving import Client, Home, by_order, free_port, trade

ORDER_LATE, SINGLE, BULK = 0.030, 150, 1_000
"""Budgets: 99th percentile in seconds; documents and dossiers a second at least."""
AT_ONCE = 32
"""Clients that hand documents in one by one, half of them at each server."""
WARM = 40
"""Orders handed in before anything is measured: the first ones make the plans of their process."""


def whole(parts: list[list[Any]]) -> list[list[Any]]:
    """Orders that have all four documents."""
    return [part for part in parts if len({one["kind"] for one in part}) >= 4]


def order(parts: list[list[Any]], asked: argparse.Namespace) -> None:
    """One client hands orders in, each with its documents, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="shibosi-load-") as folder:
        home = Home(Path(folder) / "home")
        try:
            port = free_port()
            (token,) = home.tokens(1)
            home.serve(port)
            client, took = Client(port, token), []
            for number, part in enumerate(whole(parts)):
                began, busy = time.perf_counter(), processor(home, f"server-{port}")
                status, _ = client.hand_in(part)
                took.append((time.perf_counter() - began, processor(home, f"server-{port}") - busy))
                assert status == 200, f"order {number}: {status}"
        finally:
            home.close()
    took = took[min(20, len(took) // 4) :]  # the first ones make the plans of their process
    clock = sorted(seconds for seconds, _ in took)
    busy = statistics.mean(seconds for _, seconds in took)
    late = clock[int(len(clock) * 0.99)]
    print(f"  one order with its documents, SQLite: median {statistics.median(clock) * 1000:.1f} ms, 99th percentile "
          f"{late * 1000:.1f} ms (budget {ORDER_LATE * 1000:.0f}), processor {busy * 1000:.1f} ms, {len(took)} orders",
          flush=True)  # fmt: skip


def clients(parts: list[list[Any]], asked: argparse.Namespace) -> None:
    """Many clients read and hand in for a time: no error, no growth of memory."""
    with tempfile.TemporaryDirectory(prefix="shibosi-load-") as folder:
        home = Home(Path(folder) / "home")
        try:
            port = free_port()
            tokens = home.tokens(max(2, asked.clients // 8))
            home.serve(port)
            name, until = f"server-{port}", time.monotonic() + asked.seconds
            seen: dict[int, int] = {}
            lock = threading.Lock()

            def work(number: int) -> None:
                client, turn = Client(port, tokens[number % len(tokens)]), number
                while time.monotonic() < until:
                    turn += 1
                    if turn % 4:
                        path = ("/api/v1/findings?limit=20", "/api/v1/dossiers?limit=20", "/api/v1/log/head")[turn % 3]
                        status, _ = client.asked("GET", path)
                    else:
                        status, _ = client.hand_in(parts[turn % len(parts)])
                    with lock:
                        seen[status] = seen.get(status, 0) + 1

            threads = [threading.Thread(target=work, args=(number,)) for number in range(asked.clients)]
            for thread in threads:
                thread.start()
            time.sleep(asked.seconds / 3)
            early = home.memory(name)
            for thread in threads:
                thread.join()
            late, total = home.memory(name), sum(seen.values())
        finally:
            home.close()
    bad = {status: count for status, count in seen.items() if status not in (200, 429)}
    print(f"  {asked.clients} clients for {asked.seconds} s: {total / asked.seconds:.0f} requests a second, other "
          f"than 200: {dict(bad) or 'none'}, throttled {seen.get(429, 0)}; memory {early >> 20} MB after a third, "
          f"{late >> 20} MB at the end", flush=True)  # fmt: skip


def postgresql(parts: list[list[Any]], asked: argparse.Namespace) -> None:
    """Two server processes on PostgreSQL: documents one by one, and in bulk."""
    with tempfile.TemporaryDirectory(prefix="shibosi-load-") as folder:
        database = server(Path(folder))
        home = Home(Path(folder) / "home", database.get_uri())
        try:
            ports = [free_port(), free_port()]
            tokens = home.tokens(AT_ONCE)
            for port in ports:
                home.serve(port)
            half = len(parts) // 2
            _spread(ports, tokens, parts[:WARM])
            single = _spread(ports, tokens, parts[WARM:half])
            before = home.dossiers()
            seconds = _bulk(ports, tokens, parts[half:])
            bulk = (home.dossiers() - before) / seconds
        finally:
            home.close()
            database.cleanup()
    print(f"  two workers, PostgreSQL: {single:.0f} documents a second one by one (budget {SINGLE}), "
          f"{bulk:.0f} dossiers of all kinds a second in bulk (budget {BULK}; "
          f"{len(parts[half:]) / seconds:.0f} orders with their documents)", flush=True)  # fmt: skip


def _spread(ports: list[int], tokens: list[str], parts: list[list[Any]]) -> float:
    """Documents a second, each a request of its own.

    They come in any order: platform, payment firm, carrier and broker do not report an order in the same instant.
    """
    left, lock = [[one] for part in parts for one in part], threading.Lock()
    every = len(left)
    random.Random(1).shuffle(left)

    def work(number: int) -> None:
        client = Client(ports[number % 2], tokens[number])
        while True:
            with lock:
                if not left:
                    return
                part = left.pop()
            assert client.hand_in(part)[0] == 200

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return every / (time.perf_counter() - began)


def _bulk(ports: list[int], tokens: list[str], parts: list[list[Any]]) -> float:
    """Seconds that two clients take to send documents in lines."""

    def work(number: int) -> None:
        lines = b"\n".join(json.dumps(one).encode() for part in parts[number::2] for one in part)
        client = Client(ports[number], tokens[number])
        status, _ = client.asked("POST", "/api/v1/documents/bulk", lines, "application/x-ndjson")
        assert status == 200

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def processor(home: Home, name: str) -> float:
    """Seconds of processor a server with its children has taken."""
    group, ticks = home.running[name].pid, 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / 100


def main() -> None:
    """All, or some."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--orders", type=int, default=300)
    parser.add_argument("--only", default="order,clients,postgresql")
    asked = parser.parse_args()
    parts = list(by_order(trade(asked.orders, faults=0.05, recent=True)))
    for name in asked.only.split(","):
        {"order": order, "clients": clients, "postgresql": postgresql}[name](parts, asked)


if __name__ == "__main__":
    main()
