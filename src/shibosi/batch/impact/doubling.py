"""Which controls hang on values that differ, and how one pass judges by both: each such control stands there twice.

The second one reads its values under another name; whatever else the two compute is the same tree and computed once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shibosi.batch.impact.moved import Touching
from shibosi.kernel import controls as registry
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN, Dossier
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.parameters import Values

AFTER = "'"
"""Behind the name of a control or a parameter: as it would be."""


class DerivedDiffers(ShibosiError):
    """Records that are made from dossiers would be others, and with them dossiers that are not judged here."""

    code = "impact-derived"
    message = "{parameter} decides which {record} there are; start a run with other values instead (check --overlay)."


@dataclass(frozen=True)
class Affected:
    """A kind of dossier with the controls on it that hang on values that differ, and those values as they are read."""

    dossier: Dossier
    controls: tuple[Control, ...]
    parameters: tuple[Node, ...]


def affected(touching: Touching, only: Sequence[str] = ()) -> list[Affected]:
    """The dossiers with such controls, by name; of all controls or some. Raises DerivedDiffers, UnknownControl."""
    wanted = {registry.named(name).name for name in only}
    found = []
    for dossier in sorted(KNOWN.values(), key=lambda one: one.name):
        _not_derived(dossier, touching)
        read = [(control, _read(control, touching)) for control in registry.of(dossier)
                if not wanted or control.name in wanted]  # fmt: skip
        hanging = tuple(control for control, nodes in read if nodes)
        if hanging:
            found.append(Affected(dossier, hanging, tuple(dict.fromkeys(node for _, nodes in read for node in nodes))))
    return found


def kinds_of(found: Iterable[Affected]) -> set[str]:
    """The kinds of record that judging these dossiers reads, those from which others are made included."""
    wanted = {member.record for one in found for member in one.dossier.members}
    made = [(dossier, derivation.record) for dossier in KNOWN.values() for derivation in dossier.derivations]
    while more := {one.record for dossier, record in made if record in wanted for one in dossier.members} - wanted:
        wanted |= more
    return {record.kind() for record in wanted} | {record.part_of for record in wanted if record.part_of}


def both(controls: Iterable[Control], touching: Touching) -> list[Control]:
    """The controls, and each once more as it would be."""
    return [
        made for control in controls
        for made in (control, replace(
            control, name=control.name + AFTER, scope=_other(control.scope, touching.names),
            condition=_other(control.condition, touching.names),
        ))
    ]  # fmt: skip


def values_of_both(touching: Touching) -> Values:
    """The values as they are, and those that differ as they would be under their other name."""
    after = {name + AFTER: touching.after.get(name, ()) for name in touching.names}
    return Values({**touching.before, **after})


def _read(control: Control, touching: Touching) -> list[Node]:
    """The parameters that differ as the control reads them."""
    return [node for node in dict.fromkeys(control.nodes()) if node.op == "param" and touching.anywhere(node)]


def _other(node: Node, names: frozenset[str]) -> Node:
    """The same tree over the other values."""
    made: dict[Node, Node] = {}
    for part in node.walk():
        other = part.op == "param" and part.meta in names
        meta = part.meta + AFTER if other else part.meta
        made[part] = Node(part.op, tuple(made[arg] for arg in part.args), meta, part.kind)
    return made[node]


def _not_derived(dossier: Dossier, touching: Touching) -> None:
    for derivation in dossier.derivations:
        for root in (derivation.where, *derivation.columns.values()):
            for node in root.walk():
                if node.op == "param" and touching.anywhere(node):
                    raise DerivedDiffers(parameter=node.meta, record=derivation.record.kind())
