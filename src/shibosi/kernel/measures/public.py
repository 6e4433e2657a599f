"""The form in which a measure may be published: what, why, from when to when, whether it is appealed.

Whom it concerns stands in `party` and `thing` only, so that the store can mask these two and publish the rest.
"""

from typing import Any

from shibosi.kernel.measures.events import KINDS, Measure, Remaining
from shibosi.kernel.words import translate

MASKED = ("party", "thing")
"""The entries that may name a person or a firm."""


def published(measure: Measure, left: Remaining, language: str | None = None) -> dict[str, Any]:
    """A measure as plain values. Who imposed it, free text and the finding itself are left out."""
    return {
        "id": measure.id, "party": measure.party, "thing": measure.thing, "kind": measure.kind,
        "label": translate(KINDS[measure.kind], language), "from": measure.day.isoformat(),
        "until": measure.last.isoformat() if measure.last else None, "clauses": list(measure.reason.clauses),
        "rule": measure.reason.rule, "automatic": measure.automatic, "appeal_route": measure.route,
        "appeal_by": measure.appeal_by.isoformat() if measure.appeal_by else None,
        "appealed": measure.id in left.contested, "suspended": measure.id in left.suspended,
    }  # fmt: skip
