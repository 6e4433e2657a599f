"""Correction of a document, after which everything it stands in is judged again; inspection and detention by customs;
filings with customs, and standing that is renewed before it ends.

A hold that takes too long, or ends with the goods kept, leads to a refund offered to the buyer.
"""

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    NOTIFY,
    OPENED,
    REMIND,
    Deadline,
    Field,
    Move,
    State,
    effect,
    flow,
)
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUPERSEDE = effect("supersede-document", "The corrected document takes the place of the one before.")
CANCEL = effect("cancel-document", "The document is taken out of force.")
JUDGE = effect("judge-dossiers", "Every dossier the document stands in is judged again.")
FILING_WHOLE = effect("filing-whole", "It is handed in only when the filing says all that the e-port asks for.")
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
        Move("arrive", "The corrected document came in", (*OPEN, *BEING_CHECKED), "corrected", by=(MACHINE,),
             effects=(NOTIFY,)),
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


class CustomsFiling(Parameters):
    """How long the steps of a filing with customs may take."""

    prepare = whole("Working days in which a filing is handed in", unit="working days")
    answer = whole("Days after which customs is asked for its answer", unit="days")
    correct = whole("Working days in which a rejected filing is handed in anew", unit="working days")


FILED_THINGS = (("firm", "A firm"), ("goods", "Goods"))
WAITING = ("handed_in", "unanswered")
REJECTED_STATES = ("rejected", "correct_late")
UNFILED = ("preparing", "prepare_late", *WAITING, *REJECTED_STATES)
FIRM = Field("firm", "Code of the firm it concerns")

CUSTOMS_FILING = flow(
    "customs_filing", "Filing with customs", clauses=["4.5.2"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, Field("what", "What is filed", CHOICE, choices=FILED_THINGS),
        Field("number", "Number of the filing or of the item"), Field("change", "What changes", required=False),
    ),
    states=(
        State("preparing", "Being prepared"), State("prepare_late", "Not handed in in time"),
        State("handed_in", "Handed in, answer awaited"), State("unanswered", "No answer in time"),
        State("rejected", "Rejected, to be corrected"), State("correct_late", "Not corrected in time"),
        State("filed", "Filed", final=True), State("cancelled", "Cancelled", final=True),
    ),
    moves=(
        Move("hand_in", "Hand it in through the e-port", ("preparing", "prepare_late"), "handed_in",
             by=(SUBJECT, OFFICER), asks=(Field("receipt", "Receipt of the e-port"),), effects=(FILING_WHOLE,)),
        Move("file", "Customs filed it", WAITING, "filed", by=(OFFICER, SUBJECT),
             asks=(Field("filed_number", "Number under which customs filed it"),), effects=(NOTIFY,)),
        Move("reject", "Customs rejected it", WAITING, "rejected", by=(OFFICER, SUBJECT), reason=True,
             effects=(NOTIFY,)),
        Move("correct", "Hand the corrected filing in", REJECTED_STATES, "handed_in", by=(SUBJECT, OFFICER),
             asks=(Field("corrected", "What was corrected"), Field("receipt", "Receipt of the e-port")),
             effects=(FILING_WHOLE,)),
        Move("come_in", "The filing came in", UNFILED, "filed", by=(MACHINE,),
             asks=(Field("document", "Document that says it is filed"),), effects=(NOTIFY,)),
        Move("cancel", "Cancel it", UNFILED, "cancelled", by=(SUBJECT, OFFICER), reason=True),
        Move("miss_handing_in", "Not handed in in time", ("preparing",), "prepare_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("miss_answer", "No answer in time", ("handed_in",), "unanswered", by=(CLOCK,), effects=(REMIND,)),
        Move("miss_correction", "Not corrected in time", ("rejected",), "correct_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("handing_in", "It is handed in", ("preparing",), "miss_handing_in", CustomsFiling.prepare),
        Deadline("answer", "Customs answers", ("handed_in",), "miss_answer", CustomsFiling.answer),
        Deadline("correction", "The corrected filing is handed in", ("rejected",), "miss_correction",
                 CustomsFiling.correct),
    ),
)  # fmt: skip

STANDINGS = (
    ("filing", "Filing with customs"), ("aeo", "Standing as authorised operator"),
    ("declarant", "Filing or training of a declarant"),
)  # fmt: skip
LAST_DAY = Field("last_day", "Day until which it is renewed", DAY, later=True)

CUSTOMS_STANDING = flow(
    "customs_standing", "Standing with customs that ends", clauses=["4.5.2", "10.4.1-a"], parties=("subject",),
    theme=__name__,
    opening=(FIRM, Field("what", "What ends", CHOICE, choices=STANDINGS), Field("number", "Its number"), LAST_DAY),
    states=(
        State("due", "To be renewed"), State("overdue", "Not renewed in time"),
        State("renewed", "Renewed", final=True), State("given_up", "Given up", final=True),
    ),
    moves=(
        Move("renew", "Note the renewal", ("due", "overdue"), "renewed", by=(SUBJECT, OFFICER),
             asks=(Field("proof", "Number of the paper that proves it"),), effects=(NOTIFY,)),
        Move("give_up", "Give it up", ("due", "overdue"), "given_up", by=(SUBJECT, OFFICER), reason=True),
        Move("miss", "Not renewed in time", ("due",), "overdue", by=(CLOCK,), effects=(NOTIFY, REMIND)),
    ),
    deadlines=(Deadline("renewal", "It is renewed", ("due",), "miss", since="last_day"),),
)  # fmt: skip
