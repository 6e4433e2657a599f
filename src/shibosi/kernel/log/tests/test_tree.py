"""Merkle tree: what is proven, what is refused."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.tests.builders import hashes, reader, root_by_the_book
from shibosi.kernel.log.tree import (
    EMPTY_ROOT,
    consistency_path,
    fold,
    grow,
    inclusion_path,
    is_subtree,
    leaf_hash,
    node_hash,
    subtree_root,
    verify_consistency,
    verify_inclusion,
    verify_subtree_consistency,
    verify_subtree_inclusion,
)
from shibosi.kernel.log.verifier import is_beginning, is_included

Verifier = Callable[..., bool]
LARGEST = 70
HASHES = hashes(LARGEST)
NODE = reader(HASHES)
ROOTS = [root_by_the_book(HASHES[:size]) for size in range(LARGEST + 1)]
SUBTREES = [(start, end) for end in range(1, LARGEST + 1) for start in range(end) if is_subtree(start, end)]

sizes = st.integers(1, LARGEST)


def changed(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data, "big") ^ 1 << bit % (len(data) * 8)).to_bytes(len(data), "big")


def test_roots_are_those_of_the_definition() -> None:
    assert [subtree_root(NODE, 0, size) for size in range(LARGEST + 1)] == ROOTS


def test_a_tree_grown_in_any_steps_has_the_same_root_and_all_its_nodes() -> None:
    for step in (1, 2, 3, 7, 64):
        edge: list[bytes] = []
        nodes: list[bytes] = []
        for start in range(0, LARGEST, step):
            nodes += grow(edge, start, HASHES[start : start + step])
        assert fold(edge) == ROOTS[LARGEST]
        assert len(nodes) == LARGEST - LARGEST.bit_count()


def test_every_leaf_is_provable_at_every_size_and_at_no_other_place() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = inclusion_path(NODE, index, 0, size)
            assert verify_inclusion(index, size, HASHES[index], proof, ROOTS[size])
            assert len(proof) <= (size - 1).bit_length()
            assert not verify_inclusion(index ^ 1, size, HASHES[index], proof, ROOTS[size])


def test_all_pairs_of_sizes_are_consistent() -> None:
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            proof = consistency_path(NODE, 0, old, new)
            assert verify_consistency(old, new, proof, ROOTS[old], ROOTS[new])
            assert len(proof) <= (new - 1).bit_length() + 1
            if old < new:
                assert not verify_consistency(old, new, proof, ROOTS[new], ROOTS[new])
                assert not verify_consistency(old, new, proof, ROOTS[old], ROOTS[new - 1])


@given(st.sampled_from(SUBTREES), st.data())
def test_a_subtree_is_provable_in_every_larger_tree(subtree: tuple[int, int], data: st.DataObject) -> None:
    start, end = subtree
    size = data.draw(st.integers(end, LARGEST))
    index = data.draw(st.integers(start, end - 1))
    root = root_by_the_book(HASHES[start:end])
    proof = consistency_path(NODE, start, end, size)
    assert verify_subtree_consistency(start, end, size, proof, root, ROOTS[size])
    assert verify_subtree_inclusion(index, start, end, HASHES[index], inclusion_path(NODE, index, start, end), root)
    if proof:
        assert not verify_subtree_consistency(start, end, size, proof, HASHES[0][::-1], ROOTS[size])


def some_change(data: st.DataObject, proof: Sequence[bytes], *fixed: bytes) -> tuple[list[bytes], list[bytes]]:
    """The hashes of a statement, with one bit of one of them changed."""
    every = [*proof, *fixed]
    at = data.draw(st.integers(0, len(every) - 1))
    every[at] = changed(every[at], data.draw(st.integers(0, 255)))
    return every[: len(proof)], every[len(proof) :]


@given(sizes, st.data())
def test_one_changed_bit_of_an_inclusion_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, (leaf, root) = some_change(data, inclusion_path(NODE, index, 0, size), HASHES[index], ROOTS[size])
    assert not verify_inclusion(index, size, leaf, proof, root)


@given(sizes, st.data())
def test_one_changed_bit_of_a_consistency_is_refused(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    proof, (root1, root2) = some_change(data, consistency_path(NODE, 0, old, new), ROOTS[old], ROOTS[new])
    assert not verify_consistency(old, new, proof, root1, root2)


@given(sizes, st.data())
def test_a_proof_with_a_hash_more_or_less_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_path(NODE, index, 0, size)
    extra = data.draw(st.sampled_from([ROOTS[size], HASHES[index], EMPTY_ROOT]))
    for wrong in ([*proof, extra], [extra, *proof], proof[1:], proof[:-1]):
        if wrong != proof:
            assert not verify_inclusion(index, size, HASHES[index], wrong, ROOTS[size])


@pytest.mark.parametrize(
    ("included", "begins"),
    [(verify_inclusion, verify_consistency), (is_included, is_beginning)],
    ids=["log", "verifier"],
)
def test_a_root_above_the_root_is_not_the_root_of_that_size(included: Verifier, begins: Verifier) -> None:
    above = node_hash(EMPTY_ROOT, ROOTS[8])
    proof = inclusion_path(NODE, 3, 0, 8)
    assert included(3, 8, HASHES[3], proof, ROOTS[8])
    assert not included(3, 8, HASHES[3], [*proof, EMPTY_ROOT], above)
    proof = consistency_path(NODE, 0, 6, 8)
    assert begins(6, 8, proof, ROOTS[6], ROOTS[8])
    assert not begins(6, 8, [*proof, EMPTY_ROOT], ROOTS[6], above)


numbers = st.integers(-2, 2**64 + 2) | st.sampled_from([0, 1, 2**63, 2**64 - 1, 2**64, 10**300])


@given(numbers, numbers, numbers, st.lists(st.binary(min_size=31, max_size=33), max_size=70))
def test_random_claims_are_refused_without_an_error(a: int, b: int, c: int, proof: list[bytes]) -> None:
    assert not verify_inclusion(a, b, HASHES[0], proof, ROOTS[2])
    assert not verify_consistency(a, b, proof, ROOTS[1], ROOTS[2])
    assert not verify_subtree_inclusion(c, a, b, HASHES[0], proof, ROOTS[2])
    assert not verify_subtree_consistency(a, b, c, proof, ROOTS[1], ROOTS[2])


def test_the_largest_tree_is_within_reach() -> None:
    """A path of 64 hashes to the last leaf of 2**64 - 1, whose siblings are all 'sibling'."""
    size, sibling = 2**64 - 1, b"s" * 32
    index = size - 1
    path = [sibling] * 63
    root = HASHES[0]
    for _ in path:
        root = node_hash(sibling, root)
    assert verify_inclusion(index, size, HASHES[0], path, root)
    assert not verify_inclusion(index - 1, size, HASHES[0], path, root)
    assert not verify_inclusion(size, size + 1, HASHES[0], path, root)


def test_a_node_cannot_pass_for_a_leaf() -> None:
    assert leaf_hash(HASHES[0] + HASHES[1]) != node_hash(HASHES[0], HASHES[1])


def test_nothing_is_shown_about_an_empty_tree() -> None:
    assert not verify_consistency(0, 3, [], EMPTY_ROOT, ROOTS[3])
    assert not verify_inclusion(0, 0, EMPTY_ROOT, [], EMPTY_ROOT)
