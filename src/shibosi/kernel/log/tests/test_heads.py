"""Signed heads: the C2SP checkpoint form, and who signed it."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.errors import ForeignSignature, UnreadableHead, UnreadableKey
from shibosi.kernel.log.heads import Head, VerifierKey, read_head, sign_head
from shibosi.kernel.log.tests.builders import KEY, ORIGIN, SIGNING_KEY

HEAD = Head(ORIGIN, 20852163, bytes(range(32)))
NOTE = sign_head(HEAD, SIGNING_KEY)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
# Published with golang.org/x/mod/sumdb/note: the key and the note of its documentation.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SUM_DB_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def signed(text: str, key: Ed25519PrivateKey = SIGNING_KEY, name: str = ORIGIN) -> str:
    """A note over any text, rightly signed."""
    line = base64.b64encode(VerifierKey.of(name, key).id + key.sign(text.encode())).decode()
    return f"{text}\n— {name} {line}\n"


def test_a_head_is_written_as_a_checkpoint_and_read_back() -> None:
    assert NOTE.startswith(f"{ORIGIN}\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— {ORIGIN} ")
    assert signed(HEAD.text()) == NOTE
    assert read_head(NOTE, KEY) == HEAD


@given(st.integers(0, 2**64 - 1), st.binary(min_size=32, max_size=32))
def test_every_head_comes_back(size: int, root: bytes) -> None:
    head = Head("市舶司/存证 1", size, root)
    assert read_head(sign_head(head, SIGNING_KEY, name="witness"), VerifierKey.of("witness", SIGNING_KEY)) == head


@pytest.mark.parametrize("text", [GO_KEY, SUM_DB_KEY])
def test_published_keys_are_read_and_written_alike(text: str) -> None:
    assert str(VerifierKey.read(text + "\n")) == text


@pytest.mark.parametrize(
    "text",
    ["", "a+b", GO_KEY[:-1], GO_KEY.replace("c74f20a3", "c74f20a4"), GO_KEY.replace("PeterNeumann", "Peter Neumann")]
    + [f"{ORIGIN}+00000000+{base64.b64encode(bytes([2]) * 33).decode()}"],
)
def test_a_key_that_does_not_fit_its_id_is_refused(text: str) -> None:
    with pytest.raises(UnreadableKey):
        VerifierKey.read(text)


def test_signatures_of_strangers_and_witnesses_are_passed_over() -> None:
    foreign = signed(HEAD.text(), OTHER, "witness.example/w1").rsplit("\n\n", 1)[1]
    text, own = NOTE.rsplit("\n\n", 1)
    assert read_head(f"{text}\n\n{foreign}{own}", KEY) == HEAD
    assert read_head(f"{text}\n\n{own}{foreign}", KEY) == HEAD
    assert read_head(NOTE, VerifierKey.of("next.key", OTHER), KEY) == HEAD


@pytest.mark.parametrize(
    ("story", "note"),
    [
        ("another key under our name", signed(HEAD.text(), OTHER)),
        ("our key under another name", signed(HEAD.text(), SIGNING_KEY, "elsewhere.example")),
        ("another size", NOTE.replace("20852163", "20852164")),
        ("another origin", NOTE.replace(ORIGIN + "\n", "evil\n", 1)),
        ("one good and one forged line of ours", NOTE + signed("a\n1\n").rsplit("\n\n", 1)[1]),
    ],
)
def test_a_foreign_signature_is_refused(story: str, note: str) -> None:
    with pytest.raises(ForeignSignature) as refusal:
        read_head(note, KEY)
    assert str(KEY) in str(refusal.value.facts["key"])


ROOT = HEAD.text().split("\n")[2]


@pytest.mark.parametrize(
    ("story", "note", "line"),
    [
        ("empty", "", 1),
        ("no signature", HEAD.text(), 4),
        ("no newline at the end", NOTE[:-1], 5),
        ("carriage returns", NOTE.replace("\n", "\r\n"), 1),
        ("two lines", signed(f"{ORIGIN}\n1\n"), 3),
        ("leading zero", signed(f"{ORIGIN}\n01\n{ROOT}\n"), 2),
        ("other digits", signed(f"{ORIGIN}\n１\n{ROOT}\n"), 2),
        ("negative", signed(f"{ORIGIN}\n-1\n{ROOT}\n"), 2),
        ("2**64", signed(f"{ORIGIN}\n{2**64}\n{ROOT}\n"), 2),
        ("short root", signed(f"{ORIGIN}\n1\nAAAA\n"), 3),
        ("loose base64", signed(f"{ORIGIN}\n1\n{ROOT[:-2]}9=\n"), 3),
        ("empty line within", signed(f"{ORIGIN}\n1\n\n{ROOT}\n"), 3),
        ("broken signature line", NOTE + "— x\n", 6),
        ("hyphen for a dash", NOTE.replace("—", "-"), 5),
        ("half a surrogate", NOTE.replace(ORIGIN, "\ud800", 1), 1),
        ("endless", "x" * 1_000_001, 1),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_its_line(story: str, note: str, line: int) -> None:
    with pytest.raises(UnreadableHead) as refusal:
        read_head(note, KEY)
    assert refusal.value.facts == {"line": line}


def test_extension_lines_are_tolerated() -> None:
    assert read_head(signed(HEAD.text() + "extension\n"), KEY) == HEAD


@given(st.text())
def test_any_text_is_refused_and_never_crashes(text: str) -> None:
    with pytest.raises((UnreadableHead, ForeignSignature)):
        read_head(text, KEY)


@pytest.mark.parametrize("origin", ["", "a\nb", "a\x00"])
def test_an_origin_that_would_forge_lines_cannot_be_signed(origin: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        Head(origin, 1, bytes(32))


@pytest.mark.parametrize("name", ["", "two words", "a+b"])
def test_a_name_that_no_signature_line_can_hold_is_refused(name: str) -> None:
    with pytest.raises(UnreadableKey):
        sign_head(HEAD, SIGNING_KEY, name=name)
