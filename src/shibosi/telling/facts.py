"""The facts that a finding keeps, as people read them: what each is, and what its code means."""

from collections.abc import Mapping
from dataclasses import dataclass

from shibosi.kernel.controls import Control
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.findings import fact_name, fact_nodes
from shibosi.kernel.records import record
from shibosi.kernel.words import translate
from shibosi.standard.meanings import told
from shibosi.telling.readable import formula, short


@dataclass(frozen=True)
class FactTold:
    """A fact by the name under which it is kept, in words, and its value; None where nothing was reported."""

    name: str
    label: str
    value: str | None


def facts_told(control: Control, facts: Mapping[str, str | None]) -> list[FactTold]:
    """The facts of a finding, in their order, in the language in use."""
    nodes = {fact_name(node): node for node in fact_nodes(control)}
    return [
        FactTold(name, _label(nodes[name]), _value(nodes[name], value)) if name in nodes
        else FactTold(name, name, value)
        for name, value in facts.items()
    ]  # fmt: skip


def _label(node: Node) -> str:
    if node.op == "col":
        kind, name = node.meta
        made = record(kind)
        return f"{translate(made.label)} · {short(translate(made.columns[name].label))}"
    if node.op == "count":
        return translate("number of documents: {what}").format(what=translate(record(node.meta).label))
    return formula(node, {}).text


def _value(node: Node, value: str | None) -> str | None:
    if value is None or node.op != "col":
        return value
    column = record(node.meta[0]).columns[node.meta[1]]
    if column.kind == "truth":
        return translate({"true": "yes", "false": "no"}.get(value, value))
    return told(column, value) if column.kind == "code" and not column.personal else value
