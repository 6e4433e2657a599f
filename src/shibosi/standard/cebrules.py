"""What values of the customs messages have to be beyond their type: codes, forms, times, what stands together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shibosi.kernel.words import language
from shibosi.standard.files import HERE, Line, read, unrepeated
from shibosi.standard.vocabulary import CONFIDENCES

COLUMNS = [
    "rule", "messages", "elements", "kind", "value", "when", "weight", "answer", "text_en", "text_zh", "source",
    "confidence",
]  # fmt: skip
KINDS = ("codes", "values", "pattern", "time", "filled", "empty", "together", "counted", "at-most", "in-order")
"""`codes`: of the code list `value`. `values`: one of these. `pattern`: the whole value. `time`: written so. `filled`,
`empty`: where `when` ("element=one other") is true. `together`: all elements or none. `counted`: 1, 2, 3 in the lines.
`at-most`: from 1 to the value of the element `value`. `in-order`: the first not after the second."""
WEIGHTS = ("refused", "noted")
"""Whether e-port or customs refuse the message for it, or it is only worth knowing."""
EVERY = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for elements of messages. `answer` is the code customs answers a breach with, "" where none is known."""

    rule: str
    messages: tuple[str, ...]
    elements: tuple[str, ...]
    kind: str
    value: str
    when: tuple[str, frozenset[str]] | None
    weight: str
    answer: str
    text_en: str
    text_zh: str
    source: str
    confidence: str

    @property
    def text(self) -> str:
        """What has to be, in the language in use."""
        return self.text_zh if language() == "zh" else self.text_en

    def serves(self, message: str) -> bool:
        """Whether it is about a message such as CEB311Message."""
        return self.messages == (EVERY,) or message.removeprefix("CEB").removesuffix("Message") in self.messages


@cache
def rules() -> tuple[Rule, ...]:
    """All rules."""
    return tuple(read_rules(HERE / "tables" / "ceb_rules.csv"))


def read_rules(path: Path) -> Iterable[Rule]:
    """The rules of a file. Raises RegisterError naming file and row."""
    lines = read(path, COLUMNS).lines
    unrepeated(lines, "rule")
    return [_rule(line) for line in lines]


def _rule(line: Line) -> Rule:
    line.filled("rule", "messages", "elements", "text_en", "text_zh", "source")
    cells = line.cells
    element, _, among = cells["when"].partition("=")
    return Rule(
        rule=cells["rule"],
        messages=tuple(cells["messages"].split()),
        elements=tuple(cells["elements"].split()),
        kind=line.one_of("kind", KINDS),
        value=cells["value"],
        when=(element, frozenset(among.split())) if element else None,
        weight=line.one_of("weight", WEIGHTS),
        answer=cells["answer"],
        text_en=cells["text_en"],
        text_zh=cells["text_zh"],
        source=cells["source"],
        confidence=line.one_of("confidence", CONFIDENCES),
    )
