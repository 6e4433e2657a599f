"""How fast the evidence log is: entries per second in and proof time at a million entries. Measures, asserts nothing.

python benchmarks/log_speed.py [--entries N] [--folder WHERE]
"""

import argparse
import random
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shibosi.kernel.log.commitments import commit_many
from shibosi.kernel.log.heads import VerifierKey, read_head, sign_head
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.verifier import ed25519_holds

ENTRY = (
    '{"control":"payments.paid_what_was_ordered","dossier":"O-%010d","facts":{"Order.total":"128.50000",'
    '"Payment.amount":"128.50000"},"outcome":"held","parameters":["gap@2024-01-01"]}'
)
CHUNK = 50_000


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rate(label: str, count: int, spent: float) -> None:
    print(f"{label:<52}{count / spent:>14,.0f} /s")


def each(label: str, spent: list[float]) -> None:
    spent.sort()
    middle, late, worst = (spent[int(share * (len(spent) - 1))] * 1e6 for share in (0.5, 0.99, 1))
    print(f"{label:<52}{middle:>14,.1f} us (99th of 100: {late:,.1f}, worst of {len(spent)}: {worst:,.1f})")


def commitments(key: bytes, count: int, spent: list[float]) -> Iterator[bytes]:
    """Leaf inputs for entries of about 200 bytes; the time of the commitments alone goes to `spent`."""
    for first in range(0, count, CHUNK):
        entries = [(ENTRY % index).encode() for index in range(first, min(first + CHUNK, count))]
        start = time.perf_counter()
        leaves = commit_many(key, entries, first)
        spent.append(time.perf_counter() - start)
        yield from leaves


def measure(folder: Path, count: int) -> None:
    key, signing = secrets.token_bytes(32), Ed25519PrivateKey.generate()
    spent: list[float] = []
    inputs = list(commitments(key, count, spent))
    committing = sum(spent)
    appending = seconds(lambda: Journal.create(folder, inputs).close())
    rate("keyed commitments (commit_many)", count, committing)
    rate("appending, durable (Journal.create)", count, appending)
    rate("both", count, committing + appending)

    opening = seconds(lambda: Journal.open(folder).close())
    each("opening", [opening])
    with Journal.open(folder) as journal:
        places = [random.randrange(1, count) for _ in range(2000)]
        each("inclusion proof", [seconds(partial(journal.inclusion, at)) for at in places])
        each("inclusion proof at an older size", [seconds(partial(journal.inclusion, at - 1, at)) for at in places])
        each("consistency proof", [seconds(partial(journal.consistency, at)) for at in places])
        name = "bench.example/log"
        note = sign_head(journal.head(name), signing)
        public = VerifierKey.of(name, signing)
        each("signing a head", [seconds(lambda: sign_head(journal.head(name), signing)) for _ in range(500)])
        each("verifying a head (cryptography)", [seconds(lambda: read_head(note, public)) for _ in range(500)])
        text = journal.head(name).text().encode()
        signature = signing.sign(text)
        each(
            "verifying Ed25519 (pure Python)",
            [seconds(lambda: ed25519_holds(public.public, text, signature)) for _ in range(20)],
        )
        rate("computing everything again (check)", count, seconds(journal.check))
        for batch in (1, 100, 10_000):
            rounds = 100 if batch < 1000 else 10
            some = [secrets.token_bytes(32) for _ in range(batch)]

            def append(some: list[bytes] = some, rounds: int = rounds) -> None:
                for _ in range(rounds):
                    journal.extend(some)
                    journal.commit()

            rate(f"online, durable after every {batch}", batch * rounds, seconds(append))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the log is written (default: the temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        measure(Path(place) / "log", options.entries)


if __name__ == "__main__":
    main()
