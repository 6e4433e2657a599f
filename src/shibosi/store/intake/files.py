"""Files through the intake: what a person or a machine hands in as xlsx, CSV, XML or JSON lines, answered row by row.

Small files are taken in while one waits, larger ones by a job. A file lies sealed in the server's folder as long as it
can be given back with its answers.
"""

import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import Phrase, language, speak
from shibosi.store import jobs
from shibosi.store.allowing import ReportsForOthers, may_hand_in, may_report
from shibosi.store.cases.awaited import FEW
from shibosi.store.intake import given_back, keeping
from shibosi.store.intake.answers import Answers, kept_problem
from shibosi.store.intake.bulk import receive_lines
from shibosi.store.intake.handed import Read, refused, too_long
from shibosi.store.intake.opened import Opened, open_file, rows_of_documents
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.store.viewers import Viewer, of_ids

JOB = "hand in a file"
KINDS = ("xlsx", "csv", "xml", "jsonl")
MOST_AT_ONCE = 1 << 20
"""Bytes taken in while one waits. Our choice: some hundred documents, a few seconds."""
MOST = 64 << 20
"""Bytes of a file. Our choice: larger ones go over the API or the command line."""
CHUNK = 300
LONGEST = 100
TOLD = 500
"""Problems of the whole file told one by one."""
Progress = Callable[[int, int], None]


class NoSuchFile(ShibosiError):
    """A file that is not taken."""

    code = "file-not-taken"
    message = "'{file}' is not taken: {reason}."


def hand_in(viewer: Viewer, path: Path, name: str) -> HandedFile:
    """Take a file in, or let a worker do so where it is large; it is kept to be given back. Raises Forbidden.

    A document that does not name the party it is reported for, and one that cannot be read whole, is refused with the
    reason; the rest is taken in. A row that does not say where it belongs is refused by itself.
    """
    may_hand_in(viewer)
    data = path.read_bytes()
    made = HandedFile(
        public=secrets.token_hex(16), name=Path(name).name[:LONGEST], kind=path.suffix.removeprefix("."),
        party=viewer.reporter, by=viewer.by, at=viewer.now, digest=sha256(data).hexdigest(), size=len(data),
    )  # fmt: skip
    keeping.put(made.public, data)
    with transaction.atomic():
        if len(data) > MOST_AT_ONCE:
            asked: dict[str, Any] = {"account": viewer.account, "token": viewer.token, "party": viewer.reporter or None}
            asked["spoken"] = language()
            made.job = jobs.ask(JOB, viewer.now, viewer.by, file=made.public, **asked)
        made.save()
    if made.job is None:
        work_on(viewer, made, path)
    return made


@jobs.job(JOB, attempts=3)
def work(
    running: jobs.Running, file: str, account: int | None, token: int | None, party: str | None, spoken: str
) -> dict[str, Any]:  # fmt: skip
    """Take a kept file in for who handed it in, as far as it may still. Run twice, it comes to the same."""
    made = HandedFile.objects.get(public=file)
    viewer = of_ids(account, token, party, running.clock())
    may_hand_in(viewer)
    with TemporaryDirectory(prefix="shibosi-") as folder:
        path = Path(folder) / f"file.{made.kind}"
        path.write_bytes(keeping.get(made.public))
        work_on(viewer, made, path, lambda done, total: running.progress(done, total, made.name))
        speak(spoken)
        given_back.prepare(made, path)
    return {"file": made.pk, **{name: made.told[name] for name in ("stored", "known", "decisions")}}


def work_on(viewer: Viewer, made: HandedFile, path: Path, progress: Progress | None = None) -> None:
    """Take the documents of a file in and put down what became of each row; begun anew, it comes to the same."""
    RowAnswer.objects.filter(file=made).delete()
    found = open_file(path)
    answers = Answers(viewer, _keep, made)
    answered(viewer, found, answers, made.public, made.digest, progress)
    told = [kept_problem(one) for one in found.problems[:TOLD]]
    made.rows, made.ended_at = len(found.rows), viewer.now
    made.told = answers.told() | {"problems": told, "more": max(len(found.problems) - TOLD, 0)}
    made.save(update_fields=["rows", "ended_at", "told"])


def answered(
    viewer: Viewer, found: Opened, answers: Answers, key: str, digest: str, progress: Progress | None = None
) -> None:
    """Take the documents of a file in, 300 in a transaction, and gather what became of each row.

    `key` makes a repetition harmless: it is answered as before.
    """
    place = {id(one): at for at, one in enumerate(found.rows)}
    answers.lost((place[id(one)], one) for one in found.rows if one.document is None)
    rows = dict(rows_of_documents(found))
    every = [_judged(viewer, one) for one in found.documents]
    many = key or digest if sum(one.document is None for one in every) > FEW else ""
    for first in range(0, len(every), CHUNK):
        some = every[first : first + CHUNK]
        how = HandedIn(viewer.by, viewer.reporter, f"{key}:{first}" if key else None, many)
        found_out = receive_lines(some, f"{digest}:{first}".encode(), how, viewer.now)
        for number, (read, answer) in enumerate(zip(some, found_out, strict=True), first):
            answers.take(read, answer, [(place[id(one)], one) for one in rows[number]])
        answers.flush()
        if progress is not None:
            progress(first + len(some), len(every))


def _keep(made: list[RowAnswer]) -> None:
    RowAnswer.objects.bulk_create(made, batch_size=1000)


def suffix(name: str) -> str:
    """The kind of a file by its name. Raises NoSuchFile."""
    found = Path(name).suffix.lower().removeprefix(".")
    if found not in KINDS:
        raise NoSuchFile(file=name[:100], reason=Phrase("wanted are {kinds}", kinds=", ".join(KINDS)))
    return found


def _judged(viewer: Viewer, one: Read) -> Read:
    """A document with all that stands in its way."""
    assert one.document is not None, "what is opened is a document"
    problems = [*one.problems, *too_long(one.document.rows, one.place)]
    try:
        may_report(viewer, [one.document.rows])
    except ReportsForOthers as mistake:
        problems.append(Problem(one.place, "", mistake.code, mistake.message, {"place": one.place}))
    return refused(one.place, one.document, problems) if problems else Read(one.place, one.document)
