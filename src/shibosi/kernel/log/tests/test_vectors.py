"""The public test vectors of transparency-dev/merkle: right proofs are accepted, wrong ones refused."""

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from shibosi.kernel.log.tests.builders import reader
from shibosi.kernel.log.tree import (
    EMPTY_ROOT,
    consistency_path,
    full_subtrees,
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

pytestmark = pytest.mark.real
Row = dict[str, Any]


def unbase64(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def proof_of(row: Row) -> list[bytes]:
    return [unbase64(node) for node in row["proof"] or []]


def inclusion(row: Row) -> bool:
    return verify_inclusion(
        row["leafIdx"], row["treeSize"], unbase64(row["leafHash"]), proof_of(row), unbase64(row["root"])
    )


def consistency(row: Row) -> bool:
    roots = unbase64(row["root1"]), unbase64(row["root2"])
    return verify_consistency(row["size1"], row["size2"], proof_of(row), *roots)


def subtree_inclusion(row: Row) -> bool:
    return verify_subtree_inclusion(
        row["leafIdx"], row["start"], row["end"], unbase64(row["leafHash"]), proof_of(row), unbase64(row["root"])
    )


def subtree_consistency(row: Row) -> bool:
    roots = unbase64(row["root1"]), unbase64(row["root2"])
    return verify_subtree_consistency(row["start"], row["end"], row["size"], proof_of(row), *roots)


def independent_inclusion(row: Row) -> bool:
    root = unbase64(row["root"])
    return is_included(row["leafIdx"], row["treeSize"], unbase64(row["leafHash"]), proof_of(row), root)


def independent_consistency(row: Row) -> bool:
    roots = unbase64(row["root1"]), unbase64(row["root2"])
    return is_beginning(row["size1"], row["size2"], proof_of(row), *roots)


@pytest.mark.parametrize(
    ("file", "rows", "valid", "verdict"),
    [
        ("inclusion", 98, 6, inclusion),
        ("consistency", 98, 6, consistency),
        ("subtreeinclusion", 204, 12, subtree_inclusion),
        ("subtreeconsistency", 118, 12, subtree_consistency),
        ("inclusion", 98, 6, independent_inclusion),
        ("consistency", 98, 6, independent_consistency),
    ],
)
def test_every_row_gets_the_verdict_it_should(
    real_data: Path, file: str, rows: int, valid: int, verdict: Callable[[Row], bool]
) -> None:
    lines = (real_data / "data" / "merkle_vectors" / f"{file}.jsonl").read_text("utf-8").splitlines()
    table: list[Row] = [json.loads(line) for line in lines]
    assert [row["path"] for row in table if verdict(row) is bool(row["wantErr"])] == []
    assert (len(table), sum(not row["wantErr"] for row in table)) == (rows, valid)


@pytest.fixture
def reference(real_data: Path) -> Row:
    """A tree of eight leaves with all its hashes, and sums over all proofs of larger trees."""
    tree: Row = json.loads((real_data / "data" / "merkle_vectors" / "reference_tree.json").read_text("utf-8"))
    return tree


def test_the_reference_tree_has_the_same_nodes_and_roots(reference: Row) -> None:
    hashes = [leaf_hash(bytes.fromhex(data)) for data in reference["leaf_inputs_hex"]]
    node = reader(hashes)
    for level, expected in enumerate(reference["node_hashes_hex_by_level"]):
        assert [node(level, index).hex() for index in range(len(expected))] == expected
    roots = reference["root_hashes_hex_by_tree_size"]
    assert [subtree_root(node, 0, size).hex() for size in range(len(roots))] == roots
    compact = reference["compact_tree_nodes_level_index_by_tree_size"]
    assert [[list(part) for part in full_subtrees(0, size)] for size in range(len(compact))] == compact


def test_the_hasher_vectors_agree(reference: Row) -> None:
    found = []
    for vector in reference["hasher_vectors"]:
        if vector["kind"] == "leaf":
            found.append(leaf_hash(bytes.fromhex(vector["input_hex"])))
        elif vector["kind"] == "node":
            found.append(node_hash(bytes.fromhex(vector["left_hex"]), bytes.fromhex(vector["right_hex"])))
        else:
            found.append(EMPTY_ROOT)
    assert [hash.hex() for hash in found] == [vector["want_hex"] for vector in reference["hasher_vectors"]]


def test_all_subtree_hashes_and_proofs_up_to_130_leaves_agree(reference: Row) -> None:
    node = reader([leaf_hash(bytes([index])) for index in range(130)])
    subtrees = [(start, end) for end in range(131) for start in range(end + 1) if is_subtree(start, end)]
    roots, inclusions, consistencies = sha256(), sha256(), sha256()
    for start, end in subtrees:
        roots.update(f"[{start}, {end}) {subtree_root(node, start, end).hex()}\n".encode())
        for index in range(start, end):
            proof = "".join(" " + step.hex() for step in inclusion_path(node, index, start, end))
            inclusions.update(f"{index} [{start}, {end}){proof}\n".encode())
    for size in range(131):
        for start, end in subtrees:
            if end <= size:
                proof = "".join(" " + step.hex() for step in consistency_path(node, start, end, size))
                consistencies.update(f"[{start}, {end}) {size}{proof}\n".encode())
    wanted = [vector["want"] for vector in reference["accumulated_subtree_vectors"]["vectors"]]
    assert [roots.hexdigest(), inclusions.hexdigest(), consistencies.hexdigest()] == wanted[:3]
