"""Things that share traits: who is linked, by what, and who is not."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.graph.linking import Weights, groups, links
from shibosi.methods.graph.tests.seeded import seeded

WEIGHTS = Weights({"owner": 3, "account": 3, "document": 3, "device": 2, "phone": 2, "address": 1}, 3, 20)


def traits(*rows):
    return pl.DataFrame(rows, schema=["thing", "part", "kind", "value"], orient="row", infer_schema_length=None)


def linked(*rows):
    return [(left, right) for left, right, _ in links(traits(*rows), WEIGHTS).iter_rows()]


@pytest.mark.parametrize(
    ("shared", "found"),
    [
        (["owner"], True),
        (["device"], False),
        (["device", "address"], True),
        (["address"], False),
        (["phone", "device"], True),
        (["shoe-size"], False),
    ],
)
def test_one_strong_trait_or_several_weak_ones_bind(shared, found):
    rows = [(shop, "DE", kind, "1") for shop in ("A", "B") for kind in shared]
    assert linked(*rows) == ([("A", "B")] if found else [])


def test_the_same_said_twice_counts_once():
    rows = [(shop, "DE", "device", value) for shop in "AB" for value in "12"]
    assert linked(*rows, *rows) == []


def test_shops_in_two_markets_are_no_duplicates():
    assert linked(("A", "DE", "owner", "1"), ("B", "FR", "owner", "1")) == []


@pytest.mark.parametrize(("sharing", "found"), [(20, True), (21, False)])
def test_what_too_many_share_binds_nobody(sharing, found):
    assert bool(linked(*[(f"S{at}", "DE", "owner", "1") for at in range(sharing)])) is found


def test_what_is_not_known_is_shared_by_nobody():
    assert linked(("A", "DE", "owner", None), ("B", "DE", "owner", None), ("C", None, "owner", "1"),
                  ("D", None, "owner", "1")) == [("C", "D")]  # fmt: skip


def test_a_chain_of_links_is_one_group_with_what_it_shares():
    rows = [(shop, "DE", "owner", "1") for shop in "AB"] + [(shop, "DE", "account", "2") for shop in "BC"]
    (group,) = groups(traits(*rows), WEIGHTS)
    assert group.things == ("A", "B", "C")
    assert [(one.kind, one.things) for one in group.shared] == [("account", ("B", "C")), ("owner", ("A", "B"))]
    assert group.points == 3


def test_nobody_is_linked_where_nothing_is_known():
    assert groups(traits().cast(pl.String), WEIGHTS) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_seeded_fakes_are_found_exactly_and_nobody_else(seed):
    world = seeded(sellers=2000, fakes=60, seed=seed)
    assert {frozenset(one.things) for one in groups(world.traits, WEIGHTS)} == world.groups


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.just("DE"), st.sampled_from(sorted(WEIGHTS.points)),
                          st.sampled_from("123")), max_size=40))  # fmt: skip
def test_groups_are_the_components_of_links(rows):
    some = traits(*rows) if rows else traits().cast(pl.String)
    pairs = {frozenset(pair) for pair in linked(*rows)} if rows else set()
    found = groups(some, WEIGHTS)
    assert {thing for one in found for thing in one.things} == {thing for pair in pairs for thing in pair}
    assert all(any(pair <= set(one.things) for one in found) for pair in pairs)
