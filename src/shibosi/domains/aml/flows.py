"""A party that may be listed, a customer's identity checked, a customer of high risk looked at more closely."""

from shibosi.kernel.flows.declared import NOTIFY, REMIND, Deadline, Field, Move, State, flow
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, codes, whole

SUBJECT = party("subject")
OPEN = ("found", "late")
ASKED = ("asked", "overdue")
FIRM = Field("firm", "Code of the firm it concerns")


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


SCREENING_HIT = flow(
    "screening_hit",
    "Possible match with a watch-list",
    clauses=["8.1.2.1", "8.1.3.2-a"],
    parties=("subject",),
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
        Move("clear", "Clear it: not the listed party", OPEN, "cleared", by=(OFFICER,), reason=True),
        Move("propose", "Propose that it is the listed party", OPEN, "confirming", by=(OFFICER,), reason=True),
        Move("take_back", "Take the proposal back", ("confirming",), "found", by=(OFFICER,), reason=True),
        Move(
            "confirm",
            "Confirm that it is the listed party",
            ("confirming",),
            "confirmed",
            by=(OFFICER,),
            second_to=("propose",),
            effects=(REMIND,),
        ),
        Move("lapse", "The list or the party has changed", (*OPEN, "confirming"), "gone", by=(MACHINE,)),
        Move("run_late", "Not decided in time", ("found", "confirming"), "late", by=(CLOCK,), effects=(REMIND,)),
    ),
    deadlines=(
        Deadline(
            "decision", "Decision on the possible match", ("found", "confirming"), "run_late", ScreeningHit.decide
        ),
    ),
)

CUSTOMER_CHECK = flow(
    "customer_check",
    "Check of a customer's identity",
    clauses=["6.3.1-a"],
    parties=("subject",),
    theme=__name__,
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
        Move(
            "verify_low",
            "Verify with low risk",
            ("first_opinion",),
            "low_risk",
            by=(OFFICER,),
            second_to=("pass_first",),
            effects=(NOTIFY,),
        ),
        Move(
            "verify_medium",
            "Verify with medium risk",
            ("first_opinion",),
            "medium_risk",
            by=(OFFICER,),
            second_to=("pass_first",),
            effects=(NOTIFY,),
        ),
        Move(
            "verify_high",
            "Verify with high risk",
            ("first_opinion",),
            "high_risk",
            by=(OFFICER,),
            second_to=("pass_first",),
            effects=(NOTIFY,),
        ),
        Move(
            "refuse",
            "Refuse the customer",
            ("first_opinion", "overdue"),
            "refused",
            by=(OFFICER,),
            reason=True,
            effects=(NOTIFY,),
        ),
        Move(
            "refresh",
            "The check has run out",
            ("low_risk", "medium_risk", "high_risk"),
            "asked",
            by=(CLOCK,),
            effects=(NOTIFY,),
        ),
        Move(
            "change",
            "The customer has changed",
            ("low_risk", "medium_risk", "high_risk"),
            "asked",
            by=(MACHINE, OFFICER),
            effects=(NOTIFY,),
        ),
        Move(
            "end",
            "End the relation",
            ("low_risk", "medium_risk", "high_risk", *ASKED),
            "ended",
            by=(OFFICER,),
            reason=True,
        ),
    ),
    deadlines=(
        Deadline("papers", "Papers are sent", ("asked",), "fall_due", CustomerCheck.submit),
        Deadline("low", "Check of low risk is renewed", ("low_risk",), "refresh", CustomerCheck.low),
        Deadline("medium", "Check of medium risk is renewed", ("medium_risk",), "refresh", CustomerCheck.medium),
        Deadline("high", "Check of high risk is renewed", ("high_risk",), "refresh", CustomerCheck.high),
    ),
)

ENHANCED_CHECK = flow(
    "enhanced_check",
    "Closer look at a customer of high risk",
    clauses=["6.3.1-b"],
    parties=("subject",),
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
        Move(
            "answer",
            "Answer and send the papers",
            ("asked", "limited"),
            "answered",
            by=(SUBJECT,),
            asks=(Field("finance", "Where the money comes from"), Field("trade", "Trade background")),
        ),
        Move("run_out", "Questions not answered in time", ("asked",), "limited", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("ask_more", "Ask for more", ("answered",), "asked", by=(OFFICER,), reason=True, effects=(NOTIFY,)),
        Move("propose", "Propose to accept it", ("answered",), "proposed", by=(OFFICER,), reason=True),
        Move(
            "accept",
            "Accept the background",
            ("proposed",),
            "accepted",
            by=(OFFICER,),
            second_to=("propose",),
            effects=(NOTIFY,),
        ),
        Move(
            "refuse",
            "Refuse the customer",
            ("answered", "limited", "proposed"),
            "refused",
            by=(OFFICER,),
            reason=True,
            effects=(NOTIFY,),
        ),
    ),
    deadlines=(Deadline("answer", "Questions are answered", ("asked",), "run_out", EnhancedCheck.answer),),
)
