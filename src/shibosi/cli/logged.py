"""What of a run fits its log: every leaf computed again from the findings, the tree, the numbers of run.json."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.commitments import canonical, commit_many
from shibosi.kernel.log.errors import LogError, NoKey
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.keys import run_key
from shibosi.kernel.log.tree import leaf_hash
from shibosi.kernel.runs import Run, finding_lines
from shibosi.kernel.words import translate
from shibosi.settings import LOG_ORIGIN, SIGNING_KEY, log_origin, signing_key_file
from shibosi.telling.recorded import findings

COMMITTED = ("as_of", "inputs", "values", "controls", "findings", "outcomes")
"""The fields of run.json that entry 0 of the log commits to."""
NOT_SAID = "run.json does not say it"
UNREADABLE = "{file} cannot be read"


class NoSigningKey(ShibosiError):
    """Nothing says where the signing key is."""

    code = "no-signing-key"
    message = "There is no signing key: give --key FILE or set {variable}; --create-key makes one."


class BadOrigin(ShibosiError):
    """A name that no head can carry."""

    code = "bad-log-origin"
    message = "'{origin}' cannot name a log: no blanks and no '+', such as shop.example/log."


@dataclass(frozen=True)
class Check:
    """One thing held against another: true, false, or None where it could not be compared; why not, in words."""

    name: str
    fits: bool | None
    reason: str = ""
    facts: tuple[tuple[str, Any], ...] = ()

    def said(self) -> str:
        """Why it does not fit, in the language in use."""
        return translate(self.reason).format(**dict(self.facts)) if self.reason else ""

    def sentence(self) -> str:
        """The check in a line."""
        word = {True: "fits", False: "DOES NOT FIT", None: "not compared"}[self.fits]
        return " – ".join([translate(word), translate(self.name), *([self.said()] if self.reason else [])])


@dataclass(frozen=True)
class Signer:
    """Who signs heads, and what the log is called in them."""

    key_file: Path
    origin: str
    create: bool


def signer(run: Run, key_file: Path | None, origin: str | None, create: bool) -> Signer:
    """The signer asked for, or the one the environment names. Raises NoSigningKey, BadOrigin."""
    file = key_file or signing_key_file()
    if file is None:
        raise NoSigningKey(variable=SIGNING_KEY)
    named = origin or log_origin() or f"shibosi.local/{'-'.join(run.folder.resolve().name.split())}"
    if not named.isprintable() or "+" in named or any(sign.isspace() for sign in named):
        raise BadOrigin(origin=named, hint=f"{LOG_ORIGIN}=shop.example/log" if origin is None else None)
    return Signer(file, named, create)


def entries(run: Run) -> list[bytes]:
    """The entries of the log as the run says them now: entry 0 about the run, then one for each finding."""
    first = canonical({"run": {name: run.about[name] for name in COMMITTED}})
    return [first, *finding_lines(findings(run))[1]]


def key_of(run: Run) -> bytes:
    """The key of the commitments of a run. Raises NoKey where it was destroyed, UnreadableKey."""
    return run_key(run.folder / "keys" / "run.key")


def checks(run: Run) -> list[Check]:
    """Everything that has to fit, in the order in which one thing rests on the other."""
    return [*_tree(run), *_leaves(run), _findings(run), *_described(run), _counts(run)]


def _tree(run: Run) -> Iterator[Check]:
    """The log itself: whole, its tree computed again, its size and root those of run.json."""
    name = "the tree of the log, computed again from its leaves"
    try:
        with Journal.open(run.folder / "log", read_only=True) as journal:
            journal.check()
            size, root = journal.size, journal.root().hex()
    except LogError as mistake:
        yield Check(name, False, "{sentence}", (("sentence", mistake.sentence()),))
        return
    yield Check(name, True)
    told = run.about.get("log")
    name = "size and root of the log, as in run.json"
    if not isinstance(told, dict):
        yield Check(name, False, NOT_SAID)
    elif (told.get("size"), told.get("root")) == (size, root):
        yield Check(name, True)
    else:
        yield Check(name, False, "the log has {size} entries and root {root}", (("size", size), ("root", root)))


def _leaves(run: Run) -> Iterator[Check]:
    """Every entry held against its commitment; without the key of the run that cannot be done."""
    name = "run.json and every finding, as committed to in the log"
    try:
        key, said = key_of(run), entries(run)
        with Journal.open(run.folder / "log", read_only=True) as journal:
            if journal.size != len(said):
                facts = (("log", journal.size), ("run", len(said)))
                yield Check(name, False, "the log has {log} entries, the run {run}", facts)
                return
            for index, leaf in enumerate(commit_many(key, said)):
                if leaf_hash(leaf) != journal.leaf(index):
                    what = (
                        "run.json is not what was committed to"
                        if index == 0
                        else "finding {number} is not what was committed to"
                    )
                    yield Check(name, False, what, (("number", index),))
                    return
    except NoKey:
        yield Check(name, None, "the key of the run is gone: contents cannot be linked to the log any more")
    except KeyError:
        yield Check(name, False, NOT_SAID)
    except ShibosiError as mistake:
        yield Check(name, False, "{sentence}", (("sentence", mistake.sentence()),))
    else:
        yield Check(name, True)


def _findings(run: Run) -> Check:
    name = "the digest of the findings, as in run.json"
    try:
        digest, lines = finding_lines(findings(run))
    except ShibosiError:
        return Check(name, False, UNREADABLE, (("file", "findings.parquet"),))
    return _same(name, run.about.get("findings"), {"rows": len(lines), "sha256": digest})


def _described(run: Run) -> Iterator[Check]:
    """The controls and values written beside the findings."""
    yield _file(run, "the values in force, as in run.json", "parameters.json", "values", lambda found: found)
    yield _file(
        run, "the controls, as in run.json", "controls.json", "controls",
        lambda found: {name: about["fingerprint"] for name, about in found.items()},
    )  # fmt: skip


def _file(run: Run, name: str, file: str, field: str, digested: Callable[[Any], Any]) -> Check:
    try:
        found = json.loads((run.folder / file).read_text(encoding="utf-8"))
        digest = hashlib.sha256(canonical(digested(found))).hexdigest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, LogError):
        return Check(name, False, UNREADABLE, (("file", file),))
    return _same(name, run.about.get(field), digest)


def _counts(run: Run) -> Check:
    name = "the counts of every outcome, as in run.json"
    told = run.about.get("outcomes")
    if not isinstance(told, dict):
        return Check(name, False, NOT_SAID)
    try:
        with (run.folder / "counts.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {outcome: sum(int(row[outcome]) for row in rows) for outcome in told}
    except (OSError, ValueError, KeyError, TypeError):
        return Check(name, False, UNREADABLE, (("file", "counts.csv"),))
    return _same(name, told, found)


def _same(name: str, told: Any, found: Any) -> Check:
    if told is None:
        return Check(name, False, NOT_SAID)
    return Check(name, True) if told == found else Check(name, False, "they differ")
