"""Held orders: an order that intake did not let through is released or refused by people, in time and with a reason."""

from shibosi.kernel.flows.declared import NOTIFY, REMIND, Deadline, Field, Move, State, effect, flow
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

RELEASE = effect("release-order", "The order is let through.")
REFUSE = effect("refuse-order", "The order is refused.")
SUBJECT = party("subject")
WITH_OFFICER = ("held", "answered", "late")


class HeldOrder(Parameters):
    """How long an order may be held."""

    decide = whole("Hours in which an officer decides on a held order or asks for more", unit="hours")
    answer = whole("Working days in which the party concerned answers", unit="working days")


HELD_ORDER = flow(
    "held_order", "Held order", clauses=["5.5.1-b", "10.4.2.2-a"], parties=("subject",), theme=__name__,
    opening=(Field("order", "Number of the order"), Field("findings", "Findings for which it is held")),
    states=(
        State("held", "Order held"),
        State("asked", "Waiting for an answer"),
        State("answered", "Question answered"),
        State("late", "Not decided in time"),
        State("proposed", "Refusal proposed"),
        State("released", "Order released", final=True),
        State("refused", "Order refused", final=True),
    ),
    moves=(
        Move("ask", "Ask the party", WITH_OFFICER, "asked", by=(OFFICER,),
             asks=(Field("question", "Question to the party"),), effects=(NOTIFY,)),
        Move("answer", "Answer the question", ("asked",), "answered", by=(SUBJECT,),
             asks=(Field("reply", "Answer of the party"),)),
        Move("no_answer", "No answer in time", ("asked",), "answered", by=(CLOCK,)),
        Move("clear", "Nothing stands against it any more", (*WITH_OFFICER, "asked", "proposed"), "released",
             by=(MACHINE,), effects=(RELEASE, NOTIFY)),
        Move("release", "Release the order", WITH_OFFICER, "released", by=(OFFICER,), reason=True,
             effects=(RELEASE, NOTIFY)),
        Move("propose", "Propose to refuse it", WITH_OFFICER, "proposed", by=(OFFICER,), reason=True),
        Move("take_back", "Take the proposal back", ("proposed",), "answered", by=(OFFICER,), reason=True),
        Move("refuse", "Refuse the order", ("proposed",), "refused", by=(OFFICER,), second_to=("propose",),
             effects=(REFUSE, NOTIFY)),
        Move("run_late", "Not decided in time", ("held", "answered", "proposed"), "late", by=(CLOCK,),
             effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("decision", "Decision on the order", ("held", "answered", "proposed"), "run_late", HeldOrder.decide),
        Deadline("answer", "Answer of the party", ("asked",), "no_answer", HeldOrder.answer),
    ),
)  # fmt: skip
