"""Verbs of runs: start one over everything that is stored, judge everything again. Allowed, asked for, logged."""

import tempfile
from datetime import date
from pathlib import Path

import yaml
from django.db import transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.parameters import BadValue
from shibosi.kernel.valuefiles import read
from shibosi.kernel.words import Phrase
from shibosi.standard import tables
from shibosi.store import jobs, logbook, rejudging
from shibosi.store.allowing import allowed
from shibosi.store.models import Job, Run
from shibosi.store.runs import JOB
from shibosi.store.viewers import Viewer

LONGEST = 64 << 10
"""Bytes of an overlay; our choice: some hundred values."""
NAME = "overlay"


class UnusableOverlay(ShibosiError):
    """Other values that are not taken from a stranger."""

    code = "unusable-overlay"
    message = "The overlay cannot be used: {reason}."


@transaction.atomic
def start(viewer: Viewer, as_of: date | None = None, overlay: str = "") -> Run:
    """Start a run as of a day, today unless given. Raises Forbidden, UnusableOverlay, BadValue, UnknownParameter."""
    allowed(viewer, "runs.start")
    check_overlay(overlay)
    day = as_of or viewer.today
    run = Run.objects.create(asked_by=viewer.by, asked_at=viewer.now, as_of=day, overlay=overlay)
    run.job = jobs.ask(JOB, viewer.now, viewer.by, run=run.pk)
    run.save(update_fields=["job"])
    facts = {"by": viewer.by, "as_of": day.isoformat(), "overlay": bool(overlay)}
    logbook.append([logbook.Entry("run started", f"run:{run.public}", facts)], viewer.now)
    return run


@transaction.atomic
def rejudge(viewer: Viewer) -> Job:
    """Judge everything again, as after an upgrade. Raises Forbidden."""
    allowed(viewer, "runs.start")
    asked = rejudging.ask(viewer.now, viewer.by)
    logbook.append([logbook.Entry("everything judged again", f"job:{asked.pk}", {"by": viewer.by})], viewer.now)
    return asked


def check_overlay(text: str) -> None:
    """Whether other values can be read. Files beside it are not read, and parts are not repeated by reference."""
    if len(text.encode()) > LONGEST:
        raise UnusableOverlay(reason=Phrase("at most {most} bytes are taken", most=LONGEST))
    try:
        tokens = list(yaml.scan(text))
        yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as mistake:
        raise UnusableOverlay(reason=Phrase("it is no YAML")) from mistake
    if any(isinstance(one, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken) for one in tokens):
        raise UnusableOverlay(reason=Phrase("anchors, references and tags are not taken"))
    if any(isinstance(one, yaml.ScalarToken) and one.value == "codes_from" for one in tokens):
        raise UnusableOverlay(reason=Phrase("it reads another file"))
    if text:
        with tempfile.TemporaryDirectory() as folder:
            try:
                read(written(text, Path(folder)), lambda name: tables.table(name).rows)
            except BadValue as mistake:
                # nobody gave the file that is made of the values
                raise BadValue(**mistake.facts | {"file": Phrase("Other values")}) from mistake


def written(text: str, folder: Path) -> Path:
    """An overlay as a file in a folder."""
    path = folder / f"{NAME}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
