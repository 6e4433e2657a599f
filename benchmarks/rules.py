"""Fifty flat rules on one record: our generated function against zen-engine, in the same run.

python -m benchmarks.rules [--records N]

The same rules and the same records, in memory and ready for each side: ours as the rows of a dossier, zen's as dicts,
and each answers in its own form. zen is measured in three forms (expressions in a decision, a decision table that
collects, compiled expressions called one by one); the fastest counts. Exit status 1 when the answers differ.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import zen

from benchmarks.flat_rules import TEXTS, Rule, records, rules
from benchmarks.timing import microseconds, percentile
from shibosi.kernel.columns import text, whole
from shibosi.kernel.controls import Control, Outcome, control
from shibosi.kernel.dossiers import Dossier, gather, one
from shibosi.kernel.expressions import BoolX
from shibosi.kernel.expressions.scalar import Circumstances, compile_controls
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Values, Version
from shibosi.kernel.parameters import whole as whole_parameter
from shibosi.kernel.records import Record

TIMES = 50
"""How many times as long as ours zen has to take."""


@dataclass(frozen=True)
class Way:
    """A way to judge a record, and how its answer says which rules hold."""

    judge: Callable[[Any], Any]
    holds: Callable[[Any], list[bool]]


class Flat(Record, label="Flat record"):
    """Thirty columns; the first ten are codes, the others whole numbers."""

    number = text("Number", key=True)
    t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 = (text("Code") for _ in TEXTS)
    n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 = (whole("Number") for _ in range(10))
    n10, n11, n12, n13, n14, n15, n16, n17, n18, n19 = (whole("Number") for _ in range(10))


FLAT = Dossier("flat", "One flat record", ("number",), [one(Flat.number)])


Limits = type("Limits", (Parameters,), {rule.name: whole_parameter("Limit", "pieces") for rule in rules()})
"""A limit for each rule, for a control holds no numbers."""


def declared(rule: Rule) -> Control:
    """A rule as a control of ours."""
    left, right, third, word = (getattr(Flat, name) for name in (rule.left, rule.right, rule.third, rule.word))

    def condition(limits: Limits) -> BoolX:
        """A flat rule."""
        limit = getattr(limits, rule.name)
        shapes: list[Callable[[], BoolX]] = [
            lambda: left <= limit,
            lambda: left + right >= third,
            lambda: word.is_in(rule.words),
            lambda: (left <= limit) | word.is_in(rule.words),
            lambda: ~((left > limit) & (right > third)),
        ]
        return shapes[rule.shape]()

    condition.__name__ = rule.name
    return control(clauses=[], dossier=FLAT, remedy="")(condition)


def values() -> Values:
    """The limits, in force everywhere and always."""
    return Values({
        f"limits.{rule.name}": [Version(rule.limit, None, None, EVERYWHERE, "benchmark", "local")] for rule in rules()
    })  # fmt: skip


def ours() -> Way:
    """Our generated function over the rows of a dossier."""
    judge = compile_controls(FLAT, [declared(rule) for rule in rules()], values())
    at = Circumstances(0)
    return Way(lambda rows: judge(rows, at), lambda outcomes: [code == Outcome.HELD for code in outcomes])


def zen_expressions() -> Way:
    """A decision with one expression node."""
    listed = [{"id": rule.name, "key": rule.name, "value": rule.expression()} for rule in rules()]
    decision = _decision("expressionNode", {"expressions": listed})
    names = [rule.name for rule in rules()]
    return Way(decision.evaluate, lambda answer: [answer["result"][name] for name in names])


def zen_table() -> Way:
    """A decision table that collects the names of all rules that hold."""
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "condition", "name": "condition"}],
        "outputs": [{"id": "name", "name": "name", "field": "name"}],
        "rules": [
            {"_id": rule.name, "condition": rule.expression(), "name": f'"{rule.name}"'} for rule in rules()
        ],
    }  # fmt: skip
    decision = _decision("decisionTableNode", content)
    names = [rule.name for rule in rules()]
    return Way(decision.evaluate, lambda answer: [{"name": name} in answer["result"] for name in names])


def zen_compiled() -> Way:
    """Compiled expressions, one call each."""
    compiled = [zen.compile_expression(rule.expression()) for rule in rules()]
    return Way(lambda record: [expression.evaluate(record) for expression in compiled], list)


def _decision(kind: str, content: dict[str, Any]) -> zen.ZenDecision:
    nodes = [("in", "inputNode", {}), ("judge", kind, content), ("out", "outputNode", {})]
    return zen.ZenEngine().create_decision({
        "nodes": [
            {"id": name, "name": name, "type": type_, "position": {"x": 0, "y": 0}, "content": inside}
            for name, type_, inside in nodes
        ],
        "edges": [
            {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
            for source, target in (("in", "judge"), ("judge", "out"))
        ],
    })  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Microseconds of each form (median, 99th percentile), how many times as long zen's fastest took, and equality."""

    forms: dict[str, tuple[float, float]]
    times: float
    equal: bool


def measured(number: int) -> Told:
    """Measure all forms over so many records; the first 200 answers of each are compared."""
    dicts = records(number)
    given: dict[str, list[Any]] = {"ours": [gather(FLAT, [Flat(number="1", **record)]) for record in dicts]}
    made = {"ours": ours, "zen, expressions": zen_expressions, "zen, table": zen_table, "zen, compiled": zen_compiled}
    ways = {name: make() for name, make in made.items()}
    answers = [[way.holds(way.judge(thing)) for thing in given.get(name, dicts)[:200]] for name, way in ways.items()]
    forms: dict[str, tuple[float, float]] = {}
    for name, way in ways.items():
        spent = microseconds(way.judge, given.get(name, dicts))
        forms[name] = percentile(spent, 0.5), percentile(spent, 0.99)
    fastest = min(median for name, (median, _) in forms.items() if name != "ours")
    return Told(forms, fastest / forms["ours"][0], all(answer == answers[0] for answer in answers))


def say(told: Told) -> None:
    """Print what was measured."""
    print("50 rules on one record, median and 99th percentile in us")
    for name, (median, late) in told.forms.items():
        print(f"  {name:<20}{median:>10.1f}{late:>10.1f}")
    verdict = "held" if told.times >= TIMES else "MISSED"
    print(f"  zen takes {told.times:.0f} times as long, at least {TIMES}: {verdict}")
    print(f"  answers: {'the same' if told.equal else 'DIFFERENT'}")


def main() -> None:
    """Read the options, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=5000)
    told = measured(parser.parse_args().records)
    say(told)
    sys.exit(0 if told.equal else 1)


if __name__ == "__main__":
    main()
