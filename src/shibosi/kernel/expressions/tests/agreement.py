"""The three readings side by side."""

from typing import Any

import numpy as np

from shibosi.kernel.assembly import Frames
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Rows, gather
from shibosi.kernel.expressions.kinds import Expr
from shibosi.kernel.expressions.nodes import TRUE, Node, equal, literal
from shibosi.kernel.expressions.reasons import Reading, decided
from shibosi.kernel.expressions.scalar import Circumstances, compile_controls
from shibosi.kernel.expressions.tests.strategies import control_of
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import Values
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, frames, without_copies


def dossiers(records: list[Record]) -> dict[str, Rows]:
    """Rows by the number of their sheet; exact copies are one, rows without a number belong to none."""
    found: dict[str, list[Record]] = {}
    for record in without_copies([record for record in records if record.values[0] is not None]):
        found.setdefault(record.values[0], []).append(record)
    return {key: gather(FILE, own) for key, own in found.items()}


def handed(records: list[Record], at: Circumstances) -> Frames:
    """What the batch gets; kinds of which nothing came may still have been handed in, without rows."""
    found = frames(*records)
    empty = {member.record.kind(): member.record for member in FILE.members}
    for kind in set(empty) - set(found) - at.absent:
        found[kind] = empty[kind].frame([])
    return found


def outcomes(controls: list[Control], records: list[Record], values: Values, at: Circumstances) -> dict[str, Any]:
    """Per dossier the outcomes of all controls by each of the readings, after checking that they agree."""
    judged = Judge(FILE, controls, values, at).judge(handed(records, at))
    keys = judged.assembled.key_texts(np.arange(judged.assembled.size)).to_list()
    single = compile_controls(FILE, controls, values)
    expected = dossiers(records)
    assert sorted(keys) == sorted(expected), "rows in are not outcomes out"
    found: dict[str, Any] = {}
    for place, key in enumerate(keys):
        rows = expected[key]
        batch = [int(judged.outcomes[control.name][place]) for control in controls]
        reading = Reading(FILE, rows, at, values)
        explained = [decided(reading, control.scope, control.condition)[0] for control in controls]
        compiled = single(rows, at)
        assert batch == compiled == explained, f"{key}: batch {batch}, single {compiled}, with reasons {explained}"
        found[key] = batch
    return found


def value_is(node: Node, value: Any) -> Node:
    """The truth that a node has a value (None: that it is null), in every reading."""
    known = Node("known", (node,), None, "bool")
    if value is None:
        return Node("not", (known,), None, "bool")
    return Node("and", (known, equal(node, literal(value, node.kind))), None, "bool")


def values_agree(found: list[Expr], records: list[Record], values: Values, at: Circumstances) -> list[dict[str, Any]]:
    """The value of each expression per dossier, after checking that the three readings agree on it."""
    readings = {key: Reading(FILE, rows, at, values) for key, rows in dossiers(records).items()}
    expected = [{key: reading.value(each.node) for key, reading in readings.items()} for each in found]
    controls: list[Control] = []
    held: list[tuple[int, dict[str, Any], Any]] = []
    for each, said in zip(found, expected, strict=True):
        for value in {repr(value): value for value in said.values()}.values():
            held.append((len(controls), said, value))
            controls.append(control_of(value_is(each.node, value), TRUE, f"is-{len(controls)}"))
    for key, codes in outcomes(controls, records, values, at).items():
        for place, said, value in held:
            assert said[key] != value or codes[place] == 1, f"{key}: {value!r} only with reasons"
    return expected
