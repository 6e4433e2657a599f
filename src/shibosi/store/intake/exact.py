"""JSON as strangers send it: bounded in depth, exact in numbers, without what no database can keep."""

import json
import re
from decimal import Decimal
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase

DEEPEST = 8
MOST_DOCUMENTS = 500
ODD = re.compile("[\x00\ud800-\udfff]")


class UnreadableBody(ShibosiError):
    """A body that is not what it says it is."""

    code = "unreadable-body"
    message = "The body cannot be read: {reason}."


def parsed(data: bytes) -> Any:
    """JSON with exact numbers. Raises UnreadableBody."""
    try:
        found = json.loads(
            data.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once
        )
    except UnreadableBody:
        raise
    except UnicodeDecodeError as mistake:
        raise UnreadableBody(reason=Phrase("it is no UTF-8")) from mistake
    except RecursionError as mistake:
        raise UnreadableBody(reason=Phrase("it is nested too deeply")) from mistake
    except json.JSONDecodeError as mistake:
        where = Phrase("it is no JSON at line {line}, column {column}", line=mistake.lineno, column=mistake.colno)
        raise UnreadableBody(reason=where) from mistake
    except (ValueError, ArithmeticError) as mistake:
        raise UnreadableBody(reason=Phrase("a number in it is too long")) from mistake
    _check(found, 0)
    return found


def documents_in(found: Any) -> list[dict[str, Any]]:
    """The documents of {"documents": [...]}. Raises UnreadableBody."""
    some = found.get("documents") if isinstance(found, dict) and set(found) == {"documents"} else None
    if not isinstance(some, list) or not 1 <= len(some) <= MOST_DOCUMENTS:
        raise UnreadableBody(reason=Phrase("wanted is an object with 1 to {most} documents", most=MOST_DOCUMENTS))
    return [shaped(one) for one in some]


def shaped(one: Any) -> dict[str, Any]:
    """A document of the right shape: kind, values, lines by kind. Raises UnreadableBody."""
    fits = (
        isinstance(one, dict)
        and set(one) <= {"kind", "values", "lines"}
        and isinstance(one.get("kind"), str)
        and _is_row(one.get("values"))
        and isinstance(one.get("lines", {}), dict)
        and all(isinstance(lines, list) and all(map(_is_row, lines)) for lines in one.get("lines", {}).values())
    )
    if not fits:
        raise UnreadableBody(reason=Phrase("a document has a kind, values, and lines by kind; values are plain"))
    return dict(one)


def _is_row(found: Any) -> bool:
    return isinstance(found, dict) and not any(isinstance(value, list | dict) for value in found.values())


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableBody(reason=Phrase("a name in it stands twice in one object"))
    return found


def _no_number(word: str) -> Any:
    raise UnreadableBody(reason=Phrase("'{word}' is no number", word=word))


def _check(found: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise UnreadableBody(reason=Phrase("it is nested too deeply"))
    if isinstance(found, str):
        if ODD.search(found):
            raise UnreadableBody(reason=Phrase("a text in it has letters that nothing can keep"))
    elif isinstance(found, dict):
        for name, value in found.items():
            _check(name, depth)
            _check(value, depth + 1)
    elif isinstance(found, list):
        for value in found:
            _check(value, depth + 1)
