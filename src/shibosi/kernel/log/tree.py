"""Merkle tree hashing and proofs (RFC 6962, RFC 9162), also about subtrees (draft-ietf-plants-merkle-tree-certs).

The functions that make proofs read the tree through a `Node` reader and touch O(log n) nodes. The functions that verify
know nothing but their arguments and answer False, never an exception, to whatever is wrong.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
LARGEST_SIZE = 2**64 - 1

Node = Callable[[int, int], bytes]
"""Reads a full subtree: (level, index) -> hash over the leaves [index * 2**level, (index + 1) * 2**level)."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return sha256(b"\1" + left + right).digest()


def grow(edge: list[bytes], size: int, hashes: Iterable[bytes]) -> list[bytes]:
    """Append leaf hashes to a tree of `size` leaves; answer the new inner nodes in the order of their completion.

    `edge` holds the roots of the full subtrees the tree consists of, largest first (one for each 1 bit of `size`). It
    is changed in place.
    """
    nodes: list[bytes] = []
    for top in hashes:
        carry = size
        while carry & 1:
            top = sha256(b"\1" + edge.pop() + top).digest()
            nodes.append(top)
            carry >>= 1
        edge.append(top)
        size += 1
    return nodes


def fold(edge: Sequence[bytes]) -> bytes:
    """Root of a tree from the roots of its full subtrees, largest first."""
    if not edge:
        return EMPTY_ROOT
    root = edge[-1]
    for left in reversed(edge[:-1]):
        root = node_hash(left, root)
    return root


def full_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """The full subtrees (level, index) that the subtree [start, end) consists of, largest first."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append((level, start >> level))
        start += 1 << level
    return parts


def is_subtree(start: int, end: int) -> bool:
    """Whether the leaves [start, end) hang under one node in every larger tree. [0, n) always do."""
    if not 0 <= start <= end <= LARGEST_SIZE:
        return False
    return start in (0, end) or start % (1 << (end - start - 1).bit_length()) == 0


def subtree_root(node: Node, start: int, end: int) -> bytes:
    """Root over the leaves of the subtree [start, end)."""
    return fold([node(level, index) for level, index in full_subtrees(start, end)])


def _middle(start: int, end: int) -> int:
    """Where a tree over [start, end) divides: after the largest power of two below its size."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def inclusion_path(node: Node, index: int, start: int, end: int) -> list[bytes]:
    """Proof that the leaf `index` is in the subtree [start, end), nearest sibling first."""
    path = []
    while end - start > 1:
        middle = _middle(start, end)
        if index < middle:
            path.append(subtree_root(node, middle, end))
            end = middle
        else:
            path.append(subtree_root(node, start, middle))
            start = middle
    return path[::-1]


def consistency_path(node: Node, start: int, end: int, size: int) -> list[bytes]:
    """Proof that the subtree [start, end) is part of the tree of `size` leaves (from 0: its beginning)."""
    if start == end:
        return []
    path = []
    low, high, known = 0, size, True
    while (low, high) != (start, end):
        middle = _middle(low, high)
        if end <= middle:
            path.append(subtree_root(node, middle, high))
            high = middle
        else:
            path.append(subtree_root(node, low, middle))
            if start < middle:
                start, known = middle, False
            low = middle
    if not known:
        path.append(subtree_root(node, low, high))
    return path[::-1]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash `leaf` stands at `index` in the tree of `size` leaves under `root`."""
    return verify_subtree_inclusion(index, 0, size, leaf, proof, root)


def verify_subtree_inclusion(
    index: int, start: int, end: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """The same for a leaf `index` of the subtree [start, end), whose root is `root`."""
    if not is_subtree(start, end) or not start <= index < end or not _are_hashes(leaf, root, *proof):
        return False
    at, last = index - start, end - start - 1
    found = leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(size1: int, size2: int, proof: Sequence[bytes], root1: bytes, root2: bytes) -> bool:
    """Whether `proof` shows that the tree of `size2` leaves under `root2` begins with that of `size1` under `root1`.

    Nothing can be shown about an empty tree, so `size1` 0 is refused.
    """
    return size1 > 0 and verify_subtree_consistency(0, size1, size2, proof, root1, root2)


def verify_subtree_consistency(
    start: int, end: int, size: int, proof: Sequence[bytes], root1: bytes, root2: bytes
) -> bool:
    """Whether `proof` shows that the tree of `size` leaves under `root2` holds [start, end) under `root1`."""
    if not is_subtree(start, end) or not end <= size <= LARGEST_SIZE:
        return False
    if start == end:
        return not proof and root1 == EMPTY_ROOT
    if (start, end) == (0, size):
        return not proof and root1 == root2
    if not _are_hashes(root1, root2, *proof):
        return False
    first, last, top = start, end - 1, size - 1
    while first != last and (last == top or last & 1):
        first, last, top = first >> 1, last >> 1, top >> 1
    # Either the whole subtree is one node of the larger tree, or the proof begins with the last node they share.
    if first == last:
        shared, rest = root1, proof
    elif proof:
        shared, rest = proof[0], proof[1:]
    else:
        return False
    inside = outside = shared
    for sibling in rest:
        if top == 0:
            return False
        if last & 1 or last == top:
            if first < last:
                inside = node_hash(sibling, inside)
            outside = node_hash(sibling, outside)
            while last and not last & 1:
                first, last, top = first >> 1, last >> 1, top >> 1
        else:
            outside = node_hash(outside, sibling)
        first, last, top = first >> 1, last >> 1, top >> 1
    return top == 0 and inside == root1 and outside == root2


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
