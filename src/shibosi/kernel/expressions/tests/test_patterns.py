"""Patterns: what both engines read alike is taken, everything else refused."""

import re

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shibosi.kernel.expressions import text
from shibosi.kernel.expressions.patterns import BadPattern, PatternNotShared, shared

TAKEN = [
    "[0-9]{10}", "A|AB|142", "a.*", "[A-Z]b?.?", "(?:AB)+", "(A|B)[^0-9]", r"\.", r"[\]a]", r"a\+b", "", "[A-Z0-9-]*",
    "[一-龥]+", r"\t?x", r"\[[0-9]\]",
]  # fmt: skip
REFUSED = [
    ("digits of every script, or only ours", r"\d+", r"\d"),
    ("letters", r"a\w", r"\w"),
    ("blanks", r"\s*", r"\s"),
    ("the end of a word", r"\bAB", r"\b"),
    ("no digit", r"[\D]", r"\D"),
    ("a class in a class", r"[\w-]", r"\w"),
    ("a reference back", r"(a)\1", r"\1"),
    ("the end of the text", r"AB\Z", r"\Z"),
    ("a code point", r"\x41", r"\x"),
    ("an anchor", "^AB", "^"),
    ("the other anchor", "AB$", "$"),
    ("look-ahead", "(?=A)A", "(?="),
    ("without case", "(?i)ab", "(?i"),
    ("a named group", "(?P<a>A)", "(?P"),
    ("set operations", "[a-z&&b]", "&&"),
    ("a set in a set", "[a[b]", "[b"),
    ("a bracket at the beginning of a set", "[]a]", "[]a"),
    ("possessive", "a++", "++"),
]


@pytest.mark.parametrize("pattern", TAKEN)
def test_what_both_read_alike_is_taken(pattern):
    assert shared(pattern) == pattern


@pytest.mark.parametrize(("story", "pattern", "part"), REFUSED)
def test_what_they_read_differently_is_refused_with_the_place(story, pattern, part):
    with pytest.raises(PatternNotShared) as refused:
        text("A").matches(pattern)
    assert (refused.value.facts["pattern"], refused.value.facts["part"]) == (pattern, part)


def test_what_to_write_instead_is_said():
    with pytest.raises(PatternNotShared) as refused:
        shared(r"\d{10}")
    assert refused.value.sentence("en").endswith("Did you mean '[0-9]'?")
    assert refused.value.sentence("zh").endswith("是否指“[0-9]”？")


def test_what_is_no_pattern_is_refused():
    with pytest.raises(BadPattern, match=r"\[0-9"):
        shared("[0-9")


@pytest.mark.parametrize("pattern", TAKEN)
@given(value=st.text(st.sampled_from("AaBb0129٣é市_ .-+[]\n\t\u3000"), max_size=6))
@example(value="\n")
@example(value="٣")
def test_one_row_and_a_batch_agree(pattern, value):
    batch = pl.Series([value]).str.contains(f"^(?:{pattern})$").item()
    assert batch is (re.fullmatch(pattern, value) is not None)
