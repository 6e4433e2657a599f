"""Statements of reasons as the transparency database of the European Union takes them.

Regulation (EU) 2022/2065, articles 17 and 24(5). Facts: digital-services-act/transparency-database at
69e80a0bc8eb3cbfbe8246e898194c3bdf490a4b, the rules of its store request. `faults` says what it would refuse;
`territorial_scope`, `content_language` and the keywords are not checked.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

PUID = re.compile(r"[a-zA-Z0-9_-]{1,500}")
FIRST, LAST = date(2000, 1, 1), date(2038, 1, 1)
FIRST_APPLICATION = date(2020, 1, 1)
CODES: dict[str, tuple[str, frozenset[str]]] = {
    "decision_visibility": ("DECISION_VISIBILITY_", frozenset((
        "CONTENT_REMOVED", "CONTENT_DISABLED", "CONTENT_DEMOTED", "CONTENT_AGE_RESTRICTED",
        "CONTENT_INTERACTION_RESTRICTED", "CONTENT_LABELLED", "OTHER",
    ))),
    "decision_monetary": ("DECISION_MONETARY_", frozenset(("SUSPENSION", "TERMINATION", "OTHER"))),
    "decision_provision": ("DECISION_PROVISION_", frozenset((
        "PARTIAL_SUSPENSION", "TOTAL_SUSPENSION", "PARTIAL_TERMINATION", "TOTAL_TERMINATION",
    ))),
    "decision_account": ("DECISION_ACCOUNT_", frozenset(("SUSPENDED", "TERMINATED"))),
    "account_type": ("ACCOUNT_TYPE_", frozenset(("BUSINESS", "PRIVATE"))),
    "decision_ground": ("DECISION_GROUND_", frozenset(("ILLEGAL_CONTENT", "INCOMPATIBLE_CONTENT"))),
    "content_type": ("CONTENT_TYPE_", frozenset((
        "APP", "AUDIO", "IMAGE", "PRODUCT", "SYNTHETIC_MEDIA", "TEXT", "VIDEO", "OTHER",
    ))),
    "category": ("STATEMENT_CATEGORY_", frozenset((
        "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN",
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "ILLEGAL_OR_HARMFUL_SPEECH", "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE", "OTHER_VIOLATION_TC",
        "PROTECTION_OF_MINORS", "RISK_FOR_PUBLIC_SECURITY", "SCAMS_AND_FRAUD", "SELF_HARM",
        "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
    ))),
    "source_type": ("SOURCE_", frozenset(("ARTICLE_16", "TRUSTED_FLAGGER", "TYPE_OTHER_NOTIFICATION", "VOLUNTARY"))),
    "automated_decision": ("AUTOMATED_DECISION_", frozenset(("FULLY", "PARTIALLY", "NOT_AUTOMATED"))),
    "automated_detection": ("", frozenset(("Yes", "No"))),
    "incompatible_content_illegal": ("", frozenset(("Yes", "No"))),
}  # fmt: skip
"""Codes of each field, without what all of them begin with."""
LISTS = frozenset(("decision_visibility", "content_type"))
LENGTHS = {
    "decision_facts": 5000, "decision_ground_reference_url": 500, "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000, "incompatible_content_ground": 500, "incompatible_content_explanation": 2000,
    "content_type_other": 500, "source_identity": 500, "decision_visibility_other": 500, "decision_monetary_other": 500,
}  # fmt: skip
DATES = frozenset((
    "content_date", "application_date", "end_date_visibility_restriction", "end_date_monetary_restriction",
    "end_date_service_restriction", "end_date_account_restriction",
))  # fmt: skip
REQUIRED = (
    "puid", "decision_facts", "decision_ground", "category", "content_type", "content_date", "application_date",
    "source_type", "automated_detection", "automated_decision",
)  # fmt: skip
DECISIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
NEEDED_BY = {
    ("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT"): (
        "illegal_content_legal_ground", "illegal_content_explanation",
    ),
    ("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT"): (
        "incompatible_content_ground", "incompatible_content_explanation",
    ),
    ("content_type", "CONTENT_TYPE_OTHER"): ("content_type_other",),
    ("decision_visibility", "DECISION_VISIBILITY_OTHER"): ("decision_visibility_other",),
    ("decision_monetary", "DECISION_MONETARY_OTHER"): ("decision_monetary_other",),
}  # fmt: skip
"""What a value makes necessary; without the value these fields are dropped by the database."""


def code(field: str, name: str) -> str:
    """A code of a field in full: `code("decision_account", "SUSPENDED")`. Raises KeyError for one that is not taken."""
    start, names = CODES[field]
    if name not in names:
        raise KeyError(name)
    return start + name


def faults(statement: Mapping[str, Any]) -> Iterator[str]:
    """The names of fields the database would refuse, each once."""
    needed = [*REQUIRED, *_needed(statement)]
    yield from (name for name in needed if not statement.get(name))
    if not any(statement.get(name) for name in DECISIONS):
        yield "decision"
    yield from (name for name, value in statement.items() if value and not _fits(name, value))


def _needed(statement: Mapping[str, Any]) -> Iterator[str]:
    for (name, value), fields in NEEDED_BY.items():
        said = statement.get(name)
        if said == value or (isinstance(said, list) and value in said):
            yield from fields


def _fits(name: str, value: Any) -> bool:
    if name == "puid":
        return PUID.fullmatch(value) is not None
    if name in CODES:
        start, names = CODES[name]
        said = value if name in LISTS else [value]
        return isinstance(said, list) and {start + one for one in names}.issuperset(said)
    if name in DATES:
        return _day(value) is not None and _in_range(name, value)
    return name not in LENGTHS or (isinstance(value, str) and len(value) <= LENGTHS[name])


def _in_range(name: str, value: str) -> bool:
    day = _day(value)
    first = FIRST_APPLICATION if name == "application_date" else FIRST
    return day is not None and first <= day <= LAST


def _day(value: Any) -> date | None:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if day.isoformat() == value else None
