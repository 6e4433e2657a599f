"""What the tables of law look like: one schema each, from which reading, checks, pages and the API follow.

Every file has the columns `id`, `place`, `from`, `to`, then those of its fields, then `source`, `confidence`,
`recorded`, `replaces`, `note_en`, `note_zh`. A text stands in both languages (`effect_en`, `effect_zh`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shibosi.kernel.words import language
from shibosi.standard.vocabulary import CONFIDENCES

HEAD = ("id", "place", "from", "to")
TAIL = ("source", "confidence", "recorded", "replaces", "note_en", "note_zh")


class Text(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.zh if language() == "zh" else self.en


Value = str | int | Decimal | date | tuple[str, ...] | Text | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column (two for a text): its kind, its unit (a word, or the column that holds it), which words it may be.
    A limit has a `sign`, the column that says how a value is held against it.

    Kinds: `text` in both languages; `name` as printed at the source; `word` one of `words`; `codes` names separated
    by `|`; `number` exact; `whole`; `day`; `condition` on traits of goods. A `key` tells the values of one place apart.
    """

    name: str
    label: str
    kind: str
    unit: str = ""
    words: tuple[str, ...] = ()
    empty: bool = False
    key: bool = False
    sign: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file."""
        return (f"{self.name}_en", f"{self.name}_zh") if self.kind == "text" else (self.name,)


@dataclass(frozen=True, slots=True)
class Schema:
    """One table. With `by_place` a value belongs to one place, and periods follow one another without unsaid gap."""

    name: str
    label: str
    fields: tuple[Field, ...]
    by_place: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the file in order."""
        return (*HEAD, *(column for field in self.fields for column in field.columns), *TAIL)

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that tell values of one place apart."""
        return tuple(field.name for field in self.fields if field.key)


TOPICS = (
    "tax", "supervision", "list", "law", "ip", "standards", "development", "pilot-zone", "logistics", "customs",
    "privacy", "product-safety", "environment", "advertising", "finance", "ai", "consumer", "platform",
    "trade-agreement",
)  # fmt: skip
KNOWN = tuple(CONFIDENCES)

NORMS = Schema("norms", "Laws, notices, treaties and standards", (
    Field("number", "Number", "name", empty=True),
    Field("title_en", "English title", "name", empty=True),
    Field("title_zh", "Chinese title", "name", empty=True),
    Field("topic", "Topic", "word", words=TOPICS),
    Field("issuer", "Issued by", "name", empty=True),
    Field("issued", "Issued on", "day", empty=True),
    Field("effect", "What it does", "text"),
    Field("effect_confidence", "Confidence of what it does", "word", words=KNOWN),
    Field("days_confidence", "Confidence of each day", "name"),
    Field("replaced_by", "Replaced by", "codes", empty=True),
))  # fmt: skip
ZONES = Schema("zones", "Comprehensive pilot zones", (
    Field("batch", "Batch", "whole"),
    Field("document", "Reply", "name"),
    Field("province", "Province", "text"),
    Field("zone", "Zone", "text"),
    Field("merged_into", "Merged into", "name", empty=True),
))  # fmt: skip
RATES = Schema("rates", "Rates of tax on sales", (
    Field("tax", "Tax", "word", key=True, words=(
        "VAT", "GST", "HST", "PST", "QST", "ICMS", "CBS-IBS", "sales-tax", "service-tax", "consumption-tax",
    )),
    Field("class", "Class", "name", key=True),
    Field("rate", "Rate", "number", unit="%", empty=True),
    Field("kind", "Kind of rate", "word", words=(
        "standard", "reduced", "special", "specific", "composite", "none-federal", "zero", "temporary", "test",
    )),
    Field("goods", "Applies to", "text"),
), by_place=True)  # fmt: skip
THRESHOLDS = Schema("thresholds", "Low-value limits and fees on parcels", (
    Field("tax", "Tax", "word", key=True, words=("duty", "vat", "fee", "both", "tax-due")),
    Field("class", "Class", "name", key=True),
    Field("comparison", "Comparison", "word", words=("<=", "<", ">", ">=")),
    Field("amount", "Amount", "number", unit="currency", sign="comparison"),
    Field("currency", "Currency", "name"),
    Field("basis", "Measured on", "text"),
    Field("treatment", "What follows", "text"),
), by_place=True)  # fmt: skip
FACTS = Schema("market_facts", "How markets differ", (
    Field("topic", "Topic", "word", key=True, words=(
        "low-value-duty", "low-value-vat", "marketplace", "seller-ids", "parcel-ids", "units", "label-languages",
        "privacy-law", "privacy-transfer",
    )),
    Field("says", "What holds", "text"),
), by_place=True)  # fmt: skip
REQUIREMENTS = Schema("requirements", "What products need in a market", (
    Field("requirement", "Requirement", "text"),
    Field("kind", "Kind", "word", words=(
        "certification", "declaration", "mark", "registration", "representative", "technical-rule",
        "chemical-restriction", "label", "digital-passport", "permit", "evidence", "notification", "inspection",
        "licence",
    )),
    Field("category", "Kinds of goods", "text"),
    Field("when", "Applies when", "condition"),
    Field("mandatory", "Mandatory", "word", words=("yes", "no", "conditional", "general-trade")),
    Field("evidence", "Proven by", "text"),
    Field("validity", "Counts how long", "text", empty=True),
    Field("basis", "Legal basis", "name"),
    Field("authority", "Authority", "text"),
    Field("summary", "In short", "text"),
))  # fmt: skip
CULTURE = Schema("culture", "Culture, calendar and advertising", (
    Field("topic", "Topic", "word", words=(
        "process", "imagery", "calendar", "symbol", "advertising", "colour", "gesture", "number", "language",
        "appearance",
    )),
    Field("severity", "Severity", "word", words=("block", "warn", "info")),
    Field("when", "Applies when", "condition"),
    Field("says", "What to mind", "text"),
))  # fmt: skip
GOODS = Schema("dangerous_goods", "Dangerous and sensitive goods", (
    Field("goods", "Goods", "text"),
    Field("dangerous", "Dangerous goods", "word", words=("yes", "no")),
    Field("un_number", "UN number", "codes", empty=True),
    Field("proper_name", "Proper shipping name", "name", empty=True),
    Field("hazard_class", "Class", "codes", empty=True),
    Field("air", "Packing instruction, air", "name", empty=True),
    Field("sea", "Packing instruction, sea", "codes", empty=True),
    Field("when", "Applies when", "condition"),
    Field("limits", "Limits", "text", empty=True),
    Field("restrictions", "Restrictions", "text", empty=True),
))  # fmt: skip
CARRIAGE = Schema("carriage", "How dangerous goods are carried", (
    Field("goods", "Row of dangerous goods", "codes"),
    Field("mode", "Carried by", "codes"),
    Field("when", "Applies when", "condition"),
    Field("treatment", "Treatment", "word", words=("forbidden", "refused", "regulated", "eased", "free")),
    Field("says", "In short", "text"),
))  # fmt: skip
SCHEMAS: Mapping[str, Schema] = {
    schema.name: schema for schema in (NORMS, ZONES, RATES, THRESHOLDS, FACTS, REQUIREMENTS, CULTURE, GOODS, CARRIAGE)
}
