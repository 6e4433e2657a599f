"""Replay: judge again what a run was made of, and compare byte by byte."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from shibosi.batch.check import engine_of, overlaid
from shibosi.batch.differences import differences
from shibosi.batch.layers import documents
from shibosi.domains import registry
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.runs import Run, finding_lines, fingerprints


@dataclass(frozen=True)
class Replayed:
    """Whether a replay gave the same findings, how many differ, and whether controls or values have changed since."""

    identical: bool
    differing: int
    same_controls: bool
    same_values: bool


def replay(run: Run, engine: str | None = None) -> Replayed:
    """Run again. Raises InputChanged or InputGone where the documents are not what they were."""
    registry.load()
    about = run.about
    question = Question(
        overlaid(registry.values(), Path(about["overlay"]) if about.get("overlay") else None), run.as_of
    )
    with tempfile.TemporaryDirectory() as work:
        sources = documents(run, Path(work))
        result = engine_of(engine or about["engine"])(sources, question, None)
        digest, _ = finding_lines(result.findings)
        differing = 0 if digest == about["findings"]["sha256"] else differences(run.findings(), result.findings).height
    made = fingerprints(question, result)
    return Replayed(
        digest == about["findings"]["sha256"],
        differing,
        made["controls"] == about["controls"],
        made["values"] == about["values"],
    )
