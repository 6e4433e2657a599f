"""What other values would change in what is stored: worked out by a job, equal to judging everything twice."""

from datetime import date

import pytest

from shibosi.batch.impact.proposing import Proposal, ReversedDays
from shibosi.batch.impact.weighing import NothingDiffers
from shibosi.kernel.controls import named
from shibosi.kernel.parameters import BadValue, UnknownParameter
from shibosi.runs import comparing, weighing, working
from shibosi.store import jobs
from shibosi.store.actions.impacts import MOST, NoOtherValues
from shibosi.store.actions.runs import start
from shibosi.store.allowing import Forbidden
from shibosi.store.impacts import ImpactOpen, changes_of, file_of
from shibosi.store.models import DossierState, Impact, LogEntry, Role
from shibosi.store.scope import impacts as seen
from shibosi.store.tests.trade import NOON, documents, frames, hand_in
from shibosi.store.viewers import WHOLE, Viewer

pytestmark = pytest.mark.django_db
jobs.named(working.JOB)
OFFICER = Viewer("account:1", NOON, Role.OFFICER, WHOLE, account=1)
FIRM = Viewer("token:x/firm", NOON, scopes=WHOLE, party=1, reporter="firm", names=frozenset(["@firm"]))
SINGLE, ANNUAL = "retail_import_limits.single", "retail_import_limits.annual"
LOWER = [Proposal(SINGLE, "100", "CN"), Proposal(ANNUAL, "200", "CN")]
OVERLAY = """
retail_import_limits:
  single: {values: [{from: unknown, place: CN, value: "100", source: "a test", confidence: local}]}
  annual: {values: [{from: unknown, place: CN, value: "200", source: "a test", confidence: local}]}
"""


@pytest.fixture(scope="module")
def made():
    return documents(frames(40))


def done():
    job = jobs.work_once(lambda: NOON)
    assert job.state == "done", job.error
    return job


def weighed(values=LOWER):
    impact = weighing.ask(OFFICER, values)
    done()
    impact.refresh_from_db()
    return impact


def told(control, outcome):
    """What a finding says of an outcome: nothing of one that is no finding."""
    quiet = outcome in ("held", "out_of_scope") or (outcome == "undetermined" and named(control).one_sided)
    return None if quiet else outcome


def test_the_answer_is_that_of_a_run_with_these_values(made):
    hand_in(made)
    impact, plain, run = weighed(), start(OFFICER), start(OFFICER, overlay=OVERLAY)
    done(), done()
    run.refresh_from_db(), plain.refresh_from_db()
    differences = comparing.differences_of(run, plain, 0, 1000).items
    changes = changes_of(impact).collect().rows()
    found = [(*names, told(names[2], before), told(names[2], after)) for *names, before, after in changes]
    assert [one for one in found if one[3] != one[4]] == [tuple(vars(one).values()) for one in differences] != []
    assert impact.told["dossiers"] == len({one[:2] for one in changes})
    assert {"impact asked for", "impact found"} <= set(LogEntry.objects.values_list("what", flat=True))


def test_examples_name_dossiers_as_they_are_stored(made):
    hand_in(made)
    examples = weighed().told["examples"]
    assert {one["dossier"] for one in examples} == {"order", "buyer-year"}
    for one in examples:
        assert DossierState.objects.filter(kind=one["dossier"], key=one["key"]).exists()


def test_the_snapshot_is_gone_and_a_second_turn_of_the_job_changes_nothing(made):
    hand_in(made[:30])
    impact = weighed()
    assert not list(file_of(impact).parent.parent.glob(".impact-*")), "sensitive columns lie open in a snapshot"
    before = file_of(impact).stat().st_mtime_ns
    assert weighing.work(None, impact.pk) == {"impact": impact.public, "dossiers": impact.told["dossiers"]}
    assert file_of(impact).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("story", "values", "refusal"),
    [
        ("none at all", [], NoOtherValues),
        ("too many", [Proposal(SINGLE, "1", f"P{number}") for number in range(MOST + 1)], NoOtherValues),
        ("no such parameter", [Proposal("no.such", "1")], UnknownParameter),
        ("no amount", [Proposal(SINGLE, "much")], BadValue),
        ("days in the wrong order", [Proposal(SINGLE, "1", "CN", date(2026, 2, 1), date(2026, 1, 1))], ReversedDays),
        ("the value in force", [Proposal(SINGLE, "5000", "CN", date(2026, 1, 1))], NothingDiffers),
    ],
)
def test_what_cannot_be_asked_is_refused_before_a_worker_takes_it(story, values, refusal):
    with pytest.raises(refusal):
        weighing.ask(OFFICER, values)
    assert not Impact.objects.exists()


def test_only_the_platform_asks_and_sees(made):
    with pytest.raises(Forbidden):
        weighing.ask(FIRM, LOWER)
    impact = weighing.ask(OFFICER, LOWER)
    assert seen(OFFICER).count() == 1 and not seen(FIRM).exists()
    with pytest.raises(ImpactOpen):
        changes_of(impact)
