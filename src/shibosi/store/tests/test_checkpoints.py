"""The log of SQLite goes into the database beside the requests."""

import sqlite3

import pytest

from shibosi.store import checkpoints


class Enough(Exception):
    """Ends what goes on for the life of a process."""


@pytest.fixture
def writer(tmp_path):
    own = sqlite3.connect(tmp_path / "one.sqlite3", isolation_level=None)
    own.execute("PRAGMA journal_mode=WAL")
    own.execute("PRAGMA wal_autocheckpoint=0")
    own.execute("CREATE TABLE some (text)")
    yield own
    own.close()


def beside(writer):
    (_, _, name) = writer.execute("PRAGMA database_list").fetchone()
    return sqlite3.connect(name, timeout=0.1, isolation_level=None)


def fill(writer, rows):
    writer.executemany("INSERT INTO some VALUES (?)", [("x" * 4000,)] * rows)


def test_what_is_in_the_log_goes_into_the_database_and_the_log_begins_anew(writer, tmp_path):
    fill(writer, 50)
    own = beside(writer)
    assert checkpoints.checkpoint(own) > 50
    assert (tmp_path / "one.sqlite3").stat().st_size > 50 * 4000
    fill(writer, 1)
    assert checkpoints.checkpoint(own) < 10


def test_a_long_log_begins_anew_even_where_somebody_writes_all_the_time(writer, monkeypatch):
    monkeypatch.setattr(checkpoints, "LONG", 20)
    own, restarted = beside(writer), []
    fill(writer, 30)
    own.set_trace_callback(lambda said: restarted.append("RESTART" in said))
    checkpoints.checkpoint(own)
    assert restarted == [False, True]
    fill(writer, 1)
    assert checkpoints.checkpoint(own) < 10 and restarted[2:] == [False]


def test_a_transaction_that_reads_is_not_waited_for(writer):
    fill(writer, 5)
    reader = beside(writer)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM some").fetchone() == (5,)
    fill(writer, 5)
    assert checkpoints.checkpoint(beside(writer)) >= 10
    assert reader.execute("SELECT count(*) FROM some").fetchone() == (5,)


def test_it_goes_on_after_a_fault_of_the_disk(tmp_path, writer, monkeypatch, caplog):
    waits = []

    def broken(own):
        if len(waits) < 2:
            raise sqlite3.OperationalError("disk I/O error")

    def pause(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            raise Enough

    monkeypatch.setattr(checkpoints, "checkpoint", broken)
    with pytest.raises(Enough):
        checkpoints.keep_short(tmp_path / "one.sqlite3", pause)
    assert waits == [checkpoints.AFTER_FAULT, checkpoints.AFTER_FAULT, checkpoints.PAUSE]
    assert "disk I/O error" in caplog.text
