"""A control in words: its sentence, what it computes, what it reads, its parameters, what follows."""

from dataclasses import dataclass
from typing import Any

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN as DOSSIERS
from shibosi.kernel.parameters import Values
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.standard.register import resolve
from shibosi.telling.readable import Formula, formula, names_of
from shibosi.telling.values import as_data, valued

SEVERITIES = {"minor": "minor", "major": "major", "critical": "critical"}


BLOCKS = {"release": "release"}


@dataclass(frozen=True)
class Read:
    """A column (or "#", how many there are) that a control reads."""

    kind: str
    column: str

    def cells(self) -> list[str]:
        """The column as a row of a table."""
        made = record(self.kind)
        if self.column == "#":
            return [f"#{self.kind}", translate(made.label), translate("how many there are"), "", ""]
        column = made.columns[self.column]
        marked = translate("sensitive") if column.sensitive else translate("personal") if column.personal else ""
        return [
            f"{self.kind}.{self.column}",
            translate(made.label),
            translate(column.label),
            column.element or "",
            marked,
        ]


def reads(control: Control) -> list[Read]:
    """What scope and condition read, record by record in the order of the dossier, columns in their own order."""
    order = {member.record.kind(): at for at, member in enumerate(control.dossier.members)}
    found = [(kind, name) for kind, name in control.leaves() if kind in order]

    def place(leaf: tuple[str, str]) -> tuple[int, int]:
        kind, name = leaf
        return order[kind], -1 if name == "#" else record(kind).columns[name].position

    return [Read(*leaf) for leaf in sorted(found, key=place)]


def reported(control: Control) -> list[str]:
    """The absences this control reports: other controls that are undetermined for that reason stay silent."""
    kinds = dict.fromkeys(kind for kind, name in sorted(control.reports) if name == "#")
    return [translate(Record.known[kind].label) if kind in Record.known else kind for kind in kinds]


def formulas(control: Control) -> dict[str, Formula]:
    """Scope, condition and day of a control, written out."""
    names = names_of(control)
    return {
        "scope": formula(control.scope, names),
        "condition": formula(control.condition, names),
        "day": formula(control.day, {}) if control.day is not None else Formula([]),
        "place": formula(control.place, {}),
    }


def control_data(control: Control, values: Values) -> dict[str, Any]:
    """Everything about a control as plain values."""
    written = formulas(control)
    return {
        "control": control.name, "sentence": translate(control.sentence), "rule": control.rule,
        "clauses": [{"clause": number, "items": [one.id for one in resolve(number)]} for number in control.clauses],
        "dossier": {"name": control.dossier.name, "label": translate(control.dossier.label),
                    "key": [translate(part) for part in control.dossier.parts]},
        "scope": written["scope"].text, "condition": written["condition"].text,
        "names": written["scope"].names | written["condition"].names,
        "one_currency": written["scope"].currencies + written["condition"].currencies,
        "day": written["day"].text, "place": written["place"].text,
        "reads": [{"record": one.kind, "column": one.column} for one in reads(control)],
        "parameters": as_data(valued(values, control.parameters())),
        "without_value": without_value(control, values),
        "severity": control.severity.name.lower(), "blocks": control.blocks,
        "remedy": translate(control.remedy), "one_sided": translate(control.one_sided) if control.one_sided else "",
        "reports": sorted({kind for kind, name in control.reports if name == "#"}),
        "made_from": [source.name for source in DOSSIERS.values() if _feeds(source.name, control)],
    }  # fmt: skip


def without_value(control: Control, values: Values) -> list[str]:
    """Parameters that have no value at all: an import or an overlay has to bring one."""
    return [name for name in control.parameters() if not values.get(name)]


def _feeds(source: str, control: Control) -> bool:
    """Whether members of the control's dossier are made from dossiers of `source`."""
    kinds = {member.record.kind() for member in control.dossier.members}
    return any(made.record.kind() in kinds for made in DOSSIERS[source].derivations)


def severity_text(control: Control) -> str:
    """How much it weighs, and what it blocks."""
    text = "{severity}; blocks {what}" if control.blocks else "{severity}; blocks nothing, warns"
    severity = translate(SEVERITIES[control.severity.name.lower()])
    return translate(text).format(severity=severity, what=translate(BLOCKS[control.blocks]) if control.blocks else "")


def dossier_text(control: Control) -> str:
    """The dossier of a control and its key."""
    parts = " / ".join(translate(part) for part in control.dossier.parts)
    return translate("{name}: {label} ({key})").format(
        name=control.dossier.name, label=translate(control.dossier.label), key=parts
    )
