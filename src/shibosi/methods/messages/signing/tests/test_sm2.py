"""SM2 with SM3: the published example of GB/T 32918.5-2017, signatures of any key, and whatever is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.messages.signing import der, sm2
from shibosi.methods.messages.signing.errors import NoKey
from shibosi.methods.messages.signing.tests.builders import SM2_PRIVATE

PUBLIC = sm2.Point(
    0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
    0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
)
HASH = 0xF0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640
NONCE = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
KEYS = st.integers(1, sm2.N - 2)


def test_the_published_example_is_met():
    assert sm2.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm2.public_of(SM2_PRIVATE) == PUBLIC
    assert int.from_bytes(sm2.digest(b"message digest", PUBLIC)) == HASH
    assert sm2.signed_with(HASH, SM2_PRIVATE, NONCE) == (R, S)
    assert sm2.verify(b"message digest", R.to_bytes(32) + S.to_bytes(32), PUBLIC)


@settings(max_examples=8, deadline=None)
@given(KEYS, st.binary(max_size=300), st.integers(0, 63), st.integers(1, 255))
def test_what_a_key_signs_verifies_with_it_and_nothing_else_does(private, data, at, flip):
    public = sm2.public_of(private)
    signature = sm2.sign(data, private)
    assert sm2.is_public(public) and sm2.verify(data, signature, public)
    changed = signature[:at] + bytes([signature[at] ^ flip]) + signature[at + 1 :]
    assert not sm2.verify(data, changed, public)
    assert not sm2.verify(data + b"x", signature, public)
    assert not sm2.verify(data, signature, PUBLIC)


@pytest.mark.parametrize(
    ("story", "signature"),
    [
        ("nothing", b""),
        ("too short", bytes(63)),
        ("too long", bytes(65)),
        ("zeros", bytes(64)),
        ("r of nothing", bytes(32) + S.to_bytes(32)),
        ("s of nothing", R.to_bytes(32) + bytes(32)),
        ("r as large as the order", sm2.N.to_bytes(32) + S.to_bytes(32)),
        ("both parts add up to nothing", R.to_bytes(32) + (sm2.N - R).to_bytes(32)),
        ("written as DER, as OpenSSL wants it", bytes.fromhex("3046022100") + R.to_bytes(32) + b"\2\x21\0"),
    ],
)
def test_what_is_no_signature_is_refused(story, signature):
    assert not sm2.verify(b"message digest", signature, PUBLIC), story


def test_a_key_that_is_no_point_of_the_curve_verifies_nothing():
    off = sm2.Point(PUBLIC.x, PUBLIC.y + 1)
    assert not sm2.verify(b"message digest", R.to_bytes(32) + S.to_bytes(32), off)


@settings(max_examples=10, deadline=None)
@given(KEYS)
def test_keys_are_written_and_read_again(private):
    public = sm2.public_of(private)
    assert der.sm2_private(der.private_of(private)) == private
    assert der.sm2_public(der.public_of(public)) == public


@given(st.binary(max_size=200))
def test_bytes_that_are_no_key_are_told(data):
    for read in (der.sm2_public, der.sm2_private, der.sm2_public_of_certificate):
        try:
            assert read(data) is None
        except NoKey:
            continue


def test_a_point_off_the_curve_is_no_key():
    with pytest.raises(NoKey):
        der.sm2_public(der.public_of(sm2.Point(PUBLIC.x, PUBLIC.y ^ 1)))
