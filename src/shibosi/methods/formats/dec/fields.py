"""The elements of a general declaration as far as they are known: which parts it has, and how each is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from shibosi.kernel.words import language
from shibosi.standard.files import HERE, read
from shibosi.standard.vocabulary import CONFIDENCES

NAMESPACE = "http://www.chinaport.gov.cn/dec"
ROOT, VERSION = "DecMessage", "3.1"
"""Versions 3.1 to 5.0 are seen in public code; any is read."""
COLUMNS = ["section", "element", "label_en", "label_zh", "source", "confidence"]
AROUND = {"DecList": "DecLists", "Container": "DecContainers", "LicenseDocu": "DecLicenseDocus"}
"""Parts that stand several times within an element of their own."""
REPEATED = frozenset({*AROUND, "EdocRealation"})
"""Parts that may stand several times; every other one stands once."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the part it stands in. Nothing is known of its type, or of whether it has to be there."""

    section: str
    name: str
    label_en: str
    label_zh: str
    source: str
    confidence: str

    @property
    def label(self) -> str:
        """What it is called, in the language in use."""
        return self.label_zh if language() == "zh" else self.label_en


@cache
def sections() -> Mapping[str, Mapping[str, Element]]:
    """The parts in the order in which they are written, each with its elements in theirs. Raises RegisterError."""
    found: dict[str, dict[str, Element]] = {}
    for line in read(HERE / "tables" / "dec_fields.csv", COLUMNS).lines:
        line.filled(*COLUMNS)
        line.one_of("confidence", CONFIDENCES)
        one = Element(*line.cells.values())
        found.setdefault(one.section, {})[one.name] = one
    return MappingProxyType(found)
