"""Versions of lists: which is in force, what changed, what failed."""

import json
from datetime import UTC, datetime

import pytest

from shibosi.methods.watchlists.entries import UnreadableList
from shibosi.methods.watchlists.keeping import Lists, ShrunkList, UnknownList

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def a_file(tmp_path, text, name="un.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def lists(tmp_path):
    kept = Lists(tmp_path / "kept")
    kept.take(a_file(tmp_path, "id,name\n1,Ivan\n2,Anna\n3,Olga\n"), "un", NOW)
    return kept


def test_a_version_says_what_it_was_read_from(tmp_path):
    (version,) = lists(tmp_path).versions()
    assert (version.name, version.file, version.entries, version.failure) == ("un", "un.csv", 3, "")
    assert len(version.file_hash) == 64


def test_two_versions_are_compared_by_what_entries_say(tmp_path):
    kept = lists(tmp_path)
    before = kept.version("un").version
    changed = kept.take(a_file(tmp_path, "id,name\n3,Olga\n2,Anne\n4,Pjotr\n"), "un", NOW)
    assert (changed.added, changed.removed, changed.changed) == (("4",), ("1",), ("2",))
    assert [entry.id for entry in kept.entries("un", before)] == ["1", "2", "3"]


def test_the_same_again_changes_nothing(tmp_path):
    kept = lists(tmp_path)
    before = kept.version("un").version
    assert not kept.take(a_file(tmp_path, "id,name\n2,Anna\n1,Ivan\n3,Olga\n"), "un", NOW).touched()
    assert kept.version("un").version == before


@pytest.mark.parametrize(
    ("story", "text", "error"),
    [
        ("broken", "id,name\n1", UnreadableList),
        ("shrunk", "id,name\n1,Ivan\n", ShrunkList),
        ("empty", "id,name\n", UnreadableList),
    ],
)
def test_a_failed_update_keeps_the_old_list_in_force_and_says_so(tmp_path, story, text, error):
    kept = lists(tmp_path)
    before = kept.version("un")
    with pytest.raises(error):
        kept.take(a_file(tmp_path, text), "un", NOW)
    after = kept.version("un")
    assert (after.version, after.entries) == (before.version, 3)
    assert after.failure
    assert after.failed_at == NOW.isoformat()
    assert len(list(kept.entries("un"))) == 3


def test_shrinking_that_is_meant_is_taken_over(tmp_path):
    kept = lists(tmp_path)
    assert kept.take(a_file(tmp_path, "id,name\n1,Ivan\n"), "un", NOW, shrinking=True).removed == ("2", "3")


def test_a_first_list_that_cannot_be_read_leaves_nothing(tmp_path):
    kept = Lists(tmp_path / "kept")
    with pytest.raises(UnreadableList):
        kept.take(a_file(tmp_path, "id,name\n1"), "un", NOW)
    assert kept.versions() == []


def test_a_stream_of_changes_is_laid_over_the_list(tmp_path):
    kept = lists(tmp_path)
    person = {"id": "4", "schema": "Person", "properties": {"name": ["Pjotr"]}}
    lines = [{"op": "ADD", "entity": person}, {"op": "DEL", "entity": {"id": "1"}}]
    text = "\n".join(map(json.dumps, lines))
    changed = kept.take(a_file(tmp_path, text, "delta.jsonl"), "un", NOW)
    assert (changed.added, changed.removed) == (("4",), ("1",))


@pytest.mark.parametrize("name", ["", "../un", ".hidden", "a b"])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(UnknownList):
        lists(tmp_path).take(a_file(tmp_path, "id,name\n1,Ivan\n"), name, NOW)


def test_a_list_nobody_keeps_is_unknown(tmp_path):
    with pytest.raises(UnknownList):
        lists(tmp_path).version("eu")
