"""The rules as a catalog of NIST OSCAL: chapters are groups, items controls, figures parameters.

What OSCAL has no word for stands in properties of our own namespace. The same rules on the same day give the same
identifiers, so that two issues can be compared.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shibosi import __version__
from shibosi.kernel.words import language, translate
from shibosi.standard.figures import DIRECTIONS, Figure
from shibosi.standard.law.norms import Norm
from shibosi.standard.register import Item
from shibosi.telling.export.gathered import STANDARD, About, Chapter, about, chapters, checked, cited_norms

OSCAL = "1.2.1"
NAMESPACE = "urn:shibosi:rules"
ROOT = uuid5(NAMESPACE_URL, NAMESPACE)
TITLE = "Rules of cross-border e-commerce by {standard}, in words of our own"
REMARKS = (
    "Numbers and figures are those of {standard}; the words are ours and replace neither the standard nor a law. "
    "A value written p: is ours, because the text gives none."
)


def catalog(at: datetime) -> str:
    """The catalog as JSON, in the language in use."""
    cited = cited_norms(at.date())
    used = {norm.fact.id: norm for found in cited.values() for norm in found}
    return json.dumps({"catalog": {
        "uuid": _uuid("catalog", __version__, language(), at.date().isoformat()),
        "metadata": {
            "title": translate(TITLE).format(standard=STANDARD), "last-modified": at.isoformat(timespec="seconds"),
            "version": __version__, "oscal-version": OSCAL, "props": [_prop("language", language())],
            "remarks": translate(REMARKS).format(standard=STANDARD),
        },
        "groups": [_group(one, cited) for one in chapters()],
        "back-matter": {"resources": [_resource(norm) for _, norm in sorted(used.items())]},
    }}, ensure_ascii=False, indent=1)  # fmt: skip


def _group(chapter: Chapter, cited: Mapping[str, list[Norm]]) -> dict[str, Any]:
    return {
        "id": _token(chapter.id), "class": "chapter", "title": f"{chapter.id} {chapter.title}",
        "controls": [_control(one, about()[one.id], cited.get(one.id, [])) for one in chapter.items],
    }  # fmt: skip


def _control(item: Item, known: About, cited: Iterable[Norm]) -> dict[str, Any]:
    id = _token(item.id)
    made: dict[str, Any] = {"id": id, "class": "item", "title": f"{item.id} {item.gist}"}
    if known.figures:
        made["params"] = [_param(f"{id}_fig{at}", one) for at, one in enumerate(known.figures, start=1)]
    made["props"] = [
        _prop("label", item.id), _prop("party", item.party), _prop("mode", item.mode), _prop("system", item.system),
        _prop("state", known.state), *(_prop("answered-by", one.name) for one in known.controls),
    ]  # fmt: skip
    links = [{"href": f"#{_uuid('norm', norm.fact.id)}", "rel": "reference"} for norm in cited]
    if links:
        made["links"] = links
    made["parts"] = _parts(id, item, known)
    return made


def _parts(id: str, item: Item, known: About) -> list[dict[str, Any]]:
    found = [{"id": f"{id}_smt", "name": "statement", "prose": item.gist}]
    found += [
        {"id": f"{id}_obj{at}", "name": "assessment-objective", "title": one.name, "prose": translate(one.sentence)}
        for at, one in enumerate(known.controls, start=1)
    ]
    if checked(item):
        found.append({"id": f"{id}_gdn", "name": "guidance", "prose": checked(item)})
    return found


def _param(id: str, figure: Figure) -> dict[str, Any]:
    made: dict[str, Any] = {"id": id, "label": f"{figure.what} ({figure.unit_word})"}
    if figure.figure is not None:
        made["values"] = [f"{figure.figure}"]
    made["usage"] = translate(DIRECTIONS[figure.direction])
    return made


def _resource(norm: Norm) -> dict[str, Any]:
    number = norm.fact.shown("number")
    citation = " ".join(filter(None, (number, norm.fact.title)))
    made: dict[str, Any] = {"uuid": _uuid("norm", norm.fact.id), "title": citation, "citation": {"text": citation}}
    made["props"] = [_prop("state", norm.state), _prop("confidence", norm.fact.confidence)]
    return made


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": value}


def _token(number: str) -> str:
    """A number as OSCAL takes it: an identifier begins with a letter."""
    return number.lower() if number[0].isalpha() else f"c{number}"


def _uuid(*parts: str) -> str:
    found: UUID = uuid5(ROOT, "/".join(parts))
    return str(found)
