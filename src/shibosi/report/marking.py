"""Marking: the user's own spreadsheets given back, the cells that decided marked, what is wrong and what to do beside.

Every row of a dossier with a finding is told; the cells are those whose values decided, under the user's own headings.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from shibosi.kernel import controls as registry
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN, Rows, dossier, leaves
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.explaining import SEPARATOR, Explainer, Explanation
from shibosi.kernel.expressions.reasons import Fact
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import record
from shibosi.kernel.runs import Run
from shibosi.kernel.sources import Handed, Sources
from shibosi.kernel.words import translate
from shibosi.methods.formats.annotating import Note, annotate_xlsx
from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.mapping import Mapping_
from shibosi.methods.formats.raw import ANNOTATED
from shibosi.methods.formats.unreadable import MESSAGES, UnreadableError
from shibosi.report.examples import MADE_AGAIN
from shibosi.report.rows import ROW, Read, found_in, tables
from shibosi.report.shown import plainly
from shibosi.report.tallies import UNDETERMINED

FOLDER = "annotated"
LARGEST = 200_000
"""Rows of a file up to which it is given back."""
EXPLAINED = 10_000
"""Findings of a file whose cells are marked; the rows of further ones are told without cells."""
TOGETHER = 2_000
"""Dossiers fetched at a time."""
OTHERS = 4
"""Facts of other documents told in a note."""
LANGUAGES = ("zh", "en")
SPREADSHEETS = ("xlsx", "csv")
PLACE = re.compile(r"(?:sheet (?P<sheet>.+), )?row (?P<row>\d+)(?:, column (?P<column>.+))?")
ENDING = re.compile(r"\.(csv|tsv|txt|xlsx|xlsm)(\.gz)?$", re.IGNORECASE)


@dataclass(frozen=True)
class GivenBack:
    """The annotated workbooks, and the files that could not be given back with the reason."""

    written: list[Path] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    """A row of a table, and its values as a dossier holds them."""

    read: Read
    at: int
    values: list[object]


def annotate(
    folder: Path,
    run: Run,
    sources: Sources,
    question: Question,
    mapping: Mapping_ | None = None,
    language: str | None = None,
) -> GivenBack:
    """Give every xlsx and CSV file of a run back as `annotated/<name>-annotated.xlsx` in a folder.

    `sources`, `question` and `mapping` are those the run was made of. A file with more than 200,000 rows, or one that
    cannot be annotated, is left out with the reason. Raises OSError where nothing can be written.
    """
    made = GivenBack()
    findings = run.findings().select("dossier", "key", "control", "outcome")
    explainer = Explainer(sources, question)
    names: dict[str, int] = {}
    for file in sources.files:
        path = Path(file.path)
        if not path.is_file() or sniff(path) not in SPREADSHEETS:
            continue
        if max(file.rows.values(), default=0) > LARGEST:
            made.left_out.append(_too_large(file))
            continue
        out = folder / FOLDER / _named(path, names)
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            annotate_xlsx(path, notes(path, findings, explainer, mapping), out, language=language)
        except UnreadableError as error:
            told = {problem.code for problem in sources.problems if problem.file == path.name}
            if error.problem not in told:
                message = MESSAGES[error.problem]
                made.left_out.append(Problem(path.name, "whole file", error.problem, message, error.facts))
        except ShibosiError as error:
            made.left_out.append(Problem(path.name, "whole file", error.code, error.message, error.facts))
        else:
            made.written.append(out)
    return made


def _too_large(file: Handed) -> Problem:
    message = "The file has more than {limit} rows and is not given back annotated."
    return Problem(Path(file.path).name, "whole file", "too-many-rows-to-annotate", message, {"limit": LARGEST})


def _named(path: Path, taken: dict[str, int]) -> str:
    """The name of the workbook: another than that of the file; a second one of that name gets a number."""
    stem = ENDING.sub("", path.name).removesuffix(ANNOTATED) or "file"
    stem += ANNOTATED
    taken[stem] = taken.get(stem, 0) + 1
    return f"{stem}.xlsx" if taken[stem] == 1 else f"{stem}-{taken[stem]}.xlsx"


def notes(path: Path, findings: pl.DataFrame, explainer: Explainer, mapping: Mapping_ | None) -> list[Note]:
    """What is to be said in a file, by row: findings on its dossiers, cells that could not be read."""
    read, problems = tables(path, mapping)
    told = [note for problem in problems if (note := _unreadable(problem, None))]
    told += [note for one in read for problem in one.problems if (note := _unreadable(problem, one))]
    hits = [found_in(one, findings).with_columns(pl.lit(number).alias("#table")) for number, one in enumerate(read)]
    if hits:
        told += _found(read, pl.concat(hits), explainer)
        told += _made_of(read, findings, explainer)
    return sorted(told, key=lambda note: (note.sheet or "", note.row))


def _found(read: list[Read], hits: pl.DataFrame, explainer: Explainer) -> list[Note]:
    told: list[Note] = []
    left = EXPLAINED
    pairs = hits.select("dossier", "key", "control", "outcome").unique().sort("dossier", "key", "control")
    for name in pairs["dossier"].unique().sort().to_list():
        own = pairs.filter(pl.col("dossier") == name)
        keys = own["key"].unique(maintain_order=True).to_list()
        for start in range(0, len(keys), TOGETHER):
            part = keys[start : start + TOGETHER]
            rows = _rows(read, hits.filter((pl.col("dossier") == name) & pl.col("key").is_in(part)))
            documents = explainer.dossiers(dossier(name), part) if left > 0 else {}
            for _, key, control, outcome in own.filter(pl.col("key").is_in(part)).iter_rows():
                documents_of_it = documents.get(key) if left > 0 else None
                explanation = None
                if documents_of_it is not None:
                    explanation = explainer.explain(registry.named(control), key, documents_of_it)
                    left -= 1
                told += _told(registry.named(control), outcome, rows[key], explanation, documents_of_it)
    return told


def _rows(read: list[Read], hits: pl.DataFrame) -> dict[str, list[_Row]]:
    """The rows of each key."""
    found: dict[str, list[_Row]] = {}
    for number, part in (
        hits.select("#table", "key", ROW).unique(maintain_order=True).group_by("#table", maintain_order=True)
    ):
        table = read[int(str(number[0]))]
        places = part[ROW].to_list()
        for key, at, values in zip(part["key"].to_list(), places, table.values(places), strict=True):
            found.setdefault(key, []).append(_Row(table, at, values))
    return found


def _told(
    control: Control, outcome: str, rows: list[_Row], explanation: Explanation | None, documents: Rows | None
) -> list[Note]:  # fmt: skip
    """The notes of one finding: on cells that decided, on rows whose number decided, else on the documents."""
    severity = UNDETERMINED if outcome == UNDETERMINED else control.severity.name.lower()
    if explanation is None or documents is None:
        read = {kind for kind, _ in leaves(control.condition)}
        concerned = [row for row in rows if row.read.kind in read] or _heads(rows)
        return [_note(row, None, severity, _text(control, outcome, None, [], row)) for row in concerned]
    decided = {reason.kind for reason in explanation.reasons if isinstance(reason, Fact)}
    if not any(documents.get(kind) for kind in decided):
        return [_note(row, None, severity, _text(control, outcome, explanation, [], row)) for row in _heads(rows)]
    counted = {reason.kind for reason in explanation.reasons if isinstance(reason, Fact) and reason.column == "#"}
    told: list[Note] = []
    for row in rows:
        columns = _deciding(explanation, documents, row)
        if columns or row.read.kind in counted:
            shown: list[str | None] = [row.read.headings[name] for name in columns if name in row.read.headings]
            text = _text(control, outcome, explanation, columns, row)
            told += [_note(row, heading, severity, text) for heading in shown or [None]]
    return told


def _heads(rows: list[_Row]) -> list[_Row]:
    """Documents, and lines only where there is nothing else."""
    return [row for row in rows if not row.read.made.part_of] or rows


def _deciding(explanation: Explanation, documents: Rows, row: _Row) -> list[str]:
    """The columns of a row whose values decided."""
    kind = row.read.kind
    places = {at for at, values in enumerate(documents.get(kind, [])) if values == row.values}
    return [
        reason.column for reason in explanation.reasons
        if isinstance(reason, Fact) and reason.kind == kind and reason.column != "#" and reason.row in places
        and row.values[row.read.made.columns[reason.column].position] == reason.value
    ]  # fmt: skip


def _note(row: _Row, heading: str | None, severity: str, text: str) -> Note:
    return Note(row.read.table.sheet, row.read.number(row.at), heading, severity, text)


def _text(control: Control, outcome: str, explanation: Explanation | None, own: Iterable[str], row: _Row) -> str:
    """Sentence, remedy and what other documents say, in both languages."""
    told: list[str] = []
    for language in LANGUAGES:
        words = "{sentence} Remedy: {remedy}"
        if outcome == UNDETERMINED:
            words = "{sentence} It could not be decided: supply or correct what is marked and check again."
        sentence = translate(control.sentence, language)
        told.append(translate(words, language).format(sentence=sentence, remedy=translate(control.remedy, language)))
        if others := _others(explanation, set(own), row, language):
            told.append(translate("Compared with: {facts}", language).format(facts="; ".join(others)))
    return "\n".join([*told, f"[{control.rule} {control.name}]"])


def _others(explanation: Explanation | None, own: set[str], row: _Row, language: str) -> list[str]:
    if explanation is None:
        return []
    found: dict[str, None] = {}
    for reason in explanation.reasons:
        if not isinstance(reason, Fact) or (reason.kind == row.read.kind and reason.column in own):
            continue
        made = record(reason.kind)
        what = translate(made.label, language)
        if reason.column == "#":
            value = translate("not known", language) if reason.value is None else str(reason.value)
            found[f"{translate('number of documents: {what}', language).format(what=what)} = {value}"] = None
            continue
        column = made.columns[reason.column]
        value = translate("not reported", language) if reason.value is None else plainly(column, reason.value, language)
        found[f"{what} {translate(column.label, language)} = {value}"] = None
    return list(found)[:OTHERS]


def _made_of(read: list[Read], findings: pl.DataFrame, explainer: Explainer) -> list[Note]:
    """Findings on records that are made from others, told on the rows they were made of."""
    told: list[Note] = []
    for source in KNOWN.values():
        for derivation in source.derivations:
            target = next((found for found in KNOWN.values() if found.member(derivation.record.kind())), None)
            own = findings.clear() if target is None else findings.filter(pl.col("dossier") == target.name)
            if target is None or own.is_empty() or max(explainer.sources.rows.values(), default=0) > MADE_AGAIN:
                continue
            member = target.member(derivation.record.kind())
            assert member is not None
            key = pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator=SEPARATOR)
            made = explainer.purchases(source, derivation.record.kind()).with_columns(key.alias("key"))
            for name, node in derivation.columns.items():
                if derivation.record.columns[name].key and node.op == "col":
                    numbers = made.join(own, on="key").select(pl.col(name).alias("number"), "control", "outcome")
                    told += [
                        note
                        for one in read
                        if one.kind == node.meta[0]
                        for note in _by_number(one, node.meta[1], numbers)
                    ]
    return told


def _by_number(read: Read, column: str, numbers: pl.DataFrame) -> list[Note]:
    rows = read.frame.select(pl.col(column).alias("number")).with_row_index(ROW).join(numbers, on="number")
    told: list[Note] = []
    for at, control, outcome in rows.select(ROW, "control", "outcome").unique(maintain_order=True).iter_rows():
        row = _Row(read, at, [])
        declared = registry.named(control)
        severity = UNDETERMINED if outcome == UNDETERMINED else declared.severity.name.lower()
        told.append(_note(row, read.headings.get(column), severity, _text(declared, outcome, None, [], row)))
    return told


def _unreadable(problem: Problem, read: Read | None) -> Note | None:
    """A cell that could not be read, where the problem says which."""
    place = PLACE.fullmatch(problem.place)
    if place is None:
        return None
    column = place["column"]
    heading = read.headings.get(column, column) if read is not None and column is not None else column
    text = "\n".join(problem.words(language) for language in LANGUAGES)
    sheet = read.table.sheet if read is not None else place["sheet"]
    return Note(sheet, int(place["row"]), heading, "unreadable", text)
