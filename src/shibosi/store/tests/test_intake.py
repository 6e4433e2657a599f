"""Intake: what comes in, in whatever order and however often, is judged as a batch would judge all of it."""

import random

import polars as pl
import pytest

from shibosi.domains import registry
from shibosi.example.plan import AS_OF
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.log.commitments import commitment
from shibosi.kernel.log.tree import leaf_hash, verify_consistency, verify_inclusion
from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.store import logbook
from shibosi.store.intake.claiming import stored_key
from shibosi.store.models import Document, DossierState, Finding, LogEntry, Receipt
from shibosi.store.snapshot import snapshot
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db
COLUMNS = ["dossier", "key", "control", "outcome", "day", "place", "facts"]


def in_batch(made):
    """What a batch finds in all documents together."""
    sources = Sources()
    for kind, record in Record.known.items():
        if not record.internal:
            frame = made.get(kind, pl.DataFrame(schema=record.schema()))
            sources.add(kind, frame.lazy(), frame.height)
    found = local.run(sources, Question(registry.values(), AS_OF)).findings
    return sorted(
        (stored_key(KNOWN[row["dossier"]], row["key"]), row["control"], row["outcome"], row["day"], row["facts"])
        for row in found.select(COLUMNS).to_dicts()
    )


def in_store():
    """The findings that stand open."""
    return sorted(
        (found.dossier.key, found.control, found.outcome, found.day, found.facts)
        for found in Finding.objects.filter(resolved_at__isnull=True).select_related("dossier")
    )


@pytest.fixture(scope="module")
def made():
    return frames(150)


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_documents_in_any_order_and_in_any_parts_are_judged_as_a_batch_judges_all_of_them(made, size):
    every = documents(made)
    random.Random(size).shuffle(every)
    for first in range(0, len(every), size):
        hand_in(every[first : first + size])
    assert in_store() == in_batch(made)


def test_handed_in_again_nothing_changes(made):
    every = documents(made)[:200]
    hand_in(every)
    before = (in_store(), Document.objects.count(), DossierState.objects.count())
    entries = LogEntry.objects.count()
    answer = hand_in(every).receipt.answer
    assert (answer["stored"], answer["known"]) == (0, len(every))
    assert (in_store(), Document.objects.count(), DossierState.objects.count()) == before
    assert LogEntry.objects.count() == entries


def test_the_log_proves_every_entry_and_every_earlier_head(made):
    every = documents(made)
    heads = []
    for first in range(0, 60, 10):
        hand_in(every[first : first + 10])
        heads.append(logbook.head())
    size, root = heads[-1]
    for entry in LogEntry.objects.all():
        assert bytes(entry.leaf) == leaf_hash(commitment(bytes(entry.salt), entry.content.encode()))
        assert verify_inclusion(entry.position, size, bytes(entry.leaf), logbook.inclusion(entry.position, size), root)
    for earlier, old in heads:
        assert verify_consistency(earlier, size, logbook.consistency(earlier, size), old, root)


def test_a_snapshot_is_what_was_handed_in(made, tmp_path):
    hand_in(documents(made))
    taken = snapshot(tmp_path)
    for kind, frame in made.items():
        names = list(frame.columns)
        there = pl.concat(taken.frames[kind]).select(names).collect()
        assert there.unique().sort(names).equals(frame.unique().sort(names))


def test_of_a_transaction_that_fails_nothing_stays(made, monkeypatch):
    def refuse(*_):
        raise OSError("no room left")

    monkeypatch.setattr(logbook, "append", refuse)
    with pytest.raises(OSError, match="no room"):
        hand_in(documents(made)[:20])
    assert not Receipt.objects.exists()
    assert not Document.objects.exists()
    assert not Finding.objects.exists()
