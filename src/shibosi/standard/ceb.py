"""The customs messages for cross-border e-commerce, specification 202205: what elements and error codes mean.

Which fields a message has, in which order and of which type, stands in `tables/ceb_fields.csv` and is read by the
message format itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shibosi.kernel.words import language
from shibosi.standard.files import HERE, Line, read, unrepeated
from shibosi.standard.vocabulary import CONFIDENCES

ELEMENT_COLUMNS = ["element", "label_en", "label_zh", "meaning_en", "meaning_zh"]
ERROR_COLUMNS = ["code", "group", "text_en", "text_zh", "source", "confidence"]
GROUPS = {
    "exchange": "Data exchange",
    "company": "Company",
    "order": "Order message",
    "payment": "Payment message",
    "waybill": "Waybill message",
    "waybill status": "Waybill status message",
    "list": "Customs list message",
    "cancel": "Cancellation message",
    "return": "Return message",
    "site receipt": "Site receipt message",
    "customs check": "Check by customs",
}
"""What an error code is about."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element name of the messages; it means the same in every message unless the meaning says otherwise."""

    name: str
    label_en: str
    label_zh: str
    meaning_en: str
    meaning_zh: str

    @property
    def label(self) -> str:
        """The short name, in the language in use."""
        return self.label_zh if language() == "zh" else self.label_en

    @property
    def meaning(self) -> str:
        """Meaning and rules, in the language in use."""
        return self.meaning_zh if language() == "zh" else self.meaning_en


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What a code in an answer means; `group` is one of `GROUPS`."""

    code: str
    group: str
    text_en: str
    text_zh: str
    source: str
    confidence: str

    @property
    def text(self) -> str:
        """The meaning, in the language in use."""
        return self.text_zh if language() == "zh" else self.text_en


@cache
def elements() -> Mapping[str, Element]:
    """The 142 element names of the messages."""
    lines = _filled(HERE / "tables" / "ceb_elements.csv", ELEMENT_COLUMNS)
    return MappingProxyType({line.cells["element"]: Element(*line.cells.values()) for line in lines})


@cache
def error_texts() -> Mapping[str, ErrorText]:
    """What the codes in answers mean, by code. A code that is not here is shown with the text customs sent."""
    return read_error_texts(HERE / "tables" / "ceb_errors.csv")


def read_error_texts(path: Path) -> Mapping[str, ErrorText]:
    """The error codes of a file. Raises RegisterError naming file and row."""
    lines = _filled(path, ERROR_COLUMNS)
    for line in lines:
        line.one_of("group", GROUPS)
        line.one_of("confidence", CONFIDENCES)
    return MappingProxyType({line.cells["code"]: ErrorText(*line.cells.values()) for line in lines})


def _filled(path: Path, columns: list[str]) -> list[Line]:
    lines = read(path, columns).lines
    for line in lines:
        line.filled(*columns)
    unrepeated(lines, columns[0])
    return lines
