"""Keeping: a backup becomes the same server again, on either database; one that is not whole changes nothing."""

import shutil
import zipfile
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.scans.tests.samples import pdf
from shibosi.store import keeping, logbook
from shibosi.store.keeping import archive, portable
from shibosi.store.keeping.backup import backup
from shibosi.store.keeping.keys import take_key
from shibosi.store.keeping.restore import NotEmpty, restore
from shibosi.store.keeping.upgrade import upgrade
from shibosi.store.keeping.versions import Newer, Versions
from shibosi.store.keeping.whole import LogBroken, check_log
from shibosi.store.models import Document, Finding, LogEntry, LogNode, PaperFile, Receipt
from shibosi.store.papers import files
from shibosi.store.papers.tests.handing import handed_in
from shibosi.store.screening import lists
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def kept():
    """Every row the server keeps, by table, as an archive would have it."""
    versions = Versions()
    every = portable.tables(versions.apps_of(versions.applied))
    from django.db import transaction

    with transaction.atomic():
        return {table._meta.db_table: list(portable.rows(table, connection)) for table in every}


@pytest.fixture(scope="module")
def made():
    return documents(frames(25))


@pytest.fixture
def saved(made, tmp_path):
    """A server with something in it, and its backup."""
    hand_in(made)
    path = tmp_path / "kept" / "backup.zip"
    backup(path, NOW)
    return path


def restored(path, replace=False, now=NOW):
    """Restore as the command does."""
    with archive.reading(path) as reader:
        take_key(reader)
        reader.check_parts()
        return restore(reader, now, replace)


def forget():
    """An empty database."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def test_what_is_restored_is_what_was_kept(saved):
    before, head = kept(), logbook.head()
    forget()
    assert not Document.objects.exists()
    told = restored(saved)
    assert (told.log_size, told.log_root) == (head[0], head[1].hex())
    assert LogEntry.objects.latest("position").what == "server restored"
    LogEntry.objects.filter(position=head[0]).delete()
    LogNode.objects.exclude(at__in=[row[0] for row in before["store_lognode"]]).delete()
    assert kept() == before


def test_a_restored_server_goes_on(saved, made):
    forget()
    restored(saved)
    assert hand_in(made).receipt.answer["stored"] == 0
    hand_in(documents(frames(30, seed=5)))
    assert Receipt.objects.count() == 3
    check_log()


def test_files_of_papers_come_back_sealed_as_they_were(tmp_path):
    file = handed_in(pdf(), "licence.pdf")
    lies = files.folder() / file.digest
    before = lies.read_bytes()
    backup(tmp_path / "backup.zip", NOW)
    forget()
    lies.unlink()
    restored(tmp_path / "backup.zip", replace=True)
    assert lies.read_bytes() == before and files.bytes_of(PaperFile.objects.get()) == pdf()
    assert PaperFile.objects.get().text == file.text


def test_a_server_that_holds_something_is_replaced_only_when_asked(saved):
    before = kept()
    with pytest.raises(NotEmpty):
        restored(saved)
    assert kept() == before
    hand_in(documents(frames(10, seed=9)))
    restored(saved, replace=True)
    assert len(kept()["store_document"]) == len(before["store_document"])


def test_the_secrets_are_inside_only_when_asked_for(saved, tmp_path):
    text = b"".join(zipfile.ZipFile(saved).read(name) for name in zipfile.ZipFile(saved).namelist())
    assert settings.seal().hex().encode() not in text and settings.secret().encode() not in text
    backup(tmp_path / "whole.zip", NOW, secrets=True)
    with archive.reading(tmp_path / "whole.zip") as reader:
        assert reader.secrets() == {"seal": settings.seal().hex(), "secret": settings.secret()}
    assert saved.stat().st_mode & 0o77 == 0


def test_another_key_is_refused_before_anything_changes(saved, monkeypatch):
    before = kept()
    monkeypatch.setenv(settings.SEAL, "00" * 32)
    with pytest.raises(archive.WrongKey, match="seal"):
        restored(saved, replace=True)
    monkeypatch.delenv(settings.SEAL)
    assert kept() == before


def test_a_server_without_a_key_does_not_make_one_up(saved, monkeypatch, tmp_path):
    monkeypatch.setenv(settings.HOME, str(tmp_path / "new"))
    with archive.reading(saved) as reader, pytest.raises(archive.WrongKey):
        take_key(reader)
    assert not (tmp_path / "new" / "seal").exists()


def cut(path, share):
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_a_cut_archive_changes_nothing(saved, share):
    before = kept()
    cut(saved, share)
    with pytest.raises(archive.BrokenBackup, match="Nothing was changed"):
        restored(saved, replace=True)
    assert kept() == before


def test_a_changed_byte_is_found_wherever_it_stands(saved, tmp_path):
    """Each byte of an archive is either told of by a digest or makes no difference to what is read."""
    data, before, found = saved.read_bytes(), kept(), 0
    for place in range(0, len(data), max(1, len(data) // 60)):
        damaged = tmp_path / "damaged.zip"
        damaged.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        try:
            with archive.reading(damaged) as reader:
                take_key(reader)
                reader.check_parts()
                told = reader.manifest
        except ShibosiError:
            found += 1
        else:
            with archive.reading(saved) as whole:
                assert told == whole.manifest
    assert found > 40
    assert kept() == before


def test_an_archive_whose_table_of_parts_points_before_its_beginning_is_broken(saved):
    data = bytearray(saved.read_bytes())
    place = len(data) - zipfile.sizeEndCentDir + 16
    data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") + 1).to_bytes(4, "little")
    saved.write_bytes(bytes(data))
    with pytest.raises(archive.BrokenBackup):
        restored(saved, replace=True)


def rewritten(path, change, seal=None):
    """The archive with its manifest changed, signed again where a seal is given."""
    with archive.reading(path) as reader:
        manifest = {**reader.manifest}
        change(manifest)
        parts = {name: b"".join(reader.pieces(name)) for name in reader.parts()}
        old = b"".join(reader.pieces(archive.MAC))
    path.unlink()
    manifest.pop("format")
    manifest.pop("key")
    with archive.writing(path) as out:
        for name, data in parts.items():
            with out.part(name) as part:
                part.write(data)
        out.finish(manifest, settings.seal())
    if seal is None:
        with zipfile.ZipFile(path) as zip_:
            every = {name: zip_.read(name) for name in zip_.namelist()}
        with zipfile.ZipFile(path, "w") as zip_:
            for name, data in {**every, archive.MAC: old}.items():
                zip_.writestr(name, data)


def test_a_manifest_that_somebody_else_wrote_is_refused(saved):
    rewritten(saved, lambda manifest: manifest.update(version="9.9"))
    with pytest.raises(archive.BrokenBackup, match="manifest"):
        restored(saved, replace=True)


@pytest.mark.parametrize(
    ("story", "change", "error"),
    [
        ("a later version", lambda told: told["migrations"].append(["store", "9999_later"]), "newer-version"),
        ("rows are lost", lambda told: told["tables"]["store_document"].update(rows=10**6), "broken-backup"),
        ("another log", lambda told: told["log"].update(size=1), "broken-backup"),
        ("a table of other columns", lambda told: told["tables"]["store_document"]["columns"].pop(), "other-tables"),
    ],
)
def test_what_does_not_fit_together_changes_nothing(saved, story, change, error):
    before = kept()
    rewritten(saved, change, settings.seal())
    with pytest.raises(ShibosiError) as refused:
        restored(saved, replace=True)
    assert refused.value.code == error
    assert kept() == before


def test_a_file_that_leads_out_of_the_home_is_refused(saved, tmp_path):
    with archive.reading(saved) as reader, pytest.raises(archive.BrokenBackup):
        reader.extract("../outside", tmp_path)


def test_files_of_the_home_come_back(saved, tmp_path, monkeypatch):
    monkeypatch.setenv(settings.SEAL, settings.seal().hex())
    monkeypatch.setenv(settings.HOME, str(tmp_path / "home"))
    runs = settings.home() / "runs" / "one"
    runs.mkdir(parents=True)
    (runs / "run.json").write_text("{}")
    (settings.home() / "runs" / ".half").mkdir()
    (settings.home() / "runs" / ".half" / "run.json").write_text("")
    (settings.home() / "impacts").mkdir()
    (settings.home() / "impacts" / "one.parquet").write_bytes(b"PAR1")
    source = tmp_path / "un.csv"
    source.write_text("id,name\n1,Ivan Petrow\n", encoding="utf-8")
    lists.kept().take(source, "un", NOW)
    version = lists.in_force()
    backup(tmp_path / "more.zip", NOW)
    for folder in ("runs", "impacts", lists.FOLDER):
        shutil.rmtree(settings.home() / folder)
    assert restored(tmp_path / "more.zip", replace=True).files == 4
    assert (settings.home() / "impacts" / "one.parquet").read_bytes() == b"PAR1"
    assert lists.in_force() == version and [one.id for one in lists.kept().entries("un")] == ["1"]
    assert (runs / "run.json").read_text() == "{}" and len(list((settings.home() / "runs").iterdir())) == 1


def test_a_full_disk_leaves_nothing_behind(saved, monkeypatch, tmp_path):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Part, "write", full)
    with pytest.raises(archive.BackupNotWritten, match="No space"):
        backup(tmp_path / "full" / "b.zip", NOW)
    assert list((tmp_path / "full").iterdir()) == []


def test_a_backup_overwrites_nothing(saved):
    size = saved.stat().st_size
    with pytest.raises(archive.BackupThere):
        backup(saved, NOW)
    assert saved.stat().st_size == size


def test_an_upgrade_with_nothing_to_do_is_told_once(saved):
    first, second = upgrade(NOW), upgrade(NOW)
    assert (first.before, first.changed, first.migrations, second.changed) == ("", True, [], False)
    assert LogEntry.objects.filter(what="server upgraded").count() == 1


def test_a_database_of_a_later_version_is_refused(saved, tmp_path):
    MigrationRecorder(connection).record_applied("store", "9999_later")
    try:
        for verb in (lambda: upgrade(NOW), lambda: backup(tmp_path / "b.zip", NOW), lambda: restored(saved, True)):
            with pytest.raises(Newer, match=r"store\.9999_later"):
                verb()
    finally:
        MigrationRecorder(connection).record_unapplied("store", "9999_later")


@pytest.mark.parametrize(
    ("story", "damage"),
    [
        ("an entry that says something else", lambda: LogEntry.objects.filter(position=3).update(content='{"a":1}')),
        ("a leaf that was changed", lambda: LogEntry.objects.filter(position=3).update(leaf=b"\0" * 32, content=None)),
        ("an entry that is missing", lambda: LogEntry.objects.filter(position=3).delete()),
        ("a hash that was changed", lambda: LogNode.objects.filter(at=LogNode.key(1, 1)).update(hash=b"\0" * 32)),
    ],
)
def test_a_changed_log_is_found(saved, story, damage):
    damage()
    with pytest.raises(LogBroken):
        check_log()


def test_what_was_erased_stays_erased_and_the_log_verifies(saved, tmp_path):
    LogEntry.objects.filter(position=2).update(content=None, salt=None)
    head = check_log()
    backup(tmp_path / "after.zip", NOW)
    told = restored(tmp_path / "after.zip", replace=True)
    assert (told.log_size, bytes.fromhex(told.log_root)) == head
    assert LogEntry.objects.get(position=2).content is None


def test_findings_open_again_with_the_key(saved):
    facts = set(Finding.objects.values_list("facts", flat=True))
    forget()
    restored(saved)
    assert set(Finding.objects.values_list("facts", flat=True)) == facts
    assert keeping.__doc__
