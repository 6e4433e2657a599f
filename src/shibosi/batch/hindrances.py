"""Hindrances: why a run since another one has to judge everything."""

from shibosi.batch.state import State, every_dossier, logic
from shibosi.kernel.engines.plan import Question, circumstances, order_of_work
from shibosi.kernel.patience import unsteady
from shibosi.kernel.runs import Run, values_digest
from shibosi.kernel.sources import Sources

REASONS = {
    "no-state": "the run before left nothing to go on from, or left it with another version of this software",
    "state-damaged": "what the run before left is damaged",
    "inputs": "the files of the run before are not there any more, or are not what they were",
    "earlier-day": "the day asked for lies before that of the run before",
    "later-day": "on the later day a control may say something else of documents that have not changed",
    "values": "values of parameters have changed",
    "controls": "controls, dossiers or records have changed",
    "kinds": "other kinds of record were handed in",
    "unreadable": "other kinds of record can be read only in part",
    "many-changes": "so much has changed that nothing would be saved",
}
"""Why everything was judged: the word in run.json, and what a user is told."""


def hindrance(before: Run, state: State | None, question: Question, sources: Sources, only_changes: bool) -> str:
    """Why the answer cannot be made from that of the run before; "" where it can, as far as is known at once."""
    day = before.as_of
    if state is None or not (only_changes or state.has_digests()):
        return "no-state"
    if question.as_of < day:
        return "earlier-day"
    at = circumstances(question, sources)
    if state.about["logic"] != logic(every_dossier()):
        return "controls"
    if before.about["values"] != values_digest(question):
        return "values"
    if state.about["absent"] != sorted(at.absent):
        return "kinds"
    if state.about["uncertain"] != sorted(at.uncertain):
        return "unreadable"
    dossiers = order_of_work(question, sources)
    controls = [control for dossier in dossiers for control in question.of(dossier)]
    if question.as_of > day and unsteady(controls, dossiers, question.values, day, question.as_of):
        return "later-day"
    return ""
