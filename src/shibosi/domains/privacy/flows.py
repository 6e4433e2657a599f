"""Rules that differ on a transfer of data: the transfer rests, the rule of the home state prevails, people decide why.

What is in tension anywhere is told by `shibosi law contradictions`; a case is about one transfer. That no data leave
while it rests is for whoever transfers them: the state of the case says so.
"""

from shibosi.kernel.flows.declared import NOTIFY, REMIND, Deadline, Field, Move, State, flow
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUBJECT = party("subject")
OPEN = ("resting", "review_late", "reviewed", "decision_late")


class TransferConflict(Parameters):
    """How long a transfer may rest before it is decided."""

    review = whole("Working days in which the rules in conflict are reviewed", unit="working days")
    decide = whole("Working days in which the transfer is decided after the review", unit="working days")


TRANSFER_CONFLICT = flow(
    "transfer_conflict", "Rules in conflict on a transfer of data", clauses=["12-d"], parties=("subject",),
    theme=__name__,
    opening=(
        Field("firm", "Code of the firm it concerns"),
        Field("transfer", "Transfer: which data, from where, to where"),
        Field("home_rule", "Rule of the home state"),
        Field("other_rule", "Rule of the other state that differs"),
    ),
    states=(
        State("resting", "Transfer rests, rules to be reviewed"),
        State("review_late", "Rules not reviewed in time, transfer rests"),
        State("reviewed", "Reviewed, transfer rests"),
        State("decision_late", "Not decided in time, transfer rests"),
        State("adapted", "Transferred as the home rule allows", final=True),
        State("given_up", "Not transferred", final=True),
        State("no_conflict", "Both rules can be kept", final=True),
    ),
    moves=(
        Move("review", "Note the legal review", ("resting", "review_late"), "reviewed", by=(OFFICER,),
             asks=(Field("opinion", "What each rule asks, and where they differ"),
                   Field("follows", "What the home rule allows"))),
        Move("adapt", "Let it go as the home rule allows", ("reviewed", "decision_late"), "adapted", by=(OFFICER,),
             reason=True, second_to=("review",), effects=(NOTIFY,),
             asks=(Field("measures", "How the home rule is kept: where data stay, what is left out"),)),
        Move("give_up", "Do not transfer", OPEN, "given_up", by=(OFFICER, SUBJECT), reason=True, effects=(NOTIFY,)),
        Move("no_conflict", "Both rules can be kept", ("reviewed", "decision_late"), "no_conflict", by=(OFFICER,),
             reason=True, second_to=("review",), effects=(NOTIFY,)),
        Move("miss_review", "Rules not reviewed in time", ("resting",), "review_late", by=(CLOCK,), effects=(REMIND,)),
        Move("miss_decision", "Not decided in time", ("reviewed",), "decision_late", by=(CLOCK,), effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("review", "Rules are reviewed", ("resting",), "miss_review", TransferConflict.review),
        Deadline("decision", "The transfer is decided", ("reviewed",), "miss_decision", TransferConflict.decide),
    ),
)  # fmt: skip
