"""The 42 kinds of message as a person reads them: what each is, who sends it, its elements with types and rules."""

from dataclasses import dataclass
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.methods.formats.ceb.errors import UnknownMessage
from shibosi.methods.formats.ceb.fields import Field, Section, shape, shapes
from shibosi.methods.messages.plans import plan
from shibosi.standard.ceb import elements
from shibosi.standard.cebrules import Rule
from shibosi.standard.codes import Code, codes

SOURCE = "CEB message specification and schemas 202205"
CONFIDENCE = "verified"
"""Of order, type and presence of elements: compared in public repositories with the published schemas."""


@dataclass(frozen=True, slots=True)
class ElementKind:
    """An element of a message: where it stands, its type, and the rules about it."""

    field: Field
    section: str
    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        """What it is called, in the language in use."""
        return elements()[self.field.name].label if self.field.name in elements() else ""

    @property
    def meaning(self) -> str:
        """Meaning and rules, in the language in use."""
        return elements()[self.field.name].meaning if self.field.name in elements() else ""

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        return {
            "section": self.section, "element": self.field.name, "label": self.label, "type": self.field.type_text,
            "required": self.field.required, "fixed": self.field.fixed or "", "advised": self.field.default or "",
            "meaning": self.meaning, "source": SOURCE, "confidence": CONFIDENCE,
            "rules": [
                {"rule": one.rule, "kind": one.kind, "value": one.value, "weight": one.weight, "text": one.text,
                 "answer": one.answer, "source": one.source, "confidence": one.confidence}
                for one in self.rules
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message, by its number."""

    number: str
    code: Code
    sections: tuple[Section, ...]
    most: int | None

    @property
    def message(self) -> str:
        """The name of its root element."""
        return f"CEB{self.number}Message"

    @property
    def answers(self) -> str:
        """The number of the message it answers; empty for one that answers none."""
        return self.code.more["answers"]

    @property
    def elements(self) -> tuple[ElementKind, ...]:
        """Its elements in the order of the schema."""
        how = plan(self.message)
        return tuple(
            ElementKind(
                field,
                section.name,
                (
                    *how.sections[section.name].checks[field.name].rules,
                    *(rule for rule in how.beyond if field.name in rule.elements),
                ),
            )
            for section in self.sections
            for field in section.fields
        )

    def as_data(self) -> dict[str, Any]:
        """As programs read it, without its elements."""
        more = self.code.more
        return {
            "number": self.number, "message": self.message, "name": self.code.name, "direction": more["direction"],
            "sender": more["sender"], "answers": self.answers, "documents": self.most,
            "lines": {one.name: [one.least, one.most] for one in self.sections[1:]},
            "key": list(shape(self.message).key),
        }  # fmt: skip


def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of their numbers."""
    return tuple(kind(number) for number in sorted(codes("ceb-message")))


def kind(name: str) -> Kind:
    """A kind by number or name: 311, CEB311, CEB311Message. Raises UnknownMessage."""
    number = name.upper().removeprefix("CEB").removesuffix("MESSAGE")
    message = f"CEB{number}Message"
    if message not in shapes():
        raise UnknownMessage(name=name[:40], hint=nearest(number, sorted(codes("ceb-message"))))
    form = shape(message)
    return Kind(number, codes("ceb-message")[number], (form.head, *form.lists), plan(message).most)
