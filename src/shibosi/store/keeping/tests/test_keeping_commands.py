"""Keeping as operators do it: commands on homes of their own, into the other database, killed in the middle."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from shibosi import settings
from shibosi.store.tests.environment import POSTGRES

FILL = """
from shibosi.settings import start_django
start_django()
from shibosi.store.running import make_tables
make_tables()
from shibosi.store.tests.trade import documents, frames, hand_in
hand_in(documents(frames({orders}, seed={seed})))
"""
KILLED = """
import os
from shibosi.settings import start_django
start_django()
from shibosi.store.keeping import restore
restore._check_log = lambda *given: os.kill(os.getpid(), 9)
from shibosi.cli.main import main
main(["restore", {path!r}, "--replace", "--yes"])
"""


class Home:
    """A server's folder and database, told by commands in processes of their own."""

    def __init__(self, folder, database=""):
        self.folder = folder
        self.environment = {**os.environ, settings.HOME: str(folder), settings.DATABASE: database, "LANG": "C.UTF-8"}

    def python(self, code, *arguments):
        return subprocess.run(
            [sys.executable, *arguments] + (["-c", code] if code else []), env=self.environment, capture_output=True,
            text=True, cwd=self.folder.parent,
        )  # fmt: skip

    def __call__(self, *arguments):
        return self.python("", "-m", "shibosi", *map(str, arguments))

    def kept(self, path):
        """What stands in a backup of it: counts and digests of all tables, and the head of the log."""
        ran = self("backup", path)
        assert ran.returncode == 0, ran.stderr
        manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
        return {name: told["sha256"] for name, told in manifest["tables"].items()}, manifest["log"]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A home on SQLite with something in it."""
    home = Home(tmp_path_factory.mktemp("source") / "home")
    ran = home.python(FILL.format(orders=15, seed=3))
    assert ran.returncode == 0, ran.stderr
    return home


def test_a_backup_of_one_database_is_restored_into_the_other_and_back(source, tmp_path):
    there = Home(tmp_path / "there", os.environ[settings.DATABASE] if os.environ.get(POSTGRES) == "1" else "")
    back = Home(tmp_path / "back")
    tables, log = source.kept(tmp_path / "first.zip")
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    for home, archive in ((there, first), (back, second)):
        home.folder.mkdir()
        refused = home("restore", archive)
        assert refused.returncode == 2 and "SHIBOSI_SEAL" in refused.stderr, refused.stderr
        (home.folder / "seal").write_text((source.folder / "seal").read_text())
        ran = home("restore", archive)
        assert ran.returncode == 0 and log["root"] in ran.stdout, ran.stderr
        if home is there:
            _, log = home.kept(second)
    now, grown = back.kept(tmp_path / "third.zip")
    assert {name for name in tables if now[name] != tables[name]} <= {"store_logentry", "store_lognode"}
    assert grown["size"] == log["size"] + 1
    assert back("upgrade", "--no-rejudge").returncode == 0


def test_a_restore_that_is_killed_leaves_what_was_there(source, tmp_path):
    old, first = Home(tmp_path / "old"), tmp_path / "first.zip"
    source.kept(first)
    old.folder.mkdir()
    (old.folder / "seal").write_text((source.folder / "seal").read_text())
    assert old.python(FILL.format(orders=5, seed=8)).returncode == 0
    before = old.kept(tmp_path / "before.zip")
    assert old.python(KILLED.format(path=str(first))).returncode == -9
    assert old.kept(tmp_path / "after.zip") == before
    assert old("restore", first, "--replace", "--yes", "--quiet").returncode == 0


def test_a_backup_with_secrets_needs_nothing_else(source, tmp_path):
    whole, empty = tmp_path / "whole.zip", Home(tmp_path / "empty")
    assert source("backup", whole, "--with-secrets").returncode == 0
    ran = empty("--lang", "zh", "restore", whole)
    assert ran.returncode == 0 and "存证" in ran.stdout, ran.stderr
    assert (empty.folder / "seal").read_text() == (source.folder / "seal").read_text()
    assert (empty.folder / "seal").stat().st_mode & 0o77 == 0


def test_replacing_is_asked_about(source, tmp_path):
    source.kept(tmp_path / "first.zip")
    ran = source("restore", tmp_path / "first.zip", "--replace")
    assert ran.returncode == 130 and "Go on?" in ran.stderr


def test_an_upgrade_makes_the_tables_of_a_new_home_and_the_second_time_nothing(tmp_path):
    home = Home(tmp_path / "new")
    first, second = home("upgrade"), home("upgrade")
    assert first.returncode == second.returncode == 0, first.stderr
    assert "store.0001_initial" in first.stdout and "Nothing to do" in second.stdout
