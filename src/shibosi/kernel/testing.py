"""For tests: one story, judged by all three readings, which must agree."""

from datetime import date

from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import gather
from shibosi.kernel.expressions.reasons import Reading, decided
from shibosi.kernel.expressions.scalar import Circumstances, compile_controls
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO, Values
from shibosi.kernel.records import Record

HELD, BROKEN, UNDETERMINED, OUT_OF_SCOPE = Outcome.HELD, Outcome.BROKEN, Outcome.UNDETERMINED, Outcome.OUT_OF_SCOPE


def outcome(
    control: Control, *records: Record, values: Values, as_of: date = date(2026, 6, 30), absent: tuple[str, ...] = ()
) -> Outcome:
    """The outcome of a control on the dossier made of these records.

    `absent` names kinds of record that were not handed in at all. Raises AssertionError when the batch, the generated
    function and the reading with reasons do not agree.
    """
    at = Circumstances((as_of - DAY_ZERO).days, frozenset(absent))
    rows = gather(control.dossier, list(records))
    single = compile_controls(control.dossier, [control], values)(rows, at)[0]
    explained, _ = decided(Reading(control.dossier, rows, at, values), control.scope, control.condition)
    kinds = {found.kind(): type(found) for found in records}
    frames = {kind: made.frame([found for found in records if found.kind() == kind]) for kind, made in kinds.items()}
    judged = Judge(control.dossier, [control], values, at).judge(frames)
    batch = judged.outcomes[control.name]
    assert len(batch) <= 1, f"these records make {len(batch)} dossiers; a story is about one"
    if len(batch) == 1:
        assert int(batch[0]) == single, f"{control.name}: batch {batch[0]}, single {single}"
    assert explained == single, f"{control.name}: with reasons {explained}, single {single}"
    return Outcome(single)
