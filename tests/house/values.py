"""Values of parameters: law stands once, in the tables of `standard/`; a room types only its own choices."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml


def mappings(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[Any, Any]]]:
    """Every mapping of a YAML document with the keys that lead to it; places in lists count as nothing."""
    if isinstance(node, dict):
        yield path, node
        for key, inside in node.items():
            yield from mappings(inside, (*path, str(key)))
    elif isinstance(node, list):
        for inside in node:
            yield from mappings(inside, path)


def scalars(node: Any) -> Iterator[Any]:
    """Every value that is neither mapping nor list."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else None
    if inside is None:
        yield node
    else:
        for part in inside:
            yield from scalars(part)


def faults(text: str) -> Iterator[str]:
    """What is wrong with the values in a file of parameters."""
    document = yaml.safe_load(text)
    for value in scalars(document):
        if isinstance(value, float):
            yield f"{value} is not quoted: a decimal is text"
    typed: Counter[tuple[str, str, str]] = Counter()
    for path, found in mappings(document):
        name = ".".join(path)
        if isinstance(found.get("place"), bool):
            yield f"{name}: place {found['place']} is not quoted: NO is a country"
        if "value" not in found:
            continue
        typed[name, str(found.get("place")), str(found.get("from"))] += 1
        if found.get("confidence") != "local":
            yield f"{name}: {found['value']} is no local choice: point to a row of standard/"
        if not found.get("source"):
            yield f"{name}: {found['value']} has no source"
    for (name, place, first), times in typed.items():
        if times > 1:
            yield f"{name}: {times} values for {place} from {first}"
