"""Questions from the rules: what to do where a rule is broken, which value is in force, who is bound.

The same seed asks the same questions; which answer is right comes from the rule and is never typed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from shibosi.kernel.controls import KNOWN, Control
from shibosi.kernel.parameters import Parameters, Values
from shibosi.kernel.words import translate
from shibosi.standard.register import clauses
from shibosi.standard.vocabulary import PARTIES

OPTIONS = 4
REMEDY = "What is to be done where this does not hold: {sentence}"
VALUE = "Which value is in force today: {meaning}?"
PARTY = "Who is bound by this: {gist}?"
FACTORS = (Decimal("0.5"), Decimal(2), Decimal(3), Decimal("1.5"), Decimal(4))
"""What a value is multiplied with to make wrong ones."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options and the place of the right one. `about` is the control, parameter or item asked."""

    about: str
    item: str
    text: str
    options: tuple[str, ...]
    right: int


def questions(items: Iterable[str], values: Values, day: date, count: int, seed: str) -> list[Question]:
    """Up to `count` questions about some items on a day, no two about the same thing; kinds take turns."""
    random = Random(seed)
    wanted = set(items)
    controls = [one for one in KNOWN.values() if not wanted.isdisjoint(one.clauses)]
    every = [
        list(_remedies(controls, wanted, random)), list(_values(controls, wanted, values, day, random)),
        list(_parties(wanted, random)),
    ]  # fmt: skip
    for some in every:
        random.shuffle(some)
    found: list[Question] = []
    while len(found) < count and any(every):
        for some in every:
            if some and len(found) < count:
                found.append(some.pop())
    return found


def taught_controls(items: Iterable[str]) -> list[Control]:
    """The controls that ask for any of some items, by name."""
    wanted = set(items)
    return sorted((one for one in KNOWN.values() if not wanted.isdisjoint(one.clauses)), key=lambda one: one.name)


def _remedies(controls: Sequence[Control], wanted: set[str], random: Random) -> Iterator[Question]:
    others = sorted({one.remedy for one in KNOWN.values()})
    for one in controls:
        wrong = _some(random, [other for other in others if other != one.remedy])
        told = [translate(text) for text in (one.remedy, *wrong)]
        text = translate(REMEDY).format(sentence=translate(one.sentence))
        yield _question(one.name, _item(one, wanted), text, told, random)


def _values(
    controls: Sequence[Control], wanted: set[str], values: Values, day: date, random: Random
) -> Iterator[Question]:  # fmt: skip
    known: set[str] = set()
    for one in controls:
        for name in one.parameters():
            version, parameter = values.in_force(name, day, None), Parameters.known[name]
            if name in known or parameter.kind == "amount" or version is None:
                continue
            if not isinstance(version.value, int) or not version.value:
                continue
            known.add(name)
            right = Decimal(str(parameter.seen(version.value)))
            others = (_whole(right * factor, right) for factor in FACTORS)
            wrong = dict.fromkeys(f"{value:f}" for value in others if value != right)
            unit = translate(parameter.unit)
            told = [f"{value} {unit}".strip() for value in (f"{right:f}", *list(wrong)[: OPTIONS - 1])]
            if len(told) == OPTIONS:
                text = translate(VALUE).format(meaning=translate(parameter.meaning))
                yield _question(name, _item(one, wanted), text, told, random)


def _parties(wanted: set[str], random: Random) -> Iterator[Question]:
    bound = {name: label for name, label in PARTIES.items() if name != "all"}
    for item in sorted(wanted):
        clause = clauses().get(item)
        if clause is not None and clause.party in bound:
            wrong = _some(random, [name for name in bound if name != clause.party])
            told = [translate(bound[name]) for name in (clause.party, *wrong)]
            yield _question(item, item, translate(PARTY).format(gist=clause.gist), told, random)


def _whole(value: Decimal, like: Decimal) -> Decimal:
    """A wrong value looks like the right one: whole where that is."""
    return value.to_integral_value() if like == like.to_integral_value() else value


def _item(one: Control, wanted: set[str]) -> str:
    return next(item for item in one.clauses if item in wanted)


def _some(random: Random, among: Sequence[str]) -> list[str]:
    return random.sample(among, min(OPTIONS - 1, len(among)))


def _question(about: str, item: str, text: str, told: Sequence[str], random: Random) -> Question:
    """The first of the options is right; they are shuffled."""
    options = random.sample(told, len(told))
    return Question(about, item, text, tuple(options), options.index(told[0]))
