"""Keyed commitments: one entry opens alone, a destroyed key closes all."""

import hmac
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.commitments import canonical, commit_many, commitment, salt
from shibosi.kernel.log.errors import NotCanonical
from shibosi.kernel.log.tests.builders import RUN_KEY

keys = st.binary(min_size=32, max_size=32)


@given(keys, st.lists(st.binary(max_size=200), max_size=20), st.integers(0, 2**63))
def test_a_batch_commits_to_the_same_as_one_by_one(key: bytes, entries: list[bytes], first: int) -> None:
    one_by_one = [commitment(salt(key, first + at), entry) for at, entry in enumerate(entries)]
    assert commit_many(key, entries, first) == one_by_one


def test_the_construction_is_plain_hmac() -> None:
    own = hmac.new(RUN_KEY, b"shibosi log salt v1\0" + (5).to_bytes(8, "big"), "sha256").digest()
    assert salt(RUN_KEY, 5) == own
    assert commit_many(RUN_KEY, [b"content"], 5) == [hmac.new(own, b"content", "sha256").digest()]


def test_equal_contents_look_different_at_different_places_and_under_different_keys() -> None:
    entries = [b"same"] * 100
    both = commit_many(RUN_KEY, entries) + commit_many(b"q" * 32, entries)
    assert len(set(both)) == 200


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_keys_of_another_length_are_not_taken(length: int) -> None:
    for use in (lambda key: salt(key, 0), lambda key: commitment(key, b""), lambda key: commit_many(key, [b""])):
        with pytest.raises(ValueError, match="32 bytes"):
            use(b"k" * length)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(texts, json_values, max_size=4))
def test_the_order_of_keys_does_not_matter(facts: dict[str, object]) -> None:
    assert canonical(facts) == canonical(dict(reversed(facts.items())))


def test_canonical_bytes_are_short_and_readable() -> None:
    assert canonical({"结果": "违反", "amount": "100.00", "n": [1, None, True]}) == (
        '{"amount":"100.00","n":[1,null,true],"结果":"违反"}'.encode()
    )


@pytest.mark.parametrize(
    "value", [1.0, {"a": [float("nan")]}, Decimal(1), date(2025, 1, 1), {1: "a"}, b"bytes", {"a": {"b"}}, "\ud800"]
)
def test_what_has_more_than_one_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)
