"""What other values would change, as plain data for every door."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from shibosi.batch.impact.moved import Moved
from shibosi.batch.impact.weighing import Impact
from shibosi.kernel import controls
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Version
from shibosi.kernel.words import translate
from shibosi.standard.register import items
from shibosi.telling.values import value_text


def as_data(found: Impact, examples: pl.DataFrame | None = None) -> dict[str, Any]:
    """Everything but the changes one by one; of these some examples, or those that are given."""
    shown = found.examples() if examples is None else examples
    return {
        "moved": [moved_data(one) for one in found.moved], "controls": list(found.controls),
        "judged": found.judged, "spared": found.spared, "dossiers": found.dossiers, "changes": found.changes.height,
        "by_control": found.by_control().to_dicts(), "by_clause": found.by_clause().to_dicts(),
        "examples": shown.to_dicts(),
    }  # fmt: skip


def moved_data(one: Moved) -> dict[str, Any]:
    """A stretch of days with another value of a parameter; values as they are written, None where there is none."""
    return {
        "parameter": one.parameter, "place": one.place, "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "before": _written(one.parameter, one.before), "after": _written(one.parameter, one.after),
    }  # fmt: skip


def moved_words(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same with what the parameter means, and its values with their units, in the language in use."""
    name = told["parameter"]
    return {
        **told, "meaning": translate(Parameters.known[name].meaning),
        **{side: written_words(name, told[side]) for side in ("before", "after")},
    }  # fmt: skip


def _written(name: str, version: Version | None) -> str | None:
    if version is None or version.value is None:
        return None
    found = Parameters.known[name].seen(version.value)
    return " ".join(found) if isinstance(found, list) else f"{found:f}" if isinstance(found, Decimal) else str(found)


def written_words(name: str, written: str | None) -> str:
    """A value as it is written, with its unit; of a parameter that is known no more, as it stands."""
    if written is None:
        return value_text(name, None)
    parameter = Parameters.known.get(name)
    if parameter is None:
        return written
    value = parameter.stored(written.split() if parameter.kind == "codes" else written)
    return value_text(name, Version(value, None, None, EVERYWHERE, "", "local"))


def sentence(control: str) -> str:
    """What a control says, in the language in use."""
    return translate(controls.named(control).sentence)


def gist(clause: str) -> str:
    """What a clause asks for in words of ours; empty for a number that stands for several."""
    found = items().get(clause)
    return found.gist if found is not None else ""
