"""Correction of a document, after which everything it stands in is judged again; inspection and detention by customs.

A hold that takes too long, or ends with the goods kept, leads to a refund offered to the buyer.
"""

from shibosi.kernel.flows.declared import NOTIFY, OPENED, REMIND, Deadline, Field, Move, State, effect, flow
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


class Hold(Parameters):
    """How fast an inspection is followed, and when the buyer of goods that stay is offered the money."""

    tell = whole("Hours in which the client is told of an inspection", unit="hours")
    assign = whole("Hours in which an officer is assigned to an inspection", unit="hours")
    papers = whole("Hours in which the papers asked for are supplied", unit="hours")
    offer = whole("Days in the hands of customs after which the buyer is offered a refund", unit="days")
    pay = whole("Days in which an accepted refund is paid", unit="days")


UNASSIGNED = ("noticed", "untold", "told", "unassigned")
HELD = (*UNASSIGNED, "assigned", "papers", "papers_late", "on_site", "fixing")
"""States in which customs has the goods and nothing is decided."""
ATTENDED = ("assigned", "on_site")

CUSTOMS_HOLD = flow(
    "customs_hold", "Inspection or detention by customs", clauses=["7.3.4.5", "10.4.5.2-a", "4.5.5-a"],
    parties=("subject",), theme=__name__,
    opening=(
        Field("order", "Order concerned"),
        Field("list", "List number given by customs"),
        Field("notice", "Notice of customs"),
    ),
    states=(
        State("noticed", "Notice of customs received"),
        State("untold", "Client not told in time"),
        State("told", "Client told"),
        State("unassigned", "No officer in time"),
        State("assigned", "Officer assigned"),
        State("papers", "Papers wanted by customs"),
        State("papers_late", "Papers for customs overdue"),
        State("on_site", "Inspected on site"),
        State("fixing", "Faults being put right"),
        State("stuck", "Held too long"),
        State("offered", "Refund offered to the buyer"),
        State("owed", "Refund accepted"),
        State("unpaid", "Refund not paid in time"),
        State("released", "Released", final=True),
        State("refunded", "Refunded", final=True),
    ),
    moves=(
        Move("tell", "Tell the client", ("noticed", "untold"), "told", by=(OFFICER, MACHINE), effects=(NOTIFY,)),
        Move("assign", "Assign an officer", UNASSIGNED, "assigned", by=(OFFICER,),
             asks=(Field("officer", "Who goes on site"),), effects=(NOTIFY,)),
        Move("ask_papers", "Ask for papers", ATTENDED, "papers", by=(OFFICER,),
             asks=(Field("asked", "Papers customs asks for"),), effects=(NOTIFY,)),
        Move("supply", "Supply the papers", ("papers", "papers_late"), "on_site", by=(SUBJECT, OFFICER),
             asks=(Field("supplied", "Numbers of the papers"),)),
        Move("attend", "Record the inspection", ("assigned",), "on_site", by=(OFFICER,),
             asks=(Field("result", "What the inspection found"),)),
        Move("find_fault", "Record faults", ("on_site",), "fixing", by=(OFFICER,),
             asks=(Field("faults", "Faults such as labels or packing"),), effects=(NOTIFY,)),
        Move("put_right", "Faults are put right", ("fixing",), "on_site", by=(SUBJECT, OFFICER), reason=True),
        Move("release", "Customs released the goods", (*HELD, "stuck", "offered"), "released", by=(OFFICER, MACHINE),
             effects=(NOTIFY,)),
        Move("seize", "Customs keeps the goods or sends them back", (*HELD, "stuck"), "offered",
             by=(OFFICER, MACHINE), reason=True, effects=(NOTIFY,)),
        Move("offer", "Offer the buyer a refund", ("stuck",), "offered", by=(OFFICER, SUBJECT), effects=(NOTIFY,)),
        Move("accept", "The buyer takes the refund", ("offered",), "owed", by=(OFFICER, SUBJECT)),
        Move("pay", "The refund is paid", ("owed", "unpaid"), "refunded", by=(OFFICER, SUBJECT),
             asks=(Field("payment", "Number of the payment"),), effects=(NOTIFY,)),
        Move("tell_late", "Client not told in time", ("noticed",), "untold", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("assign_late", "No officer in time", ("noticed", "untold", "told"), "unassigned", by=(CLOCK,),
             effects=(REMIND,)),
        Move("papers_due", "Papers not supplied in time", ("papers",), "papers_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("take_too_long", "Held too long", HELD, "stuck", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("pay_late", "Refund not paid in time", ("owed",), "unpaid", by=(CLOCK,), effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("notice", "Client is told", ("noticed",), "tell_late", Hold.tell),
        Deadline("officer", "Officer is assigned", ("noticed", "untold", "told"), "assign_late", Hold.assign,
                 since=OPENED),
        Deadline("papers", "Papers are supplied", ("papers",), "papers_due", Hold.papers),
        Deadline("hold", "Customs decides", HELD, "take_too_long", Hold.offer, since=OPENED),
        Deadline("refund", "Refund is paid", ("owed",), "pay_late", Hold.pay),
    ),
)  # fmt: skip
