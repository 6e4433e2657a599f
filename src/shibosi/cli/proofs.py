"""Proofs about a run: signed heads, inclusion proofs, bundles for somebody who trusts nobody here."""

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.cli.logged import Signer, entries, key_of
from shibosi.kernel.controls import UnknownControl
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.log.bundle import VERIFIER, make_bundle, show, write_bundle
from shibosi.kernel.log.files import replace_file
from shibosi.kernel.log.heads import VerifierKey, sign_head
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.keys import signing_key
from shibosi.kernel.runs import Run
from shibosi.telling.recorded import findings, numbered


class LogOfAnother(ShibosiError):
    """A log that is not the one the run was written with: nothing is signed for it."""

    code = "log-of-another"
    message = "The log in {folder} is not the one run.json speaks of; nothing is signed. See 'shibosi log verify'."


class NoFindingsOf(ShibosiError):
    """A control without findings in a run."""

    code = "no-findings-of"
    message = "Run {folder} has no finding of control '{control}'."


class VerifierTaken(ShibosiError):
    """Another file has the name of the verifier."""

    code = "verifier-taken"
    message = "{path} is another file; the verifier would be written over it. Give --out in another folder."


def opened(run: Run) -> Journal:
    """The log of a run for reading, if it is the one run.json speaks of. Raises LogOfAnother, NoLog, TornLog."""
    journal = Journal.open(run.folder / "log", read_only=True)
    told = run.about.get("log")
    if not isinstance(told, dict) or (told.get("size"), told.get("root")) != (journal.size, journal.root().hex()):
        journal.close()
        raise LogOfAnother(folder=journal.folder)
    return journal


def signed_head(run: Run, signer: Signer) -> tuple[str, VerifierKey]:
    """The signed head of the log and the public key it verifies with. Raises LogOfAnother, NoKey, UnreadableKey."""
    with opened(run) as journal:
        key = signing_key(signer.key_file, create=signer.create)
        return sign_head(journal.head(signer.origin), key), VerifierKey.of(signer.origin, key)


def inclusion(run: Run, number: int) -> dict[str, Any]:
    """The proof that finding `number` (from 1) is in the log; hashes in base64. Raises NoSuchFinding, LogOfAnother."""
    found = numbered(run, number)
    with opened(run) as journal:
        return {
            "finding": {"number": number, "control": found.control, "outcome": found.outcome},
            "index": number, "size": journal.size, "root": _base64(journal.root()),
            "leaf": _base64(journal.leaf(number)), "proof": [_base64(node) for node in journal.inclusion(number)],
        }  # fmt: skip


def chosen(run: Run, numbers: Iterable[int], control: str | None) -> list[int]:
    """The findings meant, by number. Raises NoSuchFinding, UnknownControl, NoFindingsOf."""
    wanted = {numbered(run, number).number for number in numbers}
    if control is not None:
        known = run.controls()
        if control not in known:
            raise UnknownControl(control=control, hint=nearest(control, list(known)))
        rows = findings(run).with_row_index("number", 1).filter(pl.col("control") == control)["number"].to_list()
        if not rows:
            raise NoFindingsOf(folder=run.folder, control=control)
        wanted.update(rows)
    return sorted(wanted)


def hand_over(run: Run, numbers: Iterable[int], signer: Signer, out: Path) -> VerifierKey:
    """Write a bundle with entry 0 (the run) and these findings, and the verifier beside it. The key to publish.

    Raises what `signed_head` raises, NotThatEntry where a finding is not what was committed to, VerifierTaken.
    """
    verifier, own = out.with_name(VERIFIER.name), VERIFIER.read_bytes()
    if out == verifier or (verifier.exists() and verifier.read_bytes() != own):
        raise VerifierTaken(path=verifier)
    head, public = signed_head(run, signer)
    key, said = key_of(run), entries(run)
    with opened(run) as journal:
        text = make_bundle(journal, head, public, [show(key, index, said[index]) for index in (0, *numbers)])
    out.parent.mkdir(parents=True, exist_ok=True)
    write_bundle(out, text)
    replace_file(verifier, own)
    return public


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
