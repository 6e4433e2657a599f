"""Replay: judge again what a run was made of, and compare byte by byte."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from shibosi.batch.check import engine_of, mapping_of, overlaid
from shibosi.batch.differences import differences
from shibosi.batch.inputs import inputs
from shibosi.domains import registry
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.runs import Run, finding_lines, fingerprints
from shibosi.methods.formats.handing import hand_in


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
    paths = inputs(run)
    mapping = mapping_of(Path(about["map"]) if about.get("map") else None)
    question = Question(
        overlaid(registry.values(), Path(about["overlay"]) if about.get("overlay") else None), run.as_of
    )
    with tempfile.TemporaryDirectory() as work:
        sources = hand_in(paths, mapping, Path(work), verify=bool(about["problems"]))
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
