"""The rules as a library of CISO Assistant: a framework of chapters and items, and the controls that answer them.

Kinds of party are implementation groups, so that an assessment can be limited to what binds a firm. Both languages are
in it: the one in use first, the other as translation.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

from shibosi.kernel.controls import Control
from shibosi.kernel.words import LANGUAGES, language, translate
from shibosi.standard.coverage import INFORMATIVE
from shibosi.standard.register import Item
from shibosi.standard.vocabulary import MODES, PARTIES
from shibosi.telling.export.gathered import STANDARD, Chapter, about, chapters, checked, controls

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The quick one, where it was built."""
PACKAGER = "shibosi"
REF = "t-catis-030-2025"
NAME = "Cross-border e-commerce by {standard}"
DESCRIPTION = (
    "What {standard} and four companion texts ask for, in words of our own: numbers and figures are theirs, sentences "
    "and headings are not shipped. Items are assessed by kind of party (implementation groups); reference controls are "
    "those that run in Shibosi."
)
COPYRIGHT = "Words: the authors of Shibosi, Apache License 2.0. The standard itself is neither copied nor translated."


def library(at: datetime) -> str:
    """The library as YAML. Its version is the number of the day, so that a later one replaces an earlier one."""
    made: dict[str, Any] = {
        "urn": _urn("library", REF), "locale": language(), "ref_id": REF, **_named(NAME, DESCRIPTION),
        "copyright": translate(COPYRIGHT), "version": at.date().toordinal(),
        "publication_date": at.date().isoformat(), "provider": PACKAGER, "packager": PACKAGER,
        "translations": _other(lambda spoken: _named(NAME, DESCRIPTION, spoken)),
        "objects": {
            "reference_controls": [_reference(one) for one in controls()],
            "framework": {
                "urn": _urn("framework", REF), "ref_id": REF, **_named(NAME, DESCRIPTION),
                "translations": _other(lambda spoken: _named(NAME, DESCRIPTION, spoken)),
                "implementation_groups_definition": [
                    {"ref_id": party, "name": translate(label),
                     "translations": _other(lambda spoken, label=label: {"name": translate(label, spoken)})}
                    for party, label in PARTIES.items()
                ],
                "requirement_nodes": [node for chapter in chapters() for node in _nodes(chapter)],
            },
        },
    }  # fmt: skip
    return str(yaml.dump(made, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=110))


def _nodes(chapter: Chapter) -> list[dict[str, Any]]:
    parent = _urn("req_node", REF, f"chapter-{chapter.id}")
    head = {
        "urn": parent, "assessable": False, "depth": 1, "ref_id": chapter.id, "name": chapter.title,
    }  # fmt: skip
    return [head, *(_node(one, parent) for one in chapter.items)]


def _node(item: Item, parent: str) -> dict[str, Any]:
    known = about()[item.id]
    made: dict[str, Any] = {
        "urn": _urn("req_node", REF, item.id), "assessable": item.mode != INFORMATIVE, "depth": 2,
        "parent_urn": parent, "ref_id": item.id, "description": item.gist,
    }  # fmt: skip
    if checked(item):
        made["annotation"] = checked(item)
    made["typical_evidence"] = translate(MODES[item.mode])
    made["implementation_groups"] = [item.party]
    if known.controls:
        made["reference_controls"] = [_urn("function", one.name) for one in known.controls]
    made["translations"] = _other(lambda spoken: {"description": item.gist_zh if spoken == "zh" else item.gist_en})
    return made


def _reference(control: Control) -> dict[str, Any]:
    return {
        "urn": _urn("function", control.name), "ref_id": control.name, "category": "technical",
        "name": translate(control.sentence), "description": translate(control.remedy),
        "translations": _other(lambda spoken: {
            "name": translate(control.sentence, spoken), "description": translate(control.remedy, spoken),
        }),
    }  # fmt: skip


def _named(name: str, description: str, spoken: str | None = None) -> dict[str, str]:
    said = {"name": name, "description": description}
    return {key: translate(words, spoken).format(standard=STANDARD) for key, words in said.items()}


def _other(made: Any) -> Mapping[str, Any]:
    """What is said in the language that is not in use."""
    return {spoken: made(spoken) for spoken in LANGUAGES if spoken != language()}


def _urn(kind: str, *parts: str) -> str:
    return ":".join(("urn", PACKAGER, "risk", kind, *(part.lower() for part in parts)))
