"""What is wrong in a message, by field: a sentence, its place, the rule, and what customs would answer."""

from dataclasses import dataclass
from typing import Any

from shibosi.kernel.words import Phrase, told, translate
from shibosi.standard.ceb import Element, elements, error_texts
from shibosi.standard.cebrules import Rule

REFUSED, NOTED = "refused", "noted"
SCHEMA = "0002"
"""The code of the exchange platform for what the schema does not let pass."""
SHOWN = 60
"""Characters of a value that are shown."""

MISSING = "It is missing, and the message requires it."
EMPTY = "It is empty, and a value is required."
EMPTY_FIXED_LENGTH = "It is empty; leave the element out, for exactly {length} characters are wanted where it stands."
EMPTY_PASSES = "It is empty although it is required; the schema lets that pass, customs may not."
TOO_LONG = "'{found}' has {length} characters; at most {most} are allowed."
TOO_SHORT = "'{found}' has {length} characters; at least {least} are wanted."
OTHER_LENGTH = "'{found}' has {length} characters; exactly {exact} are wanted."
NO_DECIMAL = "'{found}' is no decimal number, written as 12.50."
TOO_MANY_DIGITS = "'{found}' has too many digits: at most {digits}, {places} of them behind the point."
NO_WHOLE = "'{found}' is no whole number."
TOO_LARGE = "'{found}' has more than {digits} digits."
NOT_FIXED = "'{found}' stands here; the schema allows {fixed} only."
NOT_LISTED = "'{found}' is none of the codes: {known}."
NOT_KNOWN = "'{found}' is not in the code list."
OTHER_FORM = "'{found}' is not of the form wanted."
NO_TIME = "'{found}' is no time written as {form}."
UNKNOWN = "The message has no element of this name here."
OUT_OF_ORDER = "It stands behind {after}; the schema wants its own order."
NO_LINES = "There is no {section}; at least {least} are wanted."
TOO_MANY_LINES = "There are {count}; at most {most} are allowed."
NO_DOCUMENTS = "There is no {section} in the message."
TOO_MANY_DOCUMENTS = "There are {count} documents; at most {most} are allowed in one message."
NO_TRANSFER = "The part BaseTransfer, which says who transmits, is missing."
NO_SIGNATURE = "The message is not signed; this one has to be."
NO_SIGNATURE_YET = "The message is not signed; sign this one always, some offices refuse it otherwise."
NOT_FILLED = "It is not filled, and {element} is {found}."
NOT_EMPTY = "'{found}' stands here, and {element} is {other}."
NOT_TOGETHER = "It is not filled, and {element} is."
NOT_COUNTED = "'{found}' stands here; line {expected} is wanted."
AFTER = "'{found}' is after {element}, {other}."
ABOVE = "'{found}' is not between 1 and {most}."


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a message: the document (from 1, 0 for the message itself), its section, the row of the section (from 1,
    0 where there is only one), the element; the line of the file, 0 where that is not known."""

    part: str
    document: int = 0
    section: str = ""
    row: int = 0
    element: str = ""
    line: int = 0

    def sentence(self, language: str | None = None) -> str:
        """The place in words, such as "Order 1, OrderList 2"."""
        parts = [f"{self.part} {self.document}" if self.document else self.part]
        if self.section and self.section != self.part:
            parts.append(f"{self.section} {self.row}" if self.row else self.section)
        return translate(", ", language).join(parts)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong. `weight` says whether the message is refused for it; `answer` is the code that customs
    or the exchange platform answer it with, where one is known."""

    weight: str
    what: Phrase
    place: Place
    rule: Rule | None = None
    answer: str = ""

    @property
    def element(self) -> Element | None:
        """What the element means; None where the mistake is about none that is known."""
        return elements().get(self.place.element)

    @property
    def sentence(self) -> str:
        """What is wrong, in the language in use."""
        words = str(told({"reason": self.what})["reason"])
        if self.rule is None:
            return words
        return words + ("" if words.endswith("。") else " ") + self.rule.text

    @property
    def answered(self) -> str:
        """The code with its meaning, in the language in use; empty where none is known."""
        text = error_texts().get(self.answer)
        return f"{self.answer} {text.text}" if text else self.answer

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        element = self.element
        return {
            "weight": self.weight, "document": self.place.document, "part": self.place.part,
            "section": self.place.section, "row": self.place.row, "element": self.place.element,
            "label": element.label if element else "", "line": self.place.line, "sentence": self.sentence,
            "rule": self.rule.rule if self.rule else "", "source": self.rule.source if self.rule else "",
            "confidence": self.rule.confidence if self.rule else "", "answer": self.answered,
        }  # fmt: skip


def shown(value: str) -> str:
    """A value as a sentence shows it: the beginning of a long one."""
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"
