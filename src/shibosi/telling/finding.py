"""A finding explained: the documents of its dossier as they were handed in, what decided, with which values."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from shibosi.batch.check import overlaid
from shibosi.batch.layers import documents
from shibosi.domains import registry
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN, Dossier, Rows
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.explaining import SEPARATOR, Explainer, Explanation
from shibosi.kernel.runs import Run, fingerprint


class NoSuchDossier(ShibosiError):
    """A key that nothing handed in has."""

    code = "no-such-dossier"
    message = "Nothing that was handed in to {folder} has the key {key} (dossier '{dossier}')."


@dataclass(frozen=True)
class Explained:
    """A control on one dossier, read again: the explanation, the rows, the kinds not handed in, what changed since."""

    explanation: Explanation
    rows: Rows
    absent: frozenset[str]
    control_changed: bool
    values_changed: tuple[str, ...]


@contextmanager
def explainer(run: Run) -> Iterator[Explainer]:
    """The inputs of a run read again. Raises InputGone or InputChanged where they are not what they were."""
    about = run.about
    values = overlaid(registry.values(), Path(about["overlay"]) if about.get("overlay") else None)
    with tempfile.TemporaryDirectory() as work:
        yield Explainer(documents(run, Path(work)), Question(values, run.as_of))


def explained(run: Run, control: Control, key: str) -> Explained:
    """A control on the dossier of that key. Raises NoSuchDossier, InputGone, InputChanged."""
    with explainer(run) as reader:
        rows = fetched(reader, control.dossier, key)
        if rows is None:
            raise NoSuchDossier(folder=run.folder, dossier=control.dossier.name, key=key)
        explanation = reader.explain(control, key, rows)
        now = {name: reader.question.values.described(name) for name in control.parameters()}
    then = run.parameters()
    before = run.controls().get(control.name, {})
    return Explained(
        explanation, rows, reader.at.absent, before.get("fingerprint") != fingerprint(control),
        tuple(name for name, described in now.items() if then.get(name, []) != described),
    )  # fmt: skip


def fetched(reader: Explainer, dossier: Dossier, key: str) -> Rows | None:
    """The rows of one dossier, also where its members are made from other dossiers; None where nothing has the key."""
    frames: dict[str, pl.DataFrame] = {}
    for member in dossier.members:
        maker = _maker(member.record.kind())
        if maker is not None:
            parts = [pl.col(name).cast(pl.String) for name in member.by]
            made = reader.purchases(maker, member.record.kind())
            frames[member.record.kind()] = made.filter(pl.concat_str(parts, separator=SEPARATOR) == key)
    found = reader.derived(dossier, frames) if frames else reader.dossiers(dossier, [key])
    return found.get(key)


def _maker(kind: str) -> Dossier | None:
    """The dossier from which records of a kind are made, if they are made and not reported."""
    return next((one for one in KNOWN.values() if any(made.record.kind() == kind for made in one.derivations)), None)
