"""Where duties pull in different directions: found by what they ask, with a case and a reading."""

from dataclasses import replace

import pytest

from shibosi.kernel.words import speak
from shibosi.standard.errors import RegisterError
from shibosi.standard.figures import readings
from shibosi.standard.law.contradictions import KINDS, tensions
from shibosi.standard.law.duties import COLUMNS, MATTERS, Duty, duties, read_duties
from shibosi.standard.law.schemas import Text

DUTY = Duty(
    id="D-1", place="all", matter="deadline", subjects=frozenset({"thing"}), act="do", modality="at-most", amount="24",
    unit="hour", starts="event", either="", clause="5.6.1", norm="", reading="R-1", says=Text("Done", "已办"),
    source="us", confidence="local",
)  # fmt: skip


def kinds(*changes):
    found = tensions(known=[replace(DUTY, id=f"D-{at}", **change) for at, change in enumerate(changes)])
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("story", "one", "other", "found"),
    [
        ("asked and forbidden", {"modality": "must"}, {"modality": "must-not"}, ["contradiction"]),
        ("the other way round", {"modality": "must-not"}, {"modality": "must"}, ["contradiction"]),
        ("of different acts", {"modality": "must"}, {"modality": "must-not", "act": "leave"}, []),
        ("of different things", {"modality": "must"}, {"modality": "must-not", "subjects": frozenset({"b"})}, []),
        ("asked twice", {"modality": "must"}, {"modality": "must"}, []),
        ("kept longer than allowed", {}, {"modality": "at-least", "amount": "2", "unit": "day"}, ["contradiction"]),
        ("kept as long as allowed", {"unit": "day", "amount": "1"}, {"modality": "at-least", "unit": "day",
         "amount": "1"}, []),
        ("as long, but counted from later", {"unit": "year"}, {"modality": "at-least", "unit": "year",
         "starts": "later"}, ["contradiction"]),
        ("two limits", {}, {"amount": "12"}, ["overlap"]),
        ("two limits from different events", {}, {"amount": "12", "starts": "later"}, []),
        ("a choice", {"either": "x"}, {"amount": "48", "either": "x"}, ["choice"]),
        ("in different places", {"modality": "must-be", "amount": "CN"}, {"modality": "must-be", "amount": "RU"},
         ["contradiction"]),
        ("in the same place", {"modality": "must-be", "amount": "CN"}, {"modality": "must-be", "amount": "CN"}, []),
        ("asked here, free there", {"modality": "need-not"}, {"modality": "must"}, ["stricter"]),
        ("with its number and without", {"modality": "above"}, {"modality": "from"}, ["boundary"]),
        ("without beginning", {"starts": ""}, {"act": "leave"}, ["no-start"]),
        ("of something undefined", {"modality": "undefined", "unit": "piece|ton"}, {"act": "leave"}, ["undefined"]),
    ],
)  # fmt: skip
def test_two_duties_are_held_against_each_other(story, one, other, found):
    assert kinds(one, other) == found


def test_every_tension_of_the_figures_is_found_with_its_reading():
    found = {one.chosen for one in tensions()}
    assert set(readings()) <= found


@pytest.mark.parametrize("matter", MATTERS)
def test_every_matter_has_its_tensions_each_with_a_case_and_a_reading(matter):
    found = tensions(matter)
    assert found and all(one.matter == matter and one.kind in KINDS for one in found)
    assert all(one.witness.said and one.reading for one in found)


def test_transfers_in_different_directions_are_read_by_the_declared_order():
    found = [one for one in tensions("transfer") if one.kind == "contradiction"]
    assert {place for one in found for place in (duty.place for duty in one.duties)} == {"CN", "RU", "US"}
    assert {one.chosen for one in found} == {"12-d"}


def test_an_upper_and_a_lower_limit_part_on_a_day():
    (found,) = [one for one in tensions("retention") if {duty.where for duty in one.duties} == {"4.11.2-b", "10.1.3-b"}]
    assert "2029-01-02" in found.witness.said and found.as_data()["reading_name"] == "R-6"


def test_only_what_pulls_apart_is_told():
    asked = {(one.kind, *(duty.id for duty in one.duties)) for one in tensions()}
    assert not any("D-30" in names for names in asked)


@pytest.mark.parametrize(
    ("story", "changes", "code"),
    [
        ("an unknown market", {"place": "XX"}, "law-unknown-place"),
        ("a clause that is not there", {"clause": "99.9"}, "register-unknown-reference"),
        ("a reading that is not there", {"reading": "R-99"}, "register-unknown-reference"),
        ("a row that is not there", {"clause": "", "norm": "rates/XX"}, "register-unknown-reference"),
        ("neither clause nor row", {"clause": ""}, "register-empty-cell"),
        ("a period in moons", {"unit": "moon"}, "register-unknown-word"),
        ("a number in words", {"amount": "many"}, "register-not-a-number"),
        ("a modality of its own", {"modality": "may"}, "register-unknown-word"),
    ],
)
def test_a_wrong_duty_is_refused_with_its_row(tmp_path, story, changes, code):
    row = dict.fromkeys(COLUMNS, "") | {
        "id": "D-1", "place": "all", "matter": "deadline", "subjects": "thing", "act": "do", "modality": "at-most",
        "amount": "24", "unit": "hour", "starts": "event", "clause": "5.6.1", "reading": "R-1", "says_en": "Done",
        "says_zh": "已办", "source": "us", "confidence": "local",
    } | changes  # fmt: skip
    lines = [",".join(f'"{one}"' for one in cells) for cells in (COLUMNS, [row[name] for name in COLUMNS])]
    (tmp_path / "duties.csv").write_text("# a story\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_duties(tmp_path / "duties.csv")
    assert (refused.value.code, refused.value.facts["row"]) == (code, 3)


def test_every_duty_stands_somewhere():
    assert all(duty.where and duty.source for duty in duties())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_case_is_told_in_words_and_not_in_names_of_tables(language):
    speak(language)
    told = [one.witness.said + " ".join(duty.called for duty in one.duties) for one in tensions()]
    words = {word for duty in duties() for word in (duty.act, *duty.subjects, *duty.unit.split("|")) if "-" in word}
    assert words and not [one for one in told if "market_facts" in one or any(word in one for word in words)]
