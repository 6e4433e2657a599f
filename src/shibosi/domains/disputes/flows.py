"""Disputes with parties abroad: arbitration and mediation come before a court, and the choice is recorded."""

from shibosi.kernel.flows.declared import CHOICE, NOTIFY, REMIND, Deadline, Field, Move, State, flow
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUBJECT = party("subject")
HANDLERS = (OFFICER, SUBJECT)
CHASED = (NOTIFY, REMIND)
ROUTES = (("arbitration", "International arbitration"), ("mediation", "International mediation"))
PROCEDURES = (
    ("uncitral-arbitration", "UNCITRAL arbitration rules"), ("uncitral-mediation", "UNCITRAL mediation rules"),
    ("institution", "Rules of an institution, modelled on them"),
)  # fmt: skip
ENDED = Field("ended", "How it ended: settlement, award or decision, with its day")


class ForeignDispute(Parameters):
    """How long a dispute with a party abroad may wait."""

    offer = whole("Working days in which both routes are offered", unit="working days")
    answer = whole("Working days in which the other side answers the offer", unit="working days")


FOREIGN_DISPUTE = flow(
    "foreign_dispute", "Dispute with a party abroad", clauses=["12-c"], parties=("subject",), theme=__name__,
    opening=(
        Field("firm", "Code of the firm it concerns"),
        Field("opponent", "Other side, and its country"),
        Field("matter", "What it is about, and what is asked"),
        Field("agreed", "What the contract says of court, law and arbitration"),
    ),
    states=(
        State("raised", "Routes to be offered"),
        State("offer_late", "Routes not offered in time"),
        State("offered", "Arbitration and mediation offered"),
        State("unanswered", "Offer not answered in time"),
        State("running", "Arbitration or mediation under way"),
        State("settled", "Ended by arbitration or mediation", final=True),
        State("court", "Goes to court, after the routes were offered", final=True),
        State("dropped", "Settled or given up before", final=True),
    ),
    moves=(
        Move("offer", "Offer arbitration and mediation", ("raised", "offer_late"), "offered", by=HANDLERS,
             asks=(Field("procedure", "Model of procedure", CHOICE, choices=PROCEDURES),
                   Field("seat", "Seat and language that are proposed"))),
        Move("choose", "Record the route both sides chose", ("offered", "unanswered"), "running", by=HANDLERS,
             asks=(Field("route", "Route", CHOICE, choices=ROUTES), Field("said", "What the other side answered"))),
        Move("settle", "Record how it ended", ("running",), "settled", by=HANDLERS, asks=(ENDED,), effects=(NOTIFY,)),
        Move("sue", "Go to court", ("offered", "unanswered", "running"), "court", by=HANDLERS, reason=True,
             effects=(NOTIFY,)),
        Move("drop", "Settled or given up", ("raised", "offer_late", "offered", "unanswered"), "dropped", by=HANDLERS,
             reason=True),
        Move("miss_offer", "Routes not offered in time", ("raised",), "offer_late", by=(CLOCK,), effects=CHASED),
        Move("miss_answer", "Offer not answered in time", ("offered",), "unanswered", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("offer", "Routes are offered", ("raised",), "miss_offer", ForeignDispute.offer),
        Deadline("answer", "The offer is answered", ("offered",), "miss_answer", ForeignDispute.answer),
    ),
)  # fmt: skip
