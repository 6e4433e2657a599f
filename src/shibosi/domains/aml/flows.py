"""A party that may be listed, customers checked and looked at more closely, reports owed to authorities.

A case that ends in time is what the standard asks for; one that lapses says so.
"""

from shibosi.kernel.flows.declared import DAY, NOTIFY, REMIND, Deadline, Field, Move, State, effect, flow
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, codes, whole

SUBJECT = party("subject")
OPEN = ("found", "late")
ASKED = ("asked", "overdue")
VERIFIED = ("low_risk", "medium_risk", "high_risk")
WORKED = ("owed", "written", "overdue")
FIRM = Field("firm", "Code of the firm it concerns")
DECIDED = effect("match-decided", "Orders and customers that the match is about are judged again.")
KEPT = effect(
    "customer-file-kept", "What was found stands in the file of the customer, whose transfers are judged again."
)


class ScreeningHit(Parameters):
    """How long a possible match with a watch-list may wait."""

    decide = whole("Hours in which an officer decides whether a party is the listed one", unit="hours")
    at_intake = codes("Documents whose names are screened as soon as they come in")


class CustomerCheck(Parameters):
    """How long the check of a customer's identity may take, and how long it holds."""

    submit = whole("Working days in which a customer sends its papers", unit="working days")
    low = whole("Days after which a customer of low risk is checked again", unit="days")
    medium = whole("Days after which a customer of medium risk is checked again", unit="days")
    high = whole("Days after which a customer of high risk is checked again", unit="days")


class EnhancedCheck(Parameters):
    """How long a customer of high risk has to answer."""

    answer = whole("Days in which questions are answered and papers sent", unit="days")


class ReportToAuthority(Parameters):
    """How long the answer of an authority is waited for."""

    answer = whole("Working days in which the receipt of an authority is waited for", unit="working days")


SCREENING_HIT = flow(
    "screening_hit", "Possible match with a watch-list", clauses=["8.1.2.1", "8.1.3.2-a"], parties=("subject",),
    theme=__name__,
    opening=(
        Field("name", "Name that was screened"),
        Field("listed_name", "Name on the list"),
        Field("entry", "Watch-list and number of the entry"),
        Field("score", "How probable it is that one party is meant"),
        Field("reasons", "What speaks for and against it"),
    ),
    states=(
        State("found", "Possible match found"),
        State("late", "Not decided in time"),
        State("confirming", "Match proposed"),
        State("cleared", "Not the listed party", final=True),
        State("confirmed", "The listed party", final=True),
        State("gone", "No longer a match", final=True),
    ),
    moves=(
        Move("clear", "Clear it: not the listed party", OPEN, "cleared", by=(OFFICER,), reason=True,
             effects=(DECIDED,)),
        Move("propose", "Propose that it is the listed party", OPEN, "confirming", by=(OFFICER,), reason=True),
        Move("take_back", "Take the proposal back", ("confirming",), "found", by=(OFFICER,), reason=True),
        Move("confirm", "Confirm that it is the listed party", ("confirming",), "confirmed", by=(OFFICER,),
             second_to=("propose",), effects=(DECIDED, REMIND)),
        Move("lapse", "The list or the party has changed", (*OPEN, "confirming"), "gone", by=(MACHINE,),
             effects=(DECIDED,)),
        Move("run_late", "Not decided in time", ("found", "confirming"), "late", by=(CLOCK,), effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("decision", "Decision on the possible match", ("found", "confirming"), "run_late",
                 ScreeningHit.decide),
    ),
)  # fmt: skip


def verify(risk: str, label: str) -> Move:
    """The second person's move that verifies a customer with a class of risk."""
    return Move(f"verify_{risk}", label, ("first_opinion",), f"{risk}_risk", by=(OFFICER,), second_to=("pass_first",),
                effects=(KEPT, NOTIFY))  # fmt: skip


CUSTOMER_CHECK = flow(
    "customer_check", "Check of a customer's identity", clauses=["6.3.1-a"], parties=("subject",), theme=__name__,
    opening=(
        FIRM,
        Field("name", "Legal name of the customer"),
        Field("licence", "Number of its licence or identity document"),
        Field("address", "Address of the customer"),
    ),
    states=(
        State("asked", "Papers asked for"),
        State("overdue", "Papers overdue"),
        State("sent", "Papers being checked"),
        State("first_opinion", "First check passed"),
        State("low_risk", "Verified, low risk"),
        State("medium_risk", "Verified, medium risk"),
        State("high_risk", "Verified, high risk"),
        State("refused", "Identity not verified", final=True),
        State("ended", "No longer a customer", final=True),
    ),
    moves=(
        Move("send", "Send the papers", ASKED, "sent", by=(SUBJECT,), asks=(Field("papers", "Papers that were sent"),)),
        Move("fall_due", "Papers not sent in time", ("asked",), "overdue", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("send_back", "Send them back", ("sent",), "asked", by=(OFFICER,), reason=True, effects=(NOTIFY,)),
        Move("pass_first", "Papers are in order", ("sent",), "first_opinion", by=(OFFICER,), reason=True),
        verify("low", "Verify with low risk"),
        verify("medium", "Verify with medium risk"),
        verify("high", "Verify with high risk"),
        Move("refuse", "Refuse the customer", ("first_opinion", "overdue"), "refused", by=(OFFICER,), reason=True,
             effects=(NOTIFY,)),
        Move("refresh", "The check has run out", VERIFIED, "asked", by=(CLOCK,), effects=(NOTIFY,)),
        Move("change", "The customer has changed", VERIFIED, "asked", by=(MACHINE, OFFICER), effects=(NOTIFY,)),
        Move("end", "End the relation", (*VERIFIED, *ASKED), "ended", by=(OFFICER,), reason=True),
    ),
    deadlines=(
        Deadline("papers", "Papers are sent", ("asked",), "fall_due", CustomerCheck.submit),
        Deadline("low", "Check of low risk is renewed", ("low_risk",), "refresh", CustomerCheck.low),
        Deadline("medium", "Check of medium risk is renewed", ("medium_risk",), "refresh", CustomerCheck.medium),
        Deadline("high", "Check of high risk is renewed", ("high_risk",), "refresh", CustomerCheck.high),
    ),
)  # fmt: skip

ENHANCED_CHECK = flow(
    "enhanced_check", "Closer look at a customer of high risk", clauses=["6.3.1-b"], parties=("subject",),
    theme=__name__,
    opening=(FIRM, Field("name", "Legal name of the customer"), Field("questions", "What the customer is asked")),
    states=(
        State("asked", "Questions asked"),
        State("limited", "Not answered: dealings limited"),
        State("answered", "Answer being looked at"),
        State("proposed", "Acceptance proposed"),
        State("accepted", "Background accepted", final=True),
        State("refused", "Customer refused", final=True),
    ),
    moves=(
        Move("answer", "Answer and send the papers", ("asked", "limited"), "answered", by=(SUBJECT,),
             asks=(Field("finance", "Where the money comes from"), Field("trade", "Trade background")),
             effects=(KEPT,)),
        Move("run_out", "Questions not answered in time", ("asked",), "limited", by=(CLOCK,),
             effects=(KEPT, NOTIFY, REMIND)),
        Move("ask_more", "Ask for more", ("answered",), "asked", by=(OFFICER,), reason=True, effects=(NOTIFY,)),
        Move("propose", "Propose to accept it", ("answered",), "proposed", by=(OFFICER,), reason=True),
        Move("accept", "Accept the background", ("proposed",), "accepted", by=(OFFICER,), second_to=("propose",),
             effects=(NOTIFY,)),
        Move("refuse", "Refuse the customer", ("answered", "limited", "proposed"), "refused", by=(OFFICER,),
             reason=True, effects=(NOTIFY,)),
    ),
    deadlines=(Deadline("answer", "Questions are answered", ("asked",), "run_out", EnhancedCheck.answer),),
)  # fmt: skip

AUTHORITY_REPORT = flow(
    "authority_report", "Report owed to an authority", clauses=["8.1.2.1"], parties=("subject",), theme=__name__,
    opening=(
        FIRM,
        Field("obligation", "Number in the register of obligations"),
        Field("period", "Period or event it is about"),
        Field("last_day", "Last day, of the authority", DAY),
    ),
    states=(
        State("owed", "Report owed"),
        State("written", "Report written"),
        State("overdue", "Not handed in by the last day"),
        State("handed_in", "Handed in, receipt awaited"),
        State("unanswered", "No receipt came in time"),
        State("received", "Receipt kept", final=True),
        State("not_owed", "No report is owed", final=True),
    ),
    moves=(
        Move("write", "Write the report", ("owed", "overdue"), "written", by=(OFFICER,),
             asks=(Field("report", "Where the report is kept"),)),
        Move("send_back", "Return it for changes", ("written",), "owed", by=(OFFICER,), reason=True),
        Move("hand_in", "Hand it in", ("written",), "handed_in", by=(OFFICER,), second_to=("write",),
             asks=(Field("filed_on", "Day of filing, of the authority", DAY),)),
        Move("receive", "Keep the receipt", ("handed_in", "unanswered"), "received", by=(OFFICER,),
             asks=(Field("receipt", "Receipt of the authority"),)),
        Move("not_owed", "No report is owed", WORKED, "not_owed", by=(OFFICER,), reason=True),
        Move("fall_due", "The last day passed", ("owed", "written"), "overdue", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("wait_long", "No receipt in time", ("handed_in",), "unanswered", by=(CLOCK,), effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("last_day", "The report is handed in", ("owed", "written"), "fall_due", since="last_day"),
        Deadline("answer", "The receipt comes", ("handed_in",), "wait_long", ReportToAuthority.answer),
    ),
)  # fmt: skip
