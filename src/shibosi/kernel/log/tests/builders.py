"""What the tests of the log are built from."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.heads import VerifierKey
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.tree import EMPTY_ROOT, Node, leaf_hash, node_hash

ORIGIN = "shibosi.example/log"
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey.of(ORIGIN, SIGNING_KEY)
RUN_KEY = b"r" * 32


def leaf(index: int) -> bytes:
    """A leaf input that only depends on its place."""
    return sha256(b"entry %d" % index).digest()


def leaves(end: int, start: int = 0) -> list[bytes]:
    """The leaf inputs [start, end)."""
    return [leaf(index) for index in range(start, end)]


def root_by_the_book(hashes: list[bytes]) -> bytes:
    """MTH as RFC 6962, 2.1 defines it, from leaf hashes."""
    if len(hashes) < 2:
        return hashes[0] if hashes else EMPTY_ROOT
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    return node_hash(root_by_the_book(hashes[:middle]), root_by_the_book(hashes[middle:]))


def reader(hashes: list[bytes]) -> Node:
    """A tree in memory, read as full subtrees."""
    levels = [hashes]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])
    return lambda level, index: levels[level][index]


def hashes(size: int) -> list[bytes]:
    """The leaf hashes of `leaves(size)`."""
    return [leaf_hash(data) for data in leaves(size)]


def lengths(folder: Path) -> dict[str, int]:
    """The files of a log with their sizes in bytes."""
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def assert_stands(folder: Path, promised: int) -> int:
    """The log opens, holds what was promised, entry by entry, and no tail is left. Its size."""
    with Journal.open(folder, read_only=True) as journal:
        journal.check()
        seen = journal.size
    with Journal.open(folder) as journal:
        assert journal.size == seen >= promised
        assert [journal.leaf(index) for index in range(seen)] == hashes(seen)
    found = lengths(folder)
    assert found["leaves"] == seen * 32
    assert found["nodes"] == (seen - seen.bit_count()) * 32
    assert found["commits"] % 48 == 0
    return seen


def run_verifier(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The verifier as its users run it: alone, isolated, without anything installed."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={})
