"""Run folders: everything a run was made of and found, complete or not there at all.

run.json          inputs by digest, as-of day, overlay, versions, counts, exit status, digest of the findings
findings.parquet  the findings, sorted (beside it the format asked for)
counts.csv        every outcome of every control, counted
controls.json     the controls as they stood: sentence, clauses, severity, remedy, parameters
parameters.json   every parameter version that was in reach
problems.jsonl    what could not be read, and where (not-annotated.jsonl: spreadsheets that could not be given back)
log/              Merkle log: one keyed commitment for the run, one for every finding
keys/             the key of those commitments (destroy it: proofs stay valid, content is unlinkable)
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from shibosi import __version__
from shibosi.kernel import controls as registry
from shibosi.kernel.controls import Control
from shibosi.kernel.engines.plan import Question, Result
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.commitments import canonical, commit_many
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.keys import run_key
from shibosi.kernel.problems import Problem
from shibosi.kernel.sources import Sources
from shibosi.kernel.words import Phrase

ABOUT = "run.json"
"""The file that says what a run is; a folder with it is a run folder."""
FORMAT = 1
HELD, BROKEN, UNREADABLE, UNDECIDED = 0, 1, 2, 3
FINDING_FIELDS = ("dossier", "key", "control", "outcome", "day", "place", "facts")


class NoRun(ShibosiError):
    """A folder that is no complete run."""

    code = "no-run"
    message = "{folder} is no run folder: {reason}."


@dataclass(frozen=True)
class Run:
    """A run folder that was read: `about` is run.json."""

    folder: Path
    about: dict[str, Any]

    @property
    def as_of(self) -> date:
        """The day for which the run was asked."""
        return date.fromisoformat(self.about["as_of"])

    def findings(self) -> pl.DataFrame:
        """The findings, sorted."""
        return pl.read_parquet(self.folder / "findings.parquet")

    def counts(self) -> pl.DataFrame:
        """Every outcome counted, by control."""
        return pl.read_csv(self.folder / "counts.csv")

    def problems(self) -> list[dict[str, Any]]:
        """What could not be read."""
        return read_problems(self.folder / "problems.jsonl")

    def controls(self) -> dict[str, dict[str, Any]]:
        """The controls as they stood."""
        found: dict[str, dict[str, Any]] = json.loads((self.folder / "controls.json").read_text(encoding="utf-8"))
        return found

    def parameters(self) -> dict[str, list[dict[str, Any]]]:
        """The parameter versions as they stood."""
        found: dict[str, list[dict[str, Any]]] = json.loads(
            (self.folder / "parameters.json").read_text(encoding="utf-8")
        )
        return found


def open_run(folder: Path) -> Run:
    """Read a run folder. Raises NoRun with what is wrong."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoRun(folder=folder, reason="run.json is missing") from None
    except (OSError, ValueError) as mistake:
        raise NoRun(folder=folder, reason=Phrase("run.json cannot be read ({mistake})", mistake=mistake)) from mistake
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise NoRun(folder=folder, reason="its format is not known")
    return Run(folder, about)


def write_run(
    folder: Path, sources: Sources, question: Question, result: Result, about: Mapping[str, Any],
    notices: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Write all parts of a run into a working folder; `about` adds to run.json. Returns what stands in run.json."""
    with ThreadPoolExecutor(1) as pool:
        findings = pool.submit(result.findings.write_parquet, folder / "findings.parquet")
        made = _write_beside(folder, sources, question, result, about, notices)
        findings.result()
    _json(folder / ABOUT, made)
    return made


def _write_beside(
    folder: Path, sources: Sources, question: Question, result: Result, about: Mapping[str, Any],
    notices: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    """Write the parts beside the findings. Returns what is to stand in run.json."""
    result.counts.write_csv(folder / "counts.csv")
    _json(
        folder / "controls.json", {name: described(registry.named(name)) for name in result.counts["control"].to_list()}
    )
    _json(folder / "parameters.json", {name: question.values.described(name) for name in sorted(question.values)})
    write_problems(folder / "problems.jsonl", sources.problems)
    digest, entries = finding_lines(result.findings)
    made: dict[str, Any] = {
        "format": FORMAT,
        "shibosi": __version__,
        "as_of": question.as_of.isoformat(),
        "inputs": [
            {"path": file.path, "sha256": file.sha256, "size": file.size, "rows": dict(file.rows)}
            for file in sources.files
        ],
        "rows": dict(sorted(sources.rows.items())),
        "not_handed_in": missed(result),
        "columns_not_handed_in": missed_columns(result, sources),
        "dossiers": result.dossiers,
        "outcomes": totals(result.counts),
        "findings": {"rows": result.findings.height, "sha256": digest},
        **fingerprints(question, result),
        "problems": len(sources.problems),
        "exit": exit_status(result, [problem for problem in sources.problems if problem.code not in notices]),
        **about,
    }  # fmt: skip
    key = run_key(folder / "keys" / "run.key", create=True)
    first = canonical(
        {"run": {name: made[name] for name in ("as_of", "inputs", "values", "controls", "findings", "outcomes")}}
    )
    with Journal.create(folder / "log", commit_many(key, [first, *entries])) as journal:
        made["log"] = {"size": journal.size, "root": journal.root().hex()}
    return made


def finding_lines(findings: pl.DataFrame) -> tuple[str, list[bytes]]:
    """The findings as canonical lines, and the digest of all of them: equal findings give equal bytes everywhere."""
    line = pl.struct(pl.col(FINDING_FIELDS).cast(pl.String)).struct.json_encode().cast(pl.Binary)
    entries: list[bytes] = findings.select(line.alias("line"))["line"].to_list()
    return hashlib.sha256(b"\n".join([*entries, b""])).hexdigest(), entries


def missed(result: Result) -> list[str]:
    """The kinds not handed in without which something could not be decided, sorted."""
    asked = {kind for control in _undecided(result) for kind, column in control.reports if column == "#"}
    return sorted(asked & set(result.absent))


def missed_columns(result: Result, sources: Sources) -> dict[str, list[str]]:
    """By kind the columns in which nothing was handed in, though a control that could not decide reads them."""
    parts = {part for made in _undecided(result) for node in (made.scope, made.condition) for part in node.walk()}
    found: dict[str, list[str]] = {}
    for kind, column in sorted(part.meta for part in parts if part.op == "col"):
        if column in sources.empty.get(kind, ()):
            found.setdefault(kind, []).append(column)
    return found


def _undecided(result: Result) -> list[Control]:
    """The controls that could not decide something."""
    return [registry.named(name) for name in result.counts.filter(pl.col("undetermined") > 0)["control"].to_list()]


def totals(counts: pl.DataFrame) -> dict[str, int]:
    """All outcomes of a run."""
    names = ["out_of_scope", "held", "broken", "undetermined", "folded"]
    return {name: int(counts[name].sum()) for name in names}


def exit_status(result: Result, unreadable: Sequence[Problem]) -> int:
    """2 something could not be read, 1 something broken, 3 only undetermined, 0 neither.

    What one-sided controls cannot decide never makes it 3.
    """
    if unreadable:
        return UNREADABLE
    counts = result.counts
    if int(counts["broken"].sum()):
        return BROKEN
    sided = [name for name in counts["control"].to_list() if registry.named(name).one_sided]
    open_ = counts.filter(~pl.col("control").is_in(sided))["undetermined"].sum()
    return UNDECIDED if int(open_) else HELD


def described(control: Control) -> dict[str, Any]:
    """A control as plain data."""
    return {
        "sentence": control.sentence, "clauses": list(control.clauses), "rule": control.rule,
        "dossier": control.dossier.name, "severity": control.severity.name.lower(), "blocks": control.blocks,
        "remedy": control.remedy, "one_sided": control.one_sided, "parameters": control.parameters(),
        "fingerprint": fingerprint(control),
    }  # fmt: skip


def fingerprint(control: Control) -> str:
    """A digest of what the control computes, whatever it is called."""
    return hashlib.sha256(f"{control.scope!r}\n{control.condition!r}".encode()).hexdigest()[:16]


def fingerprints(question: Question, result: Result) -> dict[str, str]:
    """Digests of all values in reach and of what all controls compute."""
    controls = {name: fingerprint(registry.named(name)) for name in result.counts["control"].to_list()}
    return {"values": values_digest(question), "controls": hashlib.sha256(canonical(controls)).hexdigest()}


def values_digest(question: Question) -> str:
    """A digest of all values in reach."""
    values = {name: question.values.described(name) for name in sorted(question.values)}
    return hashlib.sha256(canonical(values)).hexdigest()


def file_digest(path: Path, progress: Callable[[int], None] | None = None) -> str:
    """SHA-256 of a file, read once in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
            if progress is not None:
                progress(len(piece))
    return found.hexdigest()


def write_problems(path: Path, problems: Iterable[Problem]) -> None:
    """What could not be read or done, a line each."""
    with path.open("w", encoding="utf-8") as out:
        for problem in problems:
            out.write(json.dumps(_problem(problem), ensure_ascii=False, default=str) + "\n")


def read_problems(path: Path) -> list[dict[str, Any]]:
    """The lines of such a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file, "place": problem.place, "code": problem.code, "sentence": problem.sentence("en"),
        "sentence_zh": problem.sentence("zh"), "kind": problem.kind, "facts": problem.facts,
    }  # fmt: skip


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
