"""Parties against lists, in full and after a change."""

import dataclasses
import os
import random
from pathlib import Path

import pytest

from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.reading import read_list
from shibosi.methods.watchlists.screening import Party, Screener, Screens

PERSON = Kind.PERSON
ENTRIES = [Entry("1", PERSON, ("Ivan Petrov",)), Entry("2", PERSON, ("Anna Smirnova",)), Entry("3", PERSON, ())]
PARTIES = [Party("a", Bearer(("Petrov Ivan",), PERSON)), Party("b", Bearer(("Johann Bach",), PERSON))]


def marks(entries):
    return {entry.id: entry.fingerprint() for entry in entries}


def told(screens: Screens):
    return {
        key: [(one.entry, one.entry_fingerprint, round(one.hit.log_odds, 6)) for one in found]
        for key, found in screens.found.items()
    }


def test_a_party_is_found_and_another_is_not():
    found = Screener(ENTRIES).screen(PARTIES).found
    assert [one.entry for one in found["a"]] == ["1"]
    assert found["b"] == ()


def test_a_cleared_pair_stays_cleared_until_either_changes():
    screens = Screener(ENTRIES).screen(PARTIES)
    cleared = [one.pair() for one in screens.open([])]
    assert len(cleared) == 1
    assert screens.open(cleared) == []
    other_entry = [dataclasses.replace(ENTRIES[0], born=("1958",)), *ENTRIES[1:]]
    assert len(Screener(other_entry).screen(PARTIES).open(cleared)) == 1
    other_party = [Party("a", Bearer(("Petrov, Ivan",), PERSON)), PARTIES[1]]
    assert len(Screener(ENTRIES).screen(other_party).open(cleared)) == 1


@pytest.mark.parametrize(
    ("story", "entries", "asked"),
    [
        ("nothing changed", ENTRIES, 0),
        ("the entry that was hit is gone", ENTRIES[1:], 1),
        ("an entry that means somebody is new", [*ENTRIES, Entry("4", PERSON, ("Johann Bach",))], 2),
        ("an entry that means nobody is new", [*ENTRIES, Entry("4", PERSON, ("Li Si",))], 1),
        ("in another order", ENTRIES[::-1], 0),
    ],
)
def test_only_what_can_have_changed_is_asked_again(story, entries, asked):
    before = Screener(ENTRIES).screen(PARTIES)
    again = Screener(entries).again(PARTIES, before, marks(ENTRIES))
    assert again.asked == asked
    assert told(again) == told(Screener(entries).screen(PARTIES))
    assert all(entries[one.hit.listed].id == one.entry for found in again.found.values() for one in found)


def test_new_and_changed_parties_are_asked():
    before = Screener(ENTRIES).screen(PARTIES)
    parties = [Party("a", Bearer(("Smirnova Anna",), PERSON)), PARTIES[1], Party("c", Bearer(("Ivan Petrov",), PERSON))]
    again = Screener(ENTRIES).again(parties, before, marks(ENTRIES))
    assert told(again) == told(Screener(ENTRIES).screen(parties))


@pytest.mark.real
def test_an_update_of_hundreds_of_entries_screened_again_equals_screening_in_full():
    path = Path(os.environ["SHIBOSI_REAL_DATA"]) / "data/sanctions_lists/ofac_sdn_2019-01/sdn.csv.gz"
    entries = [entry for entry in read_list(path).entries if entry.names][:3000]
    draw = random.Random(4)
    older = entries[300:]
    changed = {
        entry.id: dataclasses.replace(entry, names=(entry.names[0][:-1], *entry.names[1:]))
        for entry in draw.sample(older, 300)
    }
    newer = [changed.get(entry.id, entry) for entry in entries[:2700]]
    names = [entry.names[0] for entry in draw.sample(entries, 400)]
    parties = [Party(str(number), Bearer((name[1:],), Kind.ANY)) for number, name in enumerate(names)]
    screener = Screener(newer)
    again = screener.again(parties, Screener(older).screen(parties), marks(older))
    assert told(again) == told(screener.screen(parties))
    assert again.asked < len(parties)
