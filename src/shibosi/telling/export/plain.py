"""The rules as JSON, everything about them, and as CSV, a line an item."""

import csv
import io
import json
from datetime import datetime
from typing import Any

from shibosi import __version__
from shibosi.domains import registry
from shibosi.kernel.controls import Control
from shibosi.kernel.words import language, translate
from shibosi.standard.register import Item
from shibosi.telling.export.gathered import STANDARD, about, chapters, checked, cited_norms, controls
from shibosi.telling.values import as_data, valued

COLUMNS = (
    "id", "chapter", "party", "mode", "system", "gist_en", "gist_zh", "check", "state", "controls", "figures",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""


def as_json(at: datetime) -> str:
    """Items with their figures and norms, controls, values of parameters; in the language in use."""
    cited = cited_norms(at.date())
    used = sorted({name for control in controls() for name in control.parameters()})
    return json.dumps({
        "standard": STANDARD, "shibosi": __version__, "at": at.isoformat(timespec="seconds"), "language": language(),
        "chapters": [
            {"id": chapter.id, "title": chapter.title,
             "items": [_item(one) | {"norms": [norm.fact.id for norm in cited.get(one.id, [])]}
                       for one in chapter.items]}
            for chapter in chapters()
        ],
        "controls": [_control(one) for one in controls()],
        "parameters": as_data(valued(registry.values(), used)),
    }, ensure_ascii=False, indent=1)  # fmt: skip


def as_csv(at: datetime) -> str:
    """A line an item, both languages; a cell never begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for chapter in chapters():
        for one in chapter.items:
            known = about()[one.id]
            figures = "; ".join(
                f"{each.what}: {each.direction} {each.figure or ''} {each.unit}" for each in known.figures
            )
            row = [one.id, chapter.id, one.party, one.mode, one.system, one.gist_en, one.gist_zh, checked(one),
                   known.state, " ".join(control.name for control in known.controls), figures]  # fmt: skip
            writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue()


def _item(item: Item) -> dict[str, Any]:
    known = about()[item.id]
    return {
        "id": item.id, "gist": item.gist, "party": item.party, "mode": item.mode, "system": item.system,
        "by": item.by or None, "check": checked(item), "state": known.state,
        "controls": [control.name for control in known.controls],
        "figures": [
            {"what": one.what, "figure": None if one.figure is None else str(one.figure), "unit": one.unit,
             "direction": one.direction, "example": one.example}
            for one in known.figures
        ],
    }  # fmt: skip


def _control(control: Control) -> dict[str, Any]:
    return {
        "name": control.name, "sentence": translate(control.sentence), "remedy": translate(control.remedy),
        "clauses": list(control.clauses), "severity": control.severity.name.lower(), "blocks": control.blocks or None,
        "dossier": control.dossier.name, "parameters": control.parameters(),
    }  # fmt: skip
