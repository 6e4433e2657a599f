"""Why a value of a request does not fit, in our words: what pydantic says of it, by its kind of mistake."""

from collections.abc import Mapping
from typing import Any

from shibosi.kernel.words import Phrase

KINDS = {
    "missing": "it is required",
    "extra_forbidden": "it is not known here",
    "literal_error": "wanted is {expected}",
    "enum": "wanted is {expected}",
    "int_type": "a whole number is wanted",
    "int_parsing": "a whole number is wanted",
    "int_from_float": "a whole number is wanted",
    "decimal_parsing": "a number is wanted",
    "decimal_type": "a number is wanted",
    "bool_parsing": "yes or no (true, false) is wanted",
    "bool_type": "yes or no (true, false) is wanted",
    "string_type": "a text is wanted",
    "list_type": "a list is wanted",
    "dict_type": "an object is wanted",
    "date_type": "a day such as 2026-11-21 is wanted",
    "date_parsing": "a day such as 2026-11-21 is wanted",
    "date_from_datetime_parsing": "a day such as 2026-11-21 is wanted",
    "datetime_parsing": "a time such as 2026-11-21T08:00:00Z is wanted",
    "datetime_from_date_parsing": "a time such as 2026-11-21T08:00:00Z is wanted",
    "string_too_long": "at most {max_length} letters are taken",
    "string_too_short": "at least {min_length} letters are wanted",
    "string_pattern_mismatch": "it is not written as is wanted here",
    "too_long": "at most {max_length} are taken",
    "too_short": "at least {min_length} are wanted",
    "greater_than": "more than {gt} is wanted",
    "greater_than_equal": "at least {ge} is wanted",
    "less_than": "less than {lt} is wanted",
    "less_than_equal": "at most {le} is wanted",
}
"""The kinds of mistake that pydantic tells, with a sentence of ours; places are those of its context."""


def why(mistake: Mapping[str, Any]) -> str:
    """The reason of one mistake as pydantic lists it ("type", "ctx", "msg"); its own words for kinds not known here."""
    words = KINDS.get(mistake.get("type", ""))
    if words is None:
        return str(mistake.get("msg", ""))
    facts = {name: str(fact).replace(" or ", ", ") for name, fact in (mistake.get("ctx") or {}).items()}
    return Phrase(words, **facts)
