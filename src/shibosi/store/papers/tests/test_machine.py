"""Photographs are read where a reader is installed, once; what a machine read is marked."""

import pytest
from django.utils import timezone

from shibosi.methods.scans import letters
from shibosi.methods.scans.tests.samples import LINES, pdf, scan, scanned
from shibosi.store.jobs import Running
from shibosi.store.models import Job, LogEntry, PaperFile
from shibosi.store.papers.machine import JOB, read
from shibosi.store.papers.tests.handing import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures(monkeypatch):
    """A reader that finds the same lines in every picture; what it was given."""
    given = []

    def reads(some):
        given.extend(some)
        return LINES if some else ""

    monkeypatch.setattr(letters, "program", lambda: "reader")
    monkeypatch.setattr(letters, "read", reads)
    return given


def done():
    made = Job.objects.create(name=JOB, state="running", asked_by="t", asked_at=timezone.now(), due_at=timezone.now())
    return read(Running(made, timezone.now))["read"]


def test_photographs_and_scans_are_read_once_and_texts_never(pictures):
    for data, name in ((scan(), "a.jpg"), (scanned(), "b.pdf"), (pdf(), "c.pdf"), (scan(sideways=True), "d.jpg")):
        handed_in(data, name)
    assert (done(), done(), len(pictures)) == (2, 0, 2)
    assert [one.machine for one in PaperFile.objects.order_by("pk")] == [True, True, False, False]
    assert LogEntry.objects.filter(what="paper file read by machine").count() == 2


def test_without_a_reader_files_wait_for_one(monkeypatch):
    monkeypatch.setattr(letters, "program", lambda: None)
    handed_in(scan(), "a.jpg")
    assert done() == 0 and PaperFile.objects.get().looked_for is None


def test_where_nothing_was_read_it_is_not_tried_again(pictures, monkeypatch):
    monkeypatch.setattr(letters, "read", lambda some: "")
    handed_in(scan(), "a.jpg")
    assert done() == 0
    one = PaperFile.objects.get()
    assert not one.machine and one.looked_for is not None
