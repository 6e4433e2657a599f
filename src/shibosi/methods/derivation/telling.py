"""A derivation told: as indented lines for people, as plain data for programs and pages, in the language in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shibosi.kernel.words import Phrase, told, translate
from shibosi.methods.derivation.number import DIGITS, PERCENT, Number
from shibosi.methods.derivation.rounding import LEVELS, SAID
from shibosi.methods.derivation.sources import Source, reasons
from shibosi.standard.vocabulary import CONFIDENCE_WORDS

CENT, STEP = Decimal("0.01"), Decimal("0.000001")
"""How finely a number that was not rounded is shown."""
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
LEAVES = ("given", "constant", "row", "between", "none")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: what it is called, how much it is, how it came about, from where, and its parts."""

    label: str
    amount: str
    formula: str
    source: str
    because: tuple[str, ...]
    parts: tuple["Step", ...]


def text(number: Number) -> str:
    """A number with its unit: "230.59 CNY", "13 %", "12.35 to 12.92 EUR", "8.00 USD or more"."""
    low = _plain(number.low, number)
    unit = number.unit if number.unit.isupper() else translate(number.unit)
    unit = f" {unit}" if unit else ""
    if number.exact:
        return low + unit
    if number.high is None:
        return translate("{low} or more").format(low=low + unit)
    return translate("{low} to {high}").format(low=low, high=_plain(number.high, number)) + unit


def said(words: str) -> str:
    """A label or a reason in the language in use."""
    if isinstance(words, Phrase):
        return translate(words.words).format(**told(words.facts))
    return translate(words)


def tree(number: Number) -> Step:
    """The explanation of a number; the parts of what was told before are not told again."""
    return _step(number, set())


def lines(number: Number) -> list[str]:
    """The explanation as indented text."""
    return list(_lines(tree(number), 0))


def _lines(step: Step, depth: int) -> Iterator[str]:
    margin = "  " * depth
    line = margin + step.label + translate(": ") + step.amount
    line += f" = {step.formula}" if step.formula else ""
    yield line + (f" [{step.source}]" if step.source else "")
    for reason in step.because:
        yield f"{margin}  ! {reason}"
    for part in step.parts:
        yield from _lines(part, depth + 1)


def range_data(number: Number) -> dict[str, Any]:
    """A number as plain data without its derivation: exact value or bounds, as text."""
    return {
        "value": _exact(number.value), "low": _exact(number.low), "high": _exact(number.high), "unit": number.unit,
        "shown": text(number), "because": [said(one) for one in reasons(number)],
    }  # fmt: skip


def as_data(number: Number) -> dict[str, Any]:
    """A number with its derivation as plain data, decimals as text; the operands of what stands twice stand once."""
    return _data(number, set())


def _data(number: Number, before: set[int]) -> dict[str, Any]:
    how, repeated = number.rounding, id(number) in before
    before.add(id(number))
    return {
        "label": said(number.label) if number.label else None, "value": _exact(number.value),
        "low": _exact(number.low), "high": _exact(number.high), "unit": number.unit, "shown": text(number),
        "operation": number.operation, "formula": _formula(number, []) if number.operands else None,
        "rounding": {"step": str(how.step), "way": how.way, "level": how.level} if how else None,
        "source": number.source.as_data() if number.source else None,
        "because": [said(one) for one in number.because], 
        "repeated": repeated, "operands": [] if repeated else [_data(one, before) for one in number.operands],
    }  # fmt: skip


def _step(number: Number, before: set[int]) -> Step:
    parts: list[Number] = []
    formula = _formula(number, parts)
    before.add(id(number))
    told_parts = []
    for one in parts:
        if id(one) not in before and one.operation != "constant":
            told_parts.append(_step(one, before))
    label = said(number.label) if number.label else translate("Result")
    because = tuple(said(one) for one in _reasons(number))
    return Step(label, text(number), formula, _source(number), because, tuple(told_parts))


def _formula(number: Number, parts: list[Number]) -> str:
    """The formula with the amounts of what has a name; those are gathered in `parts`."""
    if number.operation in LEAVES:
        return ""
    if number.operation == "rounded":
        assert number.rounding is not None, "a rounded number knows how"
        words = "{formula} (rounded {way} to {step}, {level})"
        how = number.rounding
        return translate(words).format(
            formula=_inside(number.operands[0], parts, False), way=translate(SAID[how.way]), step=how.step,
            level=translate(LEVELS[how.level]),
        )  # fmt: skip
    if number.operation in SIGNS:
        left, right = number.operands
        weighs = number.operation in "*/"
        return _inside(left, parts, weighs) + SIGNS[number.operation] + _inside(right, parts, number.operation != "+")
    inner = [_inside(one, parts, False) for one in number.operands]
    if number.operation == "total":
        return " + ".join(inner)
    joined = {"largest": "the larger of {parts}", "smallest": "the smaller of {parts}", "either": "one of {parts}"}
    return translate(joined[number.operation]).format(parts=", ".join(inner))


def _inside(number: Number, parts: list[Number], bracketed: bool) -> str:
    if number.label or number.operation in LEAVES:
        parts.append(number)
        return text(number)
    formula = _formula(number, parts)
    return f"({formula})" if bracketed and number.operation in ("+", "-", "total") else formula


def _reasons(number: Number) -> list[str]:
    """The reasons of a step: its own, and those of what stands in its formula without a name."""
    found = list(number.because)
    for one in number.operands:
        if not one.label and one.operation not in LEAVES:
            found.extend(_reasons(one))
    return found


def _source(number: Number) -> str:
    if number.operation == "given":
        return translate("as given")
    if number.operation == "none":
        return translate("does not apply")
    return source_text(number.source) if number.source and number.operation != "rounded" else ""


def source_text(source: Source) -> str:
    """A source in words: the row, since when, whence, how sure."""
    since = translate("from {day}").format(day=source.first) if source.first else translate("first day unknown")
    until = translate("until {day}").format(day=source.last) if source.last else ""
    days = f"{since} {until}".strip()
    return f"{source.name}, {source.place}, {days}; {source.source}; {translate(CONFIDENCE_WORDS[source.confidence])}"


def _plain(value: Decimal, number: Number) -> str:
    if number.unit == PERCENT:
        value = value.scaleb(2)
    short = value.quantize(STEP, context=DIGITS)
    if number.unit == PERCENT or number.operation == "constant" or not number.unit:
        return _trimmed(short) + ("…" if short != value else "")
    cents = short.quantize(CENT, context=DIGITS)
    return f"{cents:,f}" if cents == value else f"{_trimmed(short, ',')}" + ("…" if short != value else "")


def _trimmed(value: Decimal, sign: str = "") -> str:
    shown = f"{value:{sign}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
