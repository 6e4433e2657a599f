"""Rules about several values of a document: what stands together, what a mode asks for, how lines are numbered."""

from collections.abc import Callable, Iterator

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb.fields import name_sets
from shibosi.methods.formats.ceb.model import Document, Row
from shibosi.methods.messages import mistakes as say
from shibosi.standard.cebrules import Rule

Found = Iterator[tuple[Rule, str, int, str, Phrase]]
"""Rule, section, row of the section (0 for the head), element, what is wrong."""
DIGITS = 9


def broken(rules: tuple[Rule, ...], document: Document) -> Found:
    """What a document breaks of the rules about it."""
    for rule in rules:
        if rule.when is None or document.head.get(rule.when[0]) in rule.when[1]:
            yield from _KINDS[rule.kind](rule, document)


def _rows(document: Document, element: str) -> Iterator[tuple[str, int, Row]]:
    """The rows that have a place for an element, each with its section and number."""
    for section, names in name_sets(document.message).items():
        if element not in names:
            continue
        if section in document.lists:
            yield from ((section, at, row) for at, row in enumerate(document.lists[section], start=1))
        else:
            yield section, 0, document.head


def _filled(rule: Rule, document: Document) -> Found:
    found = Phrase(say.NOT_FILLED, element=rule.when[0], found=document.head.get(rule.when[0])) if rule.when else None
    for element in rule.elements:
        for section, at, row in _rows(document, element):
            if not row.get(element) and found is not None:
                yield rule, section, at, element, found


def _empty(rule: Rule, document: Document) -> Found:
    for element in rule.elements:
        for section, at, row in _rows(document, element):
            value = row.get(element)
            if value and rule.when:
                other = document.head.get(rule.when[0])
                what = Phrase(say.NOT_EMPTY, found=say.shown(value), element=rule.when[0], other=other)
                yield rule, section, at, element, what


def _together(rule: Rule, document: Document) -> Found:
    first, second = rule.elements
    for section, at, row in _rows(document, first):
        if bool(row.get(first)) != bool(row.get(second)):
            missing, there = (second, first) if row.get(first) else (first, second)
            yield rule, section, at, missing, Phrase(say.NOT_TOGETHER, element=there)


def _counted(rule: Rule, document: Document) -> Found:
    (element,) = rule.elements
    for section, at, row in _rows(document, element):
        value = row.get(element)
        if value is not None and value != str(at) and _number(value) != at:
            yield rule, section, at, element, Phrase(say.NOT_COUNTED, found=say.shown(value), expected=at)


def _at_most(rule: Rule, document: Document) -> Found:
    (element,) = rule.elements
    value, most = document.head.get(element), document.head.get(rule.value)
    number, bound = _number(value), _number(most)
    if number is not None and bound is not None and not 1 <= number <= bound:
        yield rule, _head(document), 0, element, Phrase(say.ABOVE, found=value, most=bound)


def _in_order(rule: Rule, document: Document) -> Found:
    """Two times of one form, or two numbers written alike."""
    first, second = rule.elements
    one, other = document.head.get(first), document.head.get(second)
    if one and other and len(one) == len(other) and one > other:
        what = Phrase(say.AFTER, found=say.shown(one), element=second, other=say.shown(other))
        yield rule, _head(document), 0, first, what


def _head(document: Document) -> str:
    return next(section for section in name_sets(document.message) if section not in document.lists)


def _number(value: str | None) -> int | None:
    """A whole number without sign; None for anything else, which its type has told of."""
    return int(value) if value and len(value) <= DIGITS and value.isascii() and value.isdigit() else None


_KINDS: dict[str, Callable[[Rule, Document], Found]] = {
    "filled": _filled, "empty": _empty, "together": _together, "counted": _counted, "at-most": _at_most,
    "in-order": _in_order,
}  # fmt: skip
