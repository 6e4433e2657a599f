"""Files through the intake: what a person hands in as xlsx, CSV, XML or JSON lines, answered for each document.

Small files are taken in while one waits; larger ones by a job, from a folder of the server where they lie until then.
"""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import record
from shibosi.kernel.words import LANGUAGES, Phrase
from shibosi.methods.formats.handing import NOTICES, hand_in
from shibosi.settings import home
from shibosi.store import jobs
from shibosi.store.allowing import ReportsForOthers, may_hand_in, may_report
from shibosi.store.intake.bulk import LineAnswer, receive_lines
from shibosi.store.intake.handed import JOINT, Document, Read, too_long
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.intake.tables import documents
from shibosi.store.models import Account, Job
from shibosi.store.viewers import Viewer, of_account

JOB = "hand in a file"
KINDS = ("xlsx", "csv", "xml", "jsonl")
MOST_AT_ONCE = 1 << 20
"""Bytes taken in while one waits. Our choice: some hundred documents, a few seconds."""
MOST = 64 << 20
"""Bytes of a file. Our choice: larger ones go over the API or the command line."""
CHUNK = 300
TOLD = 500
"""Documents and problems told one by one."""
Progress = Callable[[int, int], None]


class NoSuchFile(ShibosiError):
    """A file that is not taken."""

    code = "file-not-taken"
    message = "'{file}' is not taken: {reason}."


@dataclass
class Answered:
    """What came of a file: counts by decision, and the first documents and problems one by one."""

    stored: int = 0
    known: int = 0
    decisions: dict[str, int] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)

    def take(self, some: list[Read], answers: list[LineAnswer]) -> None:
        """Add the answers to some documents."""
        for one, answer in zip(some, answers, strict=True):
            self.decisions[answer.decision] = self.decisions.get(answer.decision, 0) + 1
            self.known += answer.known
            self.stored += one.document is not None and not answer.known
            if len(self.documents) < TOLD:
                self.documents.append({
                    "place": one.place, "decision": answer.decision, "known": answer.known,
                    "problems": [_said(problem) for problem in one.problems], "because": list(answer.because),
                })  # fmt: skip

    def told(self) -> dict[str, Any]:
        """The same as plain values."""
        return {"stored": self.stored, "known": self.known, "decisions": self.decisions,
                "documents": self.documents, "problems": self.problems}  # fmt: skip


def take_in(viewer: Viewer, path: Path, progress: Progress | None = None) -> Answered:
    """Take in the documents of a file, 300 in a transaction. Again, it changes nothing. Raises Forbidden.

    A document that does not name the party it is reported for, and what cannot be read, is told; the rest is taken in.
    A row that does not say where it belongs is no document: it is told only.
    """
    may_hand_in(viewer)
    sources = hand_in([path])
    frames = {kind: pl.concat(sources.frames[kind]).collect() for kind in sorted(sources.frames)}
    told = {kind: found.drop_nulls(record(kind).needs) for kind, found in frames.items()}
    every = [_read(viewer, one) for one in documents({kind: found for kind, found in told.items() if len(found)})]
    answered = Answered(problems=[_said(one) for one in sources.problems if one.code not in NOTICES][:TOLD])
    how, digest = HandedIn(viewer.by, viewer.reporter), sha256(path.read_bytes()).digest()
    for first in range(0, len(every), CHUNK):
        some = every[first : first + CHUNK]
        answered.take(some, receive_lines(some, digest + str(first).encode(), how, viewer.now))
        if progress is not None:
            progress(first + len(some), len(every))
    return answered


def ask(viewer: Viewer, path: Path, name: str) -> Job:
    """Let a worker take a file in; a copy lies in the server's folder until then. Raises Forbidden."""
    may_hand_in(viewer)
    folder = home() / "handed-in"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / f"{secrets.token_hex(16)}{path.suffix}"
    shutil.copyfile(path, kept)
    kept.chmod(0o600)
    party = viewer.reporter or None
    return jobs.ask(JOB, viewer.now, viewer.by, file=kept.name, title=name, account=viewer.account, party=party)


@jobs.job(JOB, attempts=3)
def work(running: jobs.Running, file: str, title: str, account: int, party: str | None) -> dict[str, Any]:
    """Take a kept file in for who handed it in, as far as it may still; then the file is deleted."""
    kept = home() / "handed-in" / Path(file).name
    viewer = of_account(Account.objects.get(pk=account), running.clock(), party)
    answered = take_in(viewer, kept, lambda done, total: running.progress(done, total, title))
    kept.unlink()
    return answered.told()


def suffix(name: str) -> str:
    """The kind of a file by its name. Raises NoSuchFile."""
    found = Path(name).suffix.lower().removeprefix(".")
    if found not in KINDS:
        raise NoSuchFile(file=name[:100], reason=Phrase("wanted are {kinds}", kinds=", ".join(KINDS)))
    return found


def _read(viewer: Viewer, one: Document) -> Read:
    """A document with what stands in its way."""
    place = f"{one.kind} {one.number.replace(JOINT, '/')}"
    problems = too_long(one.rows, place)
    try:
        may_report(viewer, [one.rows])
    except ReportsForOthers as mistake:
        problems.append(Problem(place, "", mistake.code, mistake.message, {"place": place}))
    return Read(place, None, problems) if problems else Read(place, one)


def _said(problem: Problem) -> dict[str, str]:
    """A problem in each language, with its place."""
    return {"place": problem.place} | {one: problem.words(one) for one in LANGUAGES}
