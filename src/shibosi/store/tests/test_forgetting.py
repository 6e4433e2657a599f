"""Forgetting: who saw what is kept as long as the parameter says, in portions, and the log tells how much went."""

from datetime import UTC, datetime, timedelta

import pytest

from shibosi.domains import registry
from shibosi.domains.privacy.retention import AccessLog
from shibosi.kernel.parameters import EVERYWHERE, UnknownParameter, Values, Version
from shibosi.store import forgetting, jobs, running
from shibosi.store.models import AccessEntry, LogEntry, Schedule

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def test_what_is_older_goes_and_the_rest_stays(monkeypatch):
    kept = dict(registry.values().items())
    kept[AccessLog.days.id] = [Version(400, None, None, EVERYWHERE, "test", "local")]
    made = Values(kept)
    monkeypatch.setattr(registry, "values", lambda: made)
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for days in (0, 399, 400, 401, 500, 4000):
        AccessEntry.objects.create(at=NOW - timedelta(days=days), by="me", act="seen", subject="x", door="api")
    running.tick(lambda: NOW)
    assert Schedule.objects.get(name=forgetting.JOB).next_at == NOW + timedelta(days=1)
    done = {one.name: one.result for one in iter(lambda: jobs.work_once(lambda: NOW), None)}
    assert done[forgetting.JOB] == {"forgotten": 3}
    assert [NOW - one.at for one in AccessEntry.objects.order_by("-at")] == [
        timedelta(days=days) for days in (0, 399, 400)
    ]
    assert LogEntry.objects.filter(what="access forgotten").count() == 2


def test_without_a_value_in_force_nothing_is_forgotten(monkeypatch):
    monkeypatch.setattr(registry, "values", lambda: Values({}))
    with pytest.raises(UnknownParameter):
        forgetting.kept_for(NOW)
