"""Answers: what became of each row of a file, put down as it is taken in, and said to people."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.controls import KNOWN, named
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.problems import PLACE, Problem, said_place
from shibosi.kernel.records import record
from shibosi.kernel.words import LANGUAGES, translate
from shibosi.kernel.words import language as in_use
from shibosi.store.intake.bulk import UNDETERMINED, LineAnswer, Reason
from shibosi.store.intake.handed import Read
from shibosi.store.intake.opened import Placed
from shibosi.store.measures.showing import stops_seen
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.store.viewers import Viewer

ACCEPTED, REFUSED = Verdict.ACCEPT.name.lower(), Verdict.REFUSE.name.lower()
MEASURE, RULED = "measure", "ruled"
"""Reasons that are neither a control nor the code of a problem."""
WAITS = "Waits for: {kinds}."
OPEN = "It could not be decided: supply or correct what it speaks of."
STOPPED = "A measure against the seller stops it: {measure}."
REFUSED_BY_PEOPLE = "It was refused by a decision of the platform; the case of the dossier says why."
ELSEWHERE = "What keeps it is told to the party that it concerns."
AGAIN = "Correct this cell and hand the file in again; what is known already changes nothing."
REMEDIES = {
    "no-key": "Fill in the number of the document and hand the file in again.",
    "missing-column": "Add the column and hand the file in again.",
    "reports-for-others": (
        "Write the code of the own firm where the document names firms, or act for the firm it names."
    ),
    "too-long": "Shorten the text to the number that the document has.",
    "beside-unreadable": "Correct the row that is named and hand the file in again.",
}
"""Codes of problems to what is to be done; any other is a cell to be corrected."""
REASONS = {
    "no-key": "The row does not say which document it is.",
    "missing-column": "The column that numbers the documents is missing.",
    "reports-for-others": "The document names other firms than the one it is reported for.",
    "too-long": "A number is too long.",
    "beside-unreadable": "Another row of the same document cannot be read.",
    MEASURE: "A measure against the seller stops it.",
    RULED: "It was refused by a decision of the platform.",
}
"""What rows are filtered by, in words, but for controls; any other code is of a cell that cannot be read."""
LONGEST = 400
Told = dict[str, str]
Keep = Callable[[list[RowAnswer]], object]


@dataclass(frozen=True)
class Said:
    """One reason of an answer in words: where, what, what to do. `column` is called as in the file."""

    text: str
    remedy: str = ""
    place: str = ""
    control: str = ""
    column: str = ""


class Answers:
    """Gathers the answers to the rows of a file and gives them to be kept, some at a time."""

    def __init__(self, viewer: Viewer, keep: Keep, file: HandedFile | None = None) -> None:
        self._viewer, self._file, self._put = viewer, file, keep
        self._waiting: list[tuple[list[tuple[int, Placed]], Read, LineAnswer]] = []
        self._rows: Counter[str] = Counter()
        self._decided: Counter[str] = Counter()
        self._stored = self._known = 0

    def lost(self, rows: Iterable[tuple[int, Placed]]) -> None:
        """Rows that belong to no document."""
        made = [self._made(at, one, REFUSED, False, {"problems": [kept_problem(each) for each in one.problems]})
                for at, one in rows]  # fmt: skip
        self._keep(made)

    def take(self, read: Read, answer: LineAnswer, rows: list[tuple[int, Placed]]) -> None:
        """The answer to a document, and its rows."""
        self._waiting.append((rows, read, answer))
        self._decided[answer.decision] += 1
        self._known += answer.known
        self._stored += read.document is not None and not answer.known

    def flush(self) -> None:
        """Give what was taken to be kept."""
        stops = stops_seen(self._viewer, [answer.measures for _, _, answer in self._waiting])
        made = []
        for (rows, read, answer), measures in zip(self._waiting, stops, strict=True):
            said: dict[str, Any] = {
                "because": [{"control": one.control, "outcome": one.outcome, "waits": one.waits}
                            for one in answer.because],
                "measures": [one["measure"] for one in measures],
            }  # fmt: skip
            first = min(at for at, _ in rows)
            for at, one in rows:
                own = list(one.problems) + [each for each in read.problems if at == first and not _of_a_row(each, rows)]
                told = said | {"problems": [kept_problem(each) for each in own or read.problems]}
                made.append(self._made(at, one, answer.decision, answer.known, told))
        self._keep(made)
        self._waiting = []

    def told(self) -> dict[str, Any]:
        """Counts: documents by decision, new and known ones, and rows by decision."""
        return {"stored": self._stored, "known": self._known, "decisions": dict(self._decided),
                "rows": dict(self._rows)}  # fmt: skip

    def _keep(self, made: list[RowAnswer]) -> None:
        self._put(made)
        self._rows.update(one.decision for one in made)

    def _made(self, at: int, one: Placed, decision: str, known: bool, said: Mapping[str, Any]) -> RowAnswer:
        kept = {name: value for name, value in said.items() if value}
        return RowAnswer(
            file_id=self._file.pk if self._file is not None else None, place=at, sheet=one.sheet[:200], row=one.row,
            kind=one.kind, number=one.number[:LONGEST],
            decision=decision, known=known, reason=_reason(decision, kept),
            said=json.dumps(kept, ensure_ascii=False) if kept else "",
        )  # fmt: skip


def said(answer: RowAnswer, language: str | None = None) -> list[Said]:
    """Why a row is answered so, in words."""
    kept = json.loads(answer.said) if answer.said else {}
    spoken = language or in_use()
    found = [
        Said(one[spoken], translate(REMEDIES.get(one["code"], AGAIN), language), said_place(one["place"], language),
             column=_column(one["place"]))
        for one in kept.get("problems", ())
    ]  # fmt: skip
    found += [_control(one, language) for one in kept.get("because", ()) if one["control"] in KNOWN]
    found += [Said(translate(STOPPED, language).format(measure=one)) for one in kept.get("measures", ())]
    if found or answer.decision == ACCEPTED:
        return found
    return [Said(translate(REFUSED_BY_PEOPLE if answer.decision == REFUSED else ELSEWHERE, language))]


def reason_said(reason: str, language: str | None = None) -> str:
    """What rows are filtered by, in words."""
    if reason in KNOWN:
        return translate(named(reason).sentence, language)
    return translate(REASONS.get(reason, "A cell cannot be read."), language) if reason else ""


LISTED = ("Sheet", "Row", "Kind", "Number", "Decision", "Known before", "Why", "What to do")


def listed(answer: RowAnswer) -> list[str]:
    """A row as a list of all tells it, under `LISTED`."""
    why = said(answer)
    kind = translate(record(answer.kind).label) if answer.kind else ""
    return [
        answer.sheet, "" if answer.row is None else str(answer.row), kind, answer.number, translate(answer.decision),
        translate("yes" if answer.known else "no"), "\n".join(f"{one.place} {one.text}".strip() for one in why),
        "\n".join(one.remedy for one in why if one.remedy),
    ]  # fmt: skip


def _column(place: str) -> str:
    found = PLACE.fullmatch(place)
    return (found["column"] or "") if found is not None else ""


def _control(told: Mapping[str, Any], language: str | None) -> Said:
    words = reason(Reason(told["control"], told["outcome"], tuple(told["waits"])), language)
    return Said(words["sentence"], words["remedy"], control=told["control"])


def reason(why: Reason, language: str | None = None) -> Told:
    """What a control says of a document, and what is to be done: what is waited for where documents are missing."""
    control = named(why.control)
    sentence, remedy = translate(control.sentence, language), translate(control.remedy, language)
    if why.outcome == UNDETERMINED:
        kinds = translate(", ", language).join(translate(record(kind).label, language) for kind in why.waits)
        remedy = translate(WAITS, language).format(kinds=kinds) if kinds else translate(OPEN, language)
    return {"sentence": sentence, "remedy": remedy}


def _reason(decision: str, said: Mapping[str, Any]) -> str:
    if said.get("problems"):
        return str(said["problems"][0]["code"])
    if said.get("because"):
        return str(said["because"][0]["control"])
    return MEASURE if said.get("measures") else RULED if decision == REFUSED else ""


def _of_a_row(problem: Problem, rows: Iterable[tuple[int, Placed]]) -> bool:
    return any(problem is each for _, one in rows for each in one.problems)


def kept_problem(problem: Problem) -> Told:
    """A problem as an answer keeps it, in each language."""
    return {"code": problem.code, "place": problem.place} | {one: problem.words(one) for one in LANGUAGES}
