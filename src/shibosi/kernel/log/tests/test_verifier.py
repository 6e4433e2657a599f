"""The independent verifier by itself: its Ed25519, and that it needs nothing."""

import ast
import base64
import sys

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.heads import VerifierKey
from shibosi.kernel.log.tests.builders import hashes, reader, root_by_the_book
from shibosi.kernel.log.tree import consistency_path, inclusion_path
from shibosi.kernel.log.verifier import BASE, ORDER, P, ed25519_holds, is_beginning, is_included

# RFC 8032, 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
        "4655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
        "eb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
        "dc027beceea1ec40a",
    ),
]


def library_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_rfc_hold(public: str, message: str, signature: str) -> None:
    assert ed25519_holds(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))
    assert not ed25519_holds(bytes.fromhex(public), bytes.fromhex(message) + b"\0", bytes.fromhex(signature))


def test_the_published_note_of_another_implementation_holds() -> None:
    """The example of golang.org/x/mod/sumdb/note."""
    key = VerifierKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )  # fmt: skip
    line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    signature = base64.b64decode(line)
    assert signature[:4] == key.id
    assert ed25519_holds(key.public, text.encode(), signature[4:])
    assert not ed25519_holds(key.public, text.encode() + b"\n", signature[4:])


def test_the_base_point_is_that_of_the_rfc() -> None:
    assert BASE[0] == 15112221349535400772501151409588531511454012693041857206046113283949847762202
    assert BASE[1] == 4 * pow(5, -1, P) % P


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 1023))
def test_the_verdict_is_that_of_the_library(seed: bytes, message: bytes, bit: int) -> None:
    """Bits 0 to 511 change the signature, the next 256 the key, the rest nothing."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = bytearray(key.public_key().public_bytes_raw()), bytearray(key.sign(message))
    if bit < 512:
        signature[bit // 8] ^= 1 << bit % 8
    elif bit < 768:
        public[(bit - 512) // 8] ^= 1 << bit % 8
    verdict = ed25519_holds(bytes(public), message, bytes(signature))
    assert verdict is library_holds(bytes(public), message, bytes(signature)) is (bit >= 768)


def test_a_signature_has_one_form_only() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"m")
    s = int.from_bytes(signature[32:], "little")
    assert ed25519_holds(public, b"m", signature)
    assert not ed25519_holds(public, b"m", signature[:32] + (s + ORDER).to_bytes(32, "little"))
    for wrong in (b"", signature[:63], signature + b"\0"):
        assert not ed25519_holds(public, b"m", wrong)


def test_a_key_that_is_no_point_in_its_proper_form_is_refused() -> None:
    identity = (1).to_bytes(32, "little")
    forged = identity + bytes(32)
    not_reduced = (P + 1).to_bytes(32, "little")
    odd_zero = (1 | 1 << 255).to_bytes(32, "little")
    off_the_curve = (2).to_bytes(32, "little")
    for public in (not_reduced, odd_zero, off_the_curve, b"", bytes(31)):
        assert not ed25519_holds(public, b"m", forged)


def test_proofs_are_judged_as_the_log_makes_them() -> None:
    leaves = hashes(33)
    node = reader(leaves)
    roots = [root_by_the_book(leaves[:size]) for size in range(34)]
    for size in range(1, 34):
        for index in range(size):
            proof = inclusion_path(node, index, 0, size)
            assert is_included(index, size, leaves[index], proof, roots[size])
            assert not is_included(index, size, leaves[index], [*proof, roots[1]], roots[size])
            old = index + 1
            proof = consistency_path(node, 0, old, size)
            assert is_beginning(old, size, proof, roots[old], roots[size])
            assert not is_beginning(old, size, proof, roots[old - 1], roots[size])


def test_the_file_imports_nothing_but_the_standard_library() -> None:
    imported: set[str] = set()
    for statement in ast.walk(ast.parse(VERIFIER.read_text("utf-8"))):
        if isinstance(statement, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            imported.add((statement.module or "").split(".")[0])
    assert {"argparse", "hashlib"} <= imported <= sys.stdlib_module_names
