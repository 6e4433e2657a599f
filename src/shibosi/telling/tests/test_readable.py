"""Formulas in words: nothing lost, brackets where they are needed."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains import registry
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.dossiers import leaves
from shibosi.kernel.expressions import hours, text
from shibosi.kernel.expressions.nodes import Node, literal
from shibosi.kernel.words import speak
from shibosi.telling.readable import formula, names_of

registry.load()
CONTROLS = sorted(KNOWN)
PATTERN = re.compile(r"(?:(?<=matches )|(?<=符合格式 ))/.*?/(?=[ )]|$)")
"""A pattern a text is held against: what stands in it is no bracket of the formula."""
PACKAGES, OTHER = CustomsList.packages, Waybill.packages


def compared(node: Node) -> frozenset[tuple[str, str]]:
    """What a formula reads, but for columns that only choose the value of a parameter."""
    if node.op == "param":
        return frozenset()
    return frozenset(one for arg in node.args for one in compared(arg)) if node.args else frozenset(leaves(node))


@pytest.mark.parametrize("name", CONTROLS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_control_is_written_with_all_it_reads(name, language):
    control = KNOWN[name]
    names = names_of(control)
    speak(language)
    beside = [formula(node, {}) for node in (control.day, control.place) if node is not None]
    found = [formula(control.scope, names), formula(control.condition, names), *beside]
    told = " ".join(" ".join([one.text, *one.names.values(), *one.currencies]) for one in found)
    plain = PATTERN.sub("", told)
    assert plain.count("(") == plain.count(")") and plain.count("|") % 2 == 0
    assert not re.search(r"\b10{3,}\b", told), "a power of ten is no part of the rule"
    if language == "en":
        for kind, column in compared(control.scope) | compared(control.condition):
            assert (f"count({kind})" if column == "#" else f"{kind}.{column}") in told
        for parameter in control.parameters():
            assert parameter in told


@pytest.mark.parametrize(
    ("story", "node", "words"),
    [
        ("a difference", abs(PACKAGES - OTHER).node, "|customs_list.packages - waybill.packages|"),
        ("a day of the calendar", Node("ge", (CustomsList.declared_on.node, literal(17897, "int")), None, "bool"),
         "customs_list.declared_on >= 2019-01-01"),
        ("not equal", (CustomsList.country != "142").node, 'customs_list.country != "142"'),
        ("missing", CustomsList.voyage.is_missing().node, "customs_list.voyage is missing"),
        ("a list", CustomsList.mode.is_in(["9610", "1210"]).node, 'customs_list.mode in {"1210", "9610"}'),
        ("one of a scaled number", (CustomsList.gross_weight == 1).node, "customs_list.gross_weight = 1"),
        ("the first signs", (CustomsList.customs_number.first(4) == "5141").node,
         'first(customs_list.customs_number, 4) = "5141"'),
        ("a pattern", CustomsList.customs_number.matches("[0-9]{18}").node,
         "customs_list.customs_number matches /[0-9]{18}/"),
        ("a beginning", CustomsList.customs_number.starts_with(text("51")).node,
         'customs_list.customs_number starts with "51"'),
        ("hours", (CustomsList.reported_at - Waybill.reported_at <= hours(PACKAGES)).node,
         "customs_list.reported_at - waybill.reported_at <= customs_list.packages hours"),
        ("another zone", (CustomsList.reported_at.day("Europe/Paris") <= CustomsList.declared_on).node,
         "day(customs_list.reported_at, Europe/Paris) <= customs_list.declared_on"),
    ],
)  # fmt: skip
def test_words_of_single_operations(story, node, words):
    assert formula(node, {}).text == words


def test_amounts_are_compared_in_one_currency_which_is_told_beside():
    found = formula((CustomsList.freight <= CustomsList.insurance).node, {})
    assert found.text == "customs_list.freight <= customs_list.insurance"
    assert found.currencies == ["customs_list.currency = customs_list.insurance_currency"]


def test_what_has_a_name_is_written_by_it_and_told_once():
    named = (PACKAGES + OTHER).node
    found = formula(((PACKAGES + OTHER) * PACKAGES == PACKAGES + OTHER).node, {named: "TOTAL"})
    assert found.text == "TOTAL * customs_list.packages = TOTAL"
    assert found.names == {"TOTAL": "customs_list.packages + waybill.packages"}


numbers = st.recursive(
    st.sampled_from([PACKAGES, OTHER]),
    lambda inner: st.tuples(st.sampled_from(["__add__", "__sub__", "__mul__"]), inner, inner).map(
        lambda made: getattr(made[1], made[0])(made[2])
    ),
    max_leaves=5,
)  # fmt: skip
comparisons = st.tuples(st.sampled_from(["__eq__", "__lt__", "__le__", "__gt__", "__ge__"]), numbers, numbers).map(
    lambda made: getattr(made[1], made[0])(made[2])
)
truths = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        inner.map(lambda one: ~one), st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] == two[1]),
    ),
    max_leaves=6,
)  # fmt: skip


def value(node, given):
    """What a tree of these operations is worth."""
    if node.op == "col":
        return given[node.meta[0]]
    args = [value(arg, given) for arg in node.args]
    return {
        "add": lambda: args[0] + args[1], "sub": lambda: args[0] - args[1], "mul": lambda: args[0] * args[1],
        "eq": lambda: args[0] == args[1], "lt": lambda: args[0] < args[1], "le": lambda: args[0] <= args[1],
        "gt": lambda: args[0] > args[1], "ge": lambda: args[0] >= args[1], "not": lambda: not args[0],
        "and": lambda: args[0] and args[1], "or": lambda: args[0] or args[1],
    }[node.op]()  # fmt: skip


@given(truths, st.integers(-3, 3), st.integers(-3, 3))
def test_what_is_written_means_what_the_tree_means(truth, one, other):
    written = re.sub(r"(?<![<>!])=", "==", formula(truth.node, {}).text)
    given_values = {"customs_list": one, "waybill": other}
    documents = {kind: SimpleNamespace(packages=packages) for kind, packages in given_values.items()}
    assert bool(eval(written, {}, documents)) is bool(value(truth.node, given_values))
