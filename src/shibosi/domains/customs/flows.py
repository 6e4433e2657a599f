"""Correction of a document: whoever reported it sends a corrected one, and everything it stands in is judged again."""

from shibosi.kernel.flows.declared import NOTIFY, REMIND, Deadline, Field, Move, State, effect, flow
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUPERSEDE = effect("supersede-document", "The corrected document takes the place of the one before.")
CANCEL = effect("cancel-document", "The document is taken out of force.")
JUDGE = effect("judge-dossiers", "Every dossier the document stands in is judged again.")
SUBJECT = party("subject")
OPEN = ("asked", "overdue")
BEING_CHECKED = ("submitted", "check_late")


class Correction(Parameters):
    """How long a correction may take."""

    submit = whole("Working days in which the corrected document is sent", unit="working days")
    check = whole("Working days in which the corrected document is checked", unit="working days")


CORRECTION = flow(
    "correction", "Correction of a document", clauses=["4.5.1.1", "10.2.5.3-b"], parties=("subject",), theme=__name__,
    opening=(
        Field("record", "Kind of document"),
        Field("number", "Number of the document"),
        Field("findings", "Findings that ask for it", required=False),
        Field("wanted", "What has to be corrected"),
    ),
    states=(
        State("asked", "Correction asked for"),
        State("overdue", "Correction overdue"),
        State("submitted", "Correction being checked"),
        State("check_late", "Check of the correction is late"),
        State("corrected", "Corrected", final=True),
        State("cancelled", "Document cancelled", final=True),
        State("unfounded", "No correction needed", final=True),
        State("given_up", "Closed without correction", final=True),
    ),
    moves=(
        Move("submit", "Send the corrected document", OPEN, "submitted", by=(SUBJECT,),
             asks=(Field("corrected", "Unique id of the corrected document"),), effects=(JUDGE,)),
        Move("object", "Object: the document is right", OPEN, "submitted", by=(SUBJECT,), reason=True),
        Move("cancel", "Cancel the document", OPEN, "cancelled", by=(SUBJECT,), reason=True, effects=(CANCEL, JUDGE)),
        Move("fall_due", "Not corrected in time", ("asked",), "overdue", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("run_late", "Not checked in time", ("submitted",), "check_late", by=(CLOCK,), effects=(REMIND,)),
        Move("accept", "Accept the correction", BEING_CHECKED, "corrected", by=(OFFICER, MACHINE),
             effects=(SUPERSEDE, JUDGE, NOTIFY)),
        Move("send_back", "Send it back", BEING_CHECKED, "asked", by=(OFFICER,), reason=True, effects=(NOTIFY,)),
        Move("agree", "Agree that nothing is wrong", BEING_CHECKED, "unfounded", by=(OFFICER,), reason=True,
             effects=(NOTIFY,)),
        Move("give_up", "Close without correction", ("overdue",), "given_up", by=(OFFICER,), reason=True,
             effects=(NOTIFY,)),
    ),
    deadlines=(
        Deadline("submission", "Corrected document is sent", ("asked",), "fall_due", Correction.submit),
        Deadline("check", "Correction is checked", ("submitted",), "run_late", Correction.check),
    ),
)  # fmt: skip
