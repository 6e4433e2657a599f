"""`shibosi coverage`: covered, in part, open; where register and code contradict each other."""

import pytest

from shibosi.cli import coverage as command
from shibosi.domains import registry
from shibosi.standard.coverage import Cited, coverage
from shibosi.standard.register import clauses, companions, items


def test_every_item_is_counted_once(ask):
    found = ask("coverage", "--json").data
    assert found["standard"]["total"]["of"] == len(clauses()) == 475
    assert found["companions"]["total"]["of"] == len(companions())
    for part in ("standard", "companions"):
        total = found[part]["total"]
        assert total["covered"] + total["partly"] + total["open"] == total["of"]
        for column in ("mode", "system", "party"):
            assert sum(counts["of"] for counts in found[part][column].values()) == total["of"]
    assert len(found["items"]) == len(items())


def test_the_door_and_the_register_count_alike(ask):
    told = ask("coverage", "--json").data
    found = command.computed()
    assert told["standard"]["total"] == found.total()._asdict()
    assert told["companions"]["total"] == found.total(companions=True)._asdict()
    assert {item["id"]: item["state"] for item in told["items"]} == {id: one.state for id, one in found.items.items()}


def test_what_the_controls_cite_is_covered_or_in_part(ask):
    states = {item["id"]: item["state"] for item in ask("coverage", "--json").data["items"]}
    assert {states[id] for id in ("4.5.1.1", "4.5.1.2", "4.5.1.3", "10.4.2.2-a", "10.5.2.2-a")} == {"covered"}
    assert (states["7.2.4-b"], states["4.5.4"]) == ("partly", "open")


def test_a_clause_without_stories_is_not_covered(ask, monkeypatch):
    monkeypatch.setattr(registry, "stories", dict)
    items = ask("coverage", "--json").data["items"]
    assert {item["by"] for item in items if item["state"] == "covered"} == {"page"}


def test_totals_are_told_by_mode_system_and_party(ask):
    found = ask("coverage")
    assert found.status == 0
    for word in ("Standard:", "Companion texts:", "Decided from data", "Customs clearance", "Platform operator"):
        assert word in found.words
    assert "Register and code do not contradict each other." in found.words


def test_totals_speak_chinese(ask):
    found = ask("coverage", language="zh")
    assert "按落实方式" in found.words and "平台经营者" in found.words and "Standard" not in found.out


def test_items_of_one_system_and_mode_are_listed(ask):
    found = ask("coverage", "--system", "customs", "--mode", "workflow")
    assert "4.5.4" in found.words and "4.5.1.1" not in found.words


def test_gaps_leave_out_what_is_covered(ask):
    everything = ask("coverage", "--system", "customs").words
    items = ask("coverage", "--json").data["items"]
    covered = [item["id"] for item in items if item["state"] == "covered" and item["system"] == "customs"]
    gaps = ask("coverage", "--system", "customs", "--gaps").words
    assert "4.5.4 " in gaps and "4.5.4 " in everything
    assert covered and not [id for id in covered if f" {id} " in gaps]


def test_a_contradiction_is_told_and_ends_with_status_1(ask, monkeypatch):
    broken = coverage([Cited("made_up", ["99.9"], "control")])
    monkeypatch.setattr(command, "computed", lambda: broken)
    found = ask("coverage")
    assert found.status == 1 and "cites 99.9, which the register does not have" in found.words


@pytest.mark.parametrize("wrong", [("--system", "custom"), ("--mode", "done"), ("--nonsense",)])
def test_an_unknown_word_is_refused(ask, wrong):
    assert ask("coverage", *wrong).status == 2
