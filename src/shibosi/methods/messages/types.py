"""Types of elements: a quick test that lets what is right pass, and what is wrong with the rest."""

import re
from collections.abc import Callable
from datetime import datetime

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb.fields import Field, FieldType
from shibosi.methods.messages import mistakes as say
from shibosi.methods.messages.mistakes import shown
from shibosi.standard.cebrules import Rule
from shibosi.standard.codes import codes

Test = Callable[[str], object]
DECIMAL = re.compile(r"[+-]?(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))")
WHOLE = re.compile(r"[+-]?([0-9]+)")
UNBOUNDED_DIGITS = 9
MANY = 12
"""Codes that are named in a sentence."""
DAY = "[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])"
HOUR = "(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
TIMES = {"YYYYMMDD": DAY, "YYYYMMDDhhmmss": DAY + HOUR, "YYYYMMDDhhmmssSSS": DAY + HOUR + "[0-9]{3}"}
"""Times that are right at a glance: the 29th to the 31st are looked at in the calendar."""
READ = {"YYYYMMDD": "%Y%m%d", "YYYYMMDDhhmmss": "%Y%m%d%H%M%S", "YYYYMMDDhhmmssSSS": "%Y%m%d%H%M%S%f"}


def quick(field: Field, rules: list[Rule]) -> Test:
    """A test that is true of a value with which nothing is wrong. What it is false of has to be looked at."""
    allowed = [_allowed(rule) for rule in rules if rule.kind in ("codes", "values")]
    if field.fixed:
        allowed.append(frozenset((field.fixed,)))
    forms = [rule.value if rule.kind == "pattern" else TIMES[rule.value]
             for rule in rules if rule.kind in ("pattern", "time")]  # fmt: skip
    pattern = re.compile("".join(rf"(?=(?:{form})\Z)" for form in forms) + _form(field.type), re.DOTALL)
    if not allowed:
        return pattern.fullmatch
    right = frozenset.intersection(*allowed)
    return frozenset(one for one in right if pattern.fullmatch(one)).__contains__


def wrong_with_type(field: Field, value: str) -> Phrase | None:
    """What is wrong with a value that is not empty, by the type and the fixed value of its element."""
    wrong = _CHECKS[field.type.kind](field.type, value)
    if wrong is None and field.fixed and value != field.fixed:
        return Phrase(say.NOT_FIXED, found=shown(value), fixed=field.fixed)
    return wrong


def wrong_with_rule(rule: Rule, value: str) -> Phrase | None:
    """What is wrong with a value that is not empty, by a rule about single values."""
    if rule.kind in ("codes", "values"):
        allowed = _allowed(rule)
        if value in allowed:
            return None
        if len(allowed) > MANY:
            return Phrase(say.NOT_KNOWN, found=shown(value))
        return Phrase(say.NOT_LISTED, found=shown(value), known=" ".join(sorted(allowed)))
    if rule.kind == "pattern":
        return None if re.fullmatch(rule.value, value) else Phrase(say.OTHER_FORM, found=shown(value))
    return None if _is_time(value, rule.value) else Phrase(say.NO_TIME, found=shown(value), form=rule.value)


def wrong_when_empty(field: Field) -> tuple[str, Phrase] | None:
    """Weight and words for an element that is there and empty; None where that is right."""
    form = field.type
    if form.kind == "text" and not form.shortest:
        return (say.NOTED, Phrase(say.EMPTY_PASSES)) if field.required else None
    if form.kind == "text" and not field.required:
        return say.REFUSED, Phrase(say.EMPTY_FIXED_LENGTH, length=form.shortest)
    return say.REFUSED, Phrase(say.EMPTY)


def _allowed(rule: Rule) -> frozenset[str]:
    return frozenset(codes(rule.value) if rule.kind == "codes" else rule.value.split())


def _form(form: FieldType) -> str:
    if form.kind == "decimal":
        return rf"-?[0-9]{{1,{(form.digits or 0) - form.places}}}(?:\.[0-9]{{1,{form.places}}})?"
    if form.kind == "integer":
        return rf"[0-9]{{1,{form.digits or UNBOUNDED_DIGITS}}}"
    return rf".{{{form.shortest},{'' if form.longest is None else form.longest}}}"


def _text(form: FieldType, value: str) -> Phrase | None:
    length = len(value)
    if form.shortest <= length and (form.longest is None or length <= form.longest):
        return None
    if form.shortest == form.longest:
        return Phrase(say.OTHER_LENGTH, found=shown(value), length=length, exact=form.shortest)
    if length < form.shortest:
        return Phrase(say.TOO_SHORT, found=shown(value), length=length, least=form.shortest)
    return Phrase(say.TOO_LONG, found=shown(value), length=length, most=form.longest)


def _decimal(form: FieldType, value: str) -> Phrase | None:
    """Zeros that say nothing, at either end, do not count."""
    match = DECIMAL.fullmatch(value)
    if match is None:
        return Phrase(say.NO_DECIMAL, found=shown(value))
    before, behind = (match[1] or "").lstrip("0"), (match[2] or match[3] or "").rstrip("0")
    if len(behind) > form.places or len(before) + len(behind) > (form.digits or 0):
        return Phrase(say.TOO_MANY_DIGITS, found=shown(value), digits=form.digits, places=form.places)
    return None


def _whole(form: FieldType, value: str) -> Phrase | None:
    match = WHOLE.fullmatch(value)
    if match is None:
        return Phrase(say.NO_WHOLE, found=shown(value))
    digits = form.digits or UNBOUNDED_DIGITS
    return Phrase(say.TOO_LARGE, found=shown(value), digits=digits) if len(match[1].lstrip("0")) > digits else None


_CHECKS: dict[str, Callable[[FieldType, str], Phrase | None]] = {
    "text": _text, "decimal": _decimal, "integer": _whole,
}  # fmt: skip


def _is_time(value: str, form: str) -> bool:
    if len(value) != len(form) or not (value.isascii() and value.isdigit()):
        return False
    try:
        datetime.strptime(value, READ[form])
    except ValueError:
        return False
    return True
