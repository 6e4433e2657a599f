"""Bundles: one JSON file that proves chosen entries to somebody who has nothing but `verifier.py`.

    {"format": "shibosi-log-bundle", "version": 1,
     "head":    signed head (C2SP checkpoint),
     "key":     public key (name+id+key),
     "entries": [{"index", "salt", "text" or "base64", "proof"}      content shown
                 {"index", "leaf", "proof"}]                         sealed: there, but its content is not shown
     "older":   {"head", "proof"}}                                   if asked for: this log began as that head says

Hashes and salts are base64. `text` is the content where it is UTF-8.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shibosi.kernel.log.commitments import commitment, salt
from shibosi.kernel.log.errors import ForeignHead, NotThatEntry
from shibosi.kernel.log.files import replace_file
from shibosi.kernel.log.heads import VerifierKey, read_head
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.tree import leaf_hash

FORMAT, VERSION = "shibosi-log-bundle", 1
VERIFIER = Path(__file__).parent / "verifier.py"
"""The independent verifier, to be handed over beside a bundle."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry whose content is disclosed: its place, the salt that opens it, the bytes that were committed to."""

    index: int
    salt: bytes
    content: bytes


def show(run_key: bytes, index: int, content: bytes) -> Shown:
    """Open one entry. The run key itself is not given away."""
    return Shown(index, salt(run_key, index), content)


def make_bundle(
    journal: Journal,
    head: str,
    key: VerifierKey,
    shown: Iterable[Shown],
    sealed: Iterable[int] = (),
    older: str | None = None,
) -> str:
    """A bundle as JSON text, under a signed head of this log (and `older`, an earlier one, by the same key).

    Nothing that would not verify is put in: ForeignSignature, ForeignHead, IndexOutOfRange, NotThatEntry,
    SizeOutOfRange (an older head that is empty or larger).
    """
    state = read_head(head, key)
    journal.expect(state)
    entries: dict[int, dict[str, object]] = {
        index: {"index": index, "leaf": _base64(journal.leaf(index))} for index in sealed
    }
    for entry in shown:
        if leaf_hash(commitment(entry.salt, entry.content)) != journal.leaf(entry.index):
            raise NotThatEntry(index=entry.index)
        entries[entry.index] = {"index": entry.index, "salt": _base64(entry.salt)} | _content(entry.content)
    for index, fields in entries.items():
        fields["proof"] = [_base64(sibling) for sibling in journal.inclusion(index, state.size)]
    bundle: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "head": head,
        "key": str(key),
        "entries": [entries[index] for index in sorted(entries)],
    }
    if older is not None:
        before = read_head(older, key)
        journal.expect(before)
        if before.origin != state.origin:
            raise ForeignHead(size=before.size, folder=journal.folder)
        proof = journal.consistency(before.size, state.size)
        bundle["older"] = {"head": older, "proof": [_base64(node) for node in proof]}
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


def write_bundle(path: Path, bundle: str) -> None:
    """Write a bundle to a file, whole or not at all."""
    replace_file(path, bundle.encode())


def _content(content: bytes) -> dict[str, object]:
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": _base64(content)}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
