"""The standing of a party: points, tiers, measures; and that an overturned event leaves no trace in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures import events as ev
from shibosi.kernel.measures.packs import BadPack, Resetting, Tier, UnknownPack, named, pack
from shibosi.kernel.measures.public import MASKED, published
from shibosi.kernel.measures.remaining import remaining
from shibosi.kernel.measures.standing import standing
from shibosi.kernel.measures.tests.play import (
    HOW,
    OFFSETS,
    PACKS,
    POINTS,
    QUARTER,
    SCORE,
    WHY,
    PlayFigures,
    at,
    contest,
    day,
    lives,
    measure,
    ruling,
    values,
    violation,
)  # fmt: skip


def of(told, on, by=QUARTER, known=None, **figures):
    return standing(by, told, "P", day(on), values(**figures), "CN", known)


@pytest.mark.parametrize(
    ("story", "told", "on", "points", "tiers"),
    [
        ("nothing happened", [], 0, 0, []),
        ("before it happened", [violation(on=5)], 4, 0, []),
        ("on the day itself", [violation(on=5)], 5, 6, ["some"]),
        ("just under a tier", [violation(severity=Severity.MAJOR)], 0, 3, []),
        ("a tier and more", [violation("a"), violation("b", on=1)], 1, 12, ["some", "many"]),
        ("told twice, counted once", [violation(), violation()], 0, 6, ["some"]),
        ("somebody else's", [violation(party="Q")], 0, 0, []),
        ("the last day of the quarter", [violation(on=80)], 89, 6, ["some"]),
        ("the quarter is over, what it brought lasts", [violation(on=80)], 90, 0, ["some"]),
        ("its last day", [violation(on=80)], 107, 0, ["some"]),
        ("and the day after", [violation(on=80)], 108, 0, []),
        ("within the quarter it also ends", [violation(on=0)], 28, 6, []),
        ("a tier that lasts as long as its points", [violation("a"), violation("b")], 89, 12, ["many"]),
        ("gone with them", [violation("a"), violation("b")], 90, 0, []),
    ],
)
def test_points_and_tiers(story, told, on, points, tiers):
    found = of(told, on)
    assert (found.points, [one.tier for one in found.tiers]) == (points, tiers)


@pytest.mark.parametrize(
    ("story", "told", "on", "score", "closed"),
    [
        ("a new account", [], 0, 20, False),
        ("it falls", [violation("a"), violation("b")], 0, 8, False),
        ("under the bar", [violation("a"), violation("b"), violation("c", severity=Severity.MINOR)], 0, 7, True),
        ("never under the floor", [violation(str(n)) for n in range(9)], 0, 0, True),
        ("orders win back", [violation(), ev.Orders("o", "P", day(1), at(0), 299)], 1, 18, False),
        ("never over the ceiling", [ev.Orders("o", "P", day(1), at(0), 99999)], 1, 30, False),
        ("the last day it counts", [violation(on=0)], 59, 14, False),
        ("it no longer counts", [violation(on=0)], 60, 20, False),
    ],
)
def test_a_score_falls_and_rises(story, told, on, score, closed):
    found = of(told, on, SCORE)
    assert (found.points, [one.tier for one in found.tiers]) == (score, ["low"] if closed else [])


def test_a_year_of_behaviour_may_begin_in_any_month():
    told = [violation("a", on=-200), violation("b", on=10)]
    assert of(told, 10, months=12, begins=1).points == 6
    assert of(told, 10, months=12, begins=7).points == 6
    assert of(told, 10, months=12, begins=6).points == 12


def test_what_the_tiers_ask_for_is_proposed_until_a_measure_does_it():
    assert of([violation()], 1).proposed == {"demote"}
    found = of([violation(), measure(because=("v",), tier="some")], 1)
    assert (found.effects, found.proposed, [one.id for one in found.in_force]) == ({"demote"}, frozenset(), ["m"])


@pytest.mark.parametrize(
    ("story", "told", "on", "holds"),
    [
        ("not yet", [measure(on=2)], 1, False),
        ("from its first day", [measure(on=2)], 2, True),
        ("to its last", [measure(last=day(3))], 3, True),
        ("and no longer", [measure(last=day(3))], 4, False),
        ("lifted", [measure(), ev.Lift("l", "P", day(3), at(9), "m")], 3, False),
        ("the day before it was lifted", [measure(), ev.Lift("l", "P", day(3), at(9), "m")], 2, True),
        ("overturned", [measure(), ruling("m", on=3)], 3, False),
        ("overturned, it never was", [measure(), ruling("m", on=3)], 2, False),
        ("confirmed", [measure(), ruling("m", overturned=False)], 3, True),
        ("what it rests on was overturned", [violation(), measure(because=("v",)), ruling("v")], 3, False),
        ("half of it", [violation(), violation("w"), measure(because=("v", "w")), ruling("v")], 3, True),
        ("the tier it came with is gone", [violation(), measure(tier="some"), ruling("v")], 3, False),
        ("the tier of another pack", [violation(), measure(tier="some", pack="play_score")], 3, False),
        ("under appeal", [measure(), contest("m", on=1)], 1, False),
        ("before the appeal", [measure(), contest("m", on=1)], 0, True),
        ("after it", [measure(), contest("m", on=1), ruling("m", on=5, overturned=False)], 5, True),
        ("the appeal is about what it rests on", [violation(), measure(because=("v",)), contest("v", on=1)], 1, False),
        ("suspended", [measure(), ev.Suspension("s", "P", day(1), at(9), "m")], 1, False),
        ("the ruling was overturned", [measure(), ruling("m"), ruling("r", "r2", known=2000)], 3, True),
        ("a ruling about the future counts for nothing", [measure(known=5000), ruling("m")], 3, True),
    ],
)
def test_a_measure_holds_from_its_first_day_until_something_ends_it(story, told, on, holds):
    assert [one.id for one in of(told, on).in_force] == (["m"] if holds else [])


def test_a_pack_may_let_measures_run_during_an_appeal_but_not_during_a_suspension():
    told = [violation(), measure(), contest("m"), contest("v", "c2")]
    assert of(told, 1, on_appeal="runs").in_force and of(told, 1, on_appeal="runs").points == 6
    assert not of(told, 1).in_force and of(told, 1).points == 0
    stop = ev.Suspension("s", "P", day(1), at(9), "m")
    assert not of([*told, stop], 1, on_appeal="runs").in_force


def test_what_was_believed_then_can_still_be_asked():
    told = [violation(known=10), ruling("v", known=99)]
    assert [of(told, 3, known=at(minutes)).points for minutes in (9, 10, 98, 99)] == [0, 6, 6, 0]


@pytest.mark.parametrize("absent", ["minor", "months", "some", "some_brings", "lasts"])
def test_a_missing_value_is_named_and_leaves_open_what_hangs_on_it(absent):
    found = of([violation(severity=Severity.MINOR), violation("w")], 1, **{absent: None})
    assert found.missing == (f"play_figures.{absent}",) and found.review
    assert (found.points is None) is (absent in ("minor", "months"))


def test_values_say_where_they_come_from_and_general_knowledge_asks_for_review():
    assert ("play_figures.critical", "all@unknown", "local") in of([violation()], 0).used
    assert not of([violation()], 0).review
    assert of([violation()], 0, confidence="general-knowledge").review


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"kind": "scold"}, "its kind is not known"),
        ({"reason": ev.Reason(case="C")}, "neither a clause nor a rule"),
        ({"reason": ev.Reason(("4.8.2-a",))}, "neither a finding nor a case"),
        ({"by": ""}, "who imposed it"),
        ({"route": ""}, "where an appeal can be filed"),
        ({"last": date(2025, 12, 31)}, "ends before it begins"),
    ],
)
def test_a_measure_without_its_reason_is_refused(changes, lacks):
    with pytest.raises(ev.Unreasoned) as refusal:
        measure(**changes)
    assert lacks in refusal.value.sentence("en") and lacks not in refusal.value.sentence("zh")


def test_a_violation_needs_a_reason_too():
    with pytest.raises(ev.Unreasoned):
        ev.Violation("v", "P", day(0), at(0), Severity.MINOR, ev.Reason())


def test_two_events_of_one_id_are_refused():
    with pytest.raises(ev.TwoEvents):
        of([violation(), violation(on=3)], 5)


def test_what_is_published_names_the_party_only_where_it_can_be_masked():
    made = measure(thing="L-1", reason=ev.Reason(("4.8.2-a",), finding="F-9", text="Mr Li said"))
    found = published(made, remaining([made, contest("m")], "P", day(1)), "zh")
    assert {name for name, value in found.items() if value in ("P", "L-1")} == set(MASKED)
    assert found["appealed"] is True and found["clauses"] == ["4.8.2-a"] and found["appeal_route"] == "portal"
    assert not any("Li" in str(value) or "ann" in str(value) or "F-9" in str(value) for value in found.values())


@pytest.mark.parametrize(
    ("story", "changes", "fault"),
    [
        ("a severity without points", {"points": {Severity.MINOR: PlayFigures.minor}}, "no points for major"),
        ("no tiers", {"tiers": ()}, "needs tiers"),
        (
            "a list for a number",
            {"tiers": (Tier("a", PlayFigures.some_brings, PlayFigures.some_brings),)},
            "expected whole",
        ),
        ("a number for a list", {"tiers": (Tier("a", PlayFigures.some, PlayFigures.many),)}, "expected codes"),
        ("a number for a word", {"on_appeal": PlayFigures.some}, "expected word"),
    ],
)
def test_a_faulty_pack_is_refused(story, changes, fault):
    whole = {
        "points": POINTS, "window": Resetting(PlayFigures.months, PlayFigures.begins),
        "tiers": (Tier("some", PlayFigures.some, PlayFigures.some_brings),),
        **HOW, "theme": __name__,
    }  # fmt: skip
    with pytest.raises(BadPack) as refusal:
        pack("faulty", "Faulty", **{**whole, **changes})
    assert fault in refusal.value.facts["reason"]


def test_a_misspelt_pack_is_refused_with_what_was_meant():
    with pytest.raises(UnknownPack) as refusal:
        named("play_quartr")
    assert refusal.value.hint == "play_quarter"


def same(one, other, by):
    """Equal standings on days before, during and after everything."""
    return all(of(one, on, by) == of(other, on, by) for on in range(0, 320, 23))


@given(lives(), st.data(), st.sampled_from(PACKS))
def test_an_overturned_event_leaves_the_standing_there_would_be_without_it(told, data, by):
    if not told:
        return
    gone = data.draw(st.sampled_from(told))
    on = data.draw(OFFSETS)
    about = {gone.id}
    without = [one for one in told if one is not gone]
    while fallen := [one for one in without if getattr(one, "about", None) in about]:
        about |= {one.id for one in fallen}
        without = [one for one in without if one not in fallen]
    assert same([*told, ruling(gone.id, "last", on)], without, by)


@given(lives(), st.randoms(use_true_random=False), st.sampled_from(PACKS))
def test_the_order_of_telling_and_telling_twice_change_nothing(told, chance, by):
    again = told + told[: len(told) // 2]
    chance.shuffle(again)
    assert same(told, again, by)


@given(lives(), OFFSETS, st.sampled_from(PACKS))
def test_points_are_those_of_a_count_by_hand(told, on, by):
    """The fold in sums equals adding up what still counts, event by event."""
    left = remaining(told, "P", day(on))
    stopped = left.contested | left.suspended
    counted = [one for one in left.events if one.id not in stopped]
    weight = {Severity.MINOR: 1, Severity.MAJOR: 3, Severity.CRITICAL: 6}
    today = day(on)

    def counts(one):
        if by is SCORE:
            return 0 <= (today - one.day).days < 60
        return (one.day.year, (one.day.month - 1) // 3) == (today.year, (today.month - 1) // 3)

    lost = sum(weight[one.severity] for one in counted if isinstance(one, ev.Violation) and counts(one))
    orders = sum(one.count for one in counted if isinstance(one, ev.Orders) and counts(one))
    expected = max(0, min(30, 20 + 2 * (orders // 100) - lost)) if by is SCORE else lost
    assert of(told, on, by).points == expected


@given(lives(), OFFSETS)
def test_one_more_violation_never_lowers_the_points(told, on):
    more = [*told, ev.Violation("more", "P", day(on), at(999), Severity.MINOR, WHY)]
    assert (of(more, on).points or 0) == (of(told, on).points or 0) + 1
