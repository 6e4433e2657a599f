"""The table of kinds: every item that a paper proves has one, and every kind has a control with its stories."""

import importlib
import pkgutil

import pytest

from shibosi.domains import registry
from shibosi.domains.papers import controls, tests
from shibosi.domains.papers.papers import UnknownKind, kind, kinds, said, words
from shibosi.domains.papers.tests.builders import Story
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED
from shibosi.kernel.words import speak
from shibosi.standard.register import clauses

registry.load()
MINE = sorted(name for name, found in KNOWN.items() if found.room.startswith(f"{controls.__name__}."))
BY_THEMSELVES = {"file_belongs_to_one_firm", "rows_of_a_paper_agree", "number_fits_its_kind"}
"""Controls of a paper as such, whatever its kind."""


def stories() -> list[Story]:
    """The stories of the modules beside this one."""
    names = [module.name for module in pkgutil.iter_modules(tests.__path__) if module.name.startswith("test_")]
    found = [importlib.import_module(f"{tests.__name__}.{name}") for name in names]
    return [story for module in found for story in getattr(module, "STORIES", [])]


def test_every_item_that_a_paper_proves_has_a_kind():
    proven = {id for one in kinds().values() for id in one.clauses}

    assert proven == {id for id, clause in clauses().items() if clause.mode == "evidenced"}


@pytest.mark.parametrize("name", list(kinds()))
def test_the_control_of_a_kind_cites_its_clauses(name):
    assert set(kinds()[name].clauses) <= set(KNOWN[kinds()[name].control].clauses)


def test_every_control_of_the_room_asks_for_a_kind():
    assert {one.control for one in kinds().values()} == set(MINE) - BY_THEMSELVES


@pytest.mark.parametrize("control", MINE)
def test_every_outcome_of_a_control_is_told(control):
    possible = {HELD, BROKEN, UNDETERMINED, OUT_OF_SCOPE}

    assert {story.outcome for story in stories() if story.control == control} >= possible - (
        {OUT_OF_SCOPE} if control == "rows_of_a_paper_agree" else set()
    )


def test_no_two_stories_have_the_same_text():
    texts = [str(story) for story in stories()]

    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_what_a_kind_is_asked_of_has_a_name_in_both_languages():
    asked = {word for one in kinds().values() for word in one.serves}

    assert asked <= set(words())


def test_parts_are_said_in_the_language_in_use():
    speak("zh")
    try:
        assert (said("fire"), said("ISO 28000"), kind("platform-permit").name) == ("消防", "ISO 28000", "平台经营许可")
    finally:
        speak("en")


def test_numbers_fit_the_form_of_their_kind():
    assert kind("broker-registration").fits("3302960A1B")
    assert not kind("broker-registration").fits("3302960A1")
    assert kind("site-plan").fits("anything at all")


def test_an_unknown_kind_is_answered_with_the_nearest():
    with pytest.raises(UnknownKind) as refused:
        kind("platform-permits")

    assert refused.value.hint == "platform-permit"
