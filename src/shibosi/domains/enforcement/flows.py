"""Waivers and appeals.

A waiver lets one broken control of one dossier pass until a day, and needs two people. An appeal against a measure is
decided by somebody who did not impose it; a decision that does not come in time suspends the measure.
"""

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    NOTIFY,
    OPENED,
    PERSON,
    REMIND,
    Deadline,
    Field,
    Move,
    State,
    effect,
    flow,
)
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.parameters import Parameters, whole

WAIVE = effect("waive-finding", "The finding no longer holds anything up.")
END_WAIVER = effect("end-waiver", "The finding counts again.")
SUSPEND = effect("suspend-measure", "The measure is suspended until the appeal is decided.")
REVERSE = effect("reverse-measure", "The measure is undone as if it had never been, in every score and register.")
REPLACE = effect("replace-measure", "The measure is undone and a milder one takes its place.")
RESUME = effect("resume-measure", "A suspended measure runs again.")
SUBJECT = party("subject")


class Waiver(Parameters):
    """How long a waiver may be asked for and may last."""

    decide = whole("Working days in which a waiver is decided; after them it is refused", unit="working days")
    longest = whole("Days a waiver lasts at most", unit="days")


class Appeal(Parameters):
    """How long an appeal may take."""

    decide = whole("Working days in which an appeal is decided; after them the measure is suspended",
                   unit="working days")  # fmt: skip
    evidence = whole("Working days in which evidence asked for is handed in", unit="working days")


WAIVER = flow(
    "waiver", "Waiver of a finding", clauses=[], parties=("subject",), theme=__name__,
    opening=(
        Field("control", "Control that is broken"),
        Field("key", "Key of the dossier"),
        Field("because", "Why it may pass"),
        Field("until", "Last day of the waiver", DAY, later=True, within=Waiver.longest),
    ),
    states=(
        State("asked", "Waiver asked for"),
        State("granted", "Waiver in force"),
        State("refused", "Waiver refused", final=True),
        State("withdrawn", "Waiver no longer wanted", final=True),
        State("revoked", "Waiver revoked", final=True),
        State("expired", "Waiver expired", final=True),
    ),
    moves=(
        Move("grant", "Grant the waiver", ("asked",), "granted", by=(OFFICER,), reason=True, second_to=(OPENED,),
             effects=(WAIVE, NOTIFY)),
        Move("refuse", "Refuse the waiver", ("asked",), "refused", by=(OFFICER,), reason=True, effects=(NOTIFY,)),
        Move("withdraw", "Withdraw the request", ("asked",), "withdrawn", by=(OFFICER, SUBJECT)),
        Move("let_pass", "Not decided in time", ("asked",), "refused", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("revoke", "Revoke the waiver", ("granted",), "revoked", by=(OFFICER,), reason=True,
             effects=(END_WAIVER, NOTIFY)),
        Move("expire", "The waiver ends", ("granted",), "expired", by=(CLOCK,), effects=(END_WAIVER, NOTIFY)),
    ),
    deadlines=(
        Deadline("decision", "Decision on the waiver", ("asked",), "let_pass", Waiver.decide),
        Deadline("expiry", "Last day of the waiver", ("granted",), "expire", since="until"),
    ),
)  # fmt: skip

MILDER = (
    Field("instead", "Milder measure", CHOICE, choices=tuple(KINDS.items())),
    Field("until", "Last day of the milder measure", DAY, required=False, later=True),
)
UNDER_REVIEW = ("filed", "evidence_in", "late")

APPEAL = flow(
    "appeal", "Appeal against a measure", clauses=["4.4.2-g", "4.8.2-a"], parties=("subject",), theme=__name__,
    opening=(
        Field("measure", "Number of the measure"),
        Field("imposed_by", "Who imposed the measure", PERSON),
        Field("grounds", "Why the measure is wrong"),
    ),
    states=(
        State("filed", "Appeal filed"),
        State("evidence", "Waiting for evidence"),
        State("evidence_in", "Evidence handed in"),
        State("late", "Appeal not decided in time"),
        State("overturned", "Measure overturned", final=True),
        State("eased", "Measure eased", final=True),
        State("confirmed", "Measure confirmed", final=True),
        State("withdrawn", "Appeal withdrawn", final=True),
    ),
    moves=(
        Move("ask_evidence", "Ask for evidence", UNDER_REVIEW, "evidence", by=(OFFICER,), apart_from=("imposed_by",),
             asks=(Field("asked", "Evidence asked for"),), effects=(NOTIFY,)),
        Move("hand_in", "Hand in evidence", ("evidence",), "evidence_in", by=(SUBJECT,),
             asks=(Field("exhibits", "Evidence handed in"),)),
        Move("no_evidence", "No evidence in time", ("evidence",), "evidence_in", by=(CLOCK,)),
        Move("overturn", "Overturn the measure", UNDER_REVIEW, "overturned", by=(OFFICER,), reason=True,
             apart_from=("imposed_by",), effects=(REVERSE, NOTIFY)),
        Move("ease", "Replace it by a milder one", UNDER_REVIEW, "eased", by=(OFFICER,), reason=True,
             apart_from=("imposed_by",), asks=MILDER, effects=(REPLACE, NOTIFY)),
        Move("confirm", "Confirm the measure", UNDER_REVIEW, "confirmed", by=(OFFICER,), reason=True,
             apart_from=("imposed_by",), effects=(RESUME, NOTIFY)),
        Move("withdraw", "Withdraw the appeal", (*UNDER_REVIEW, "evidence"), "withdrawn", by=(SUBJECT,),
             effects=(RESUME,)),
        Move("run_late", "Not decided in time", ("filed", "evidence_in"), "late", by=(CLOCK,),
             effects=(SUSPEND, NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("decision", "Decision on the appeal", ("filed", "evidence_in"), "run_late", Appeal.decide, OPENED),
        Deadline("evidence", "Evidence is handed in", ("evidence",), "no_evidence", Appeal.evidence),
    ),
)  # fmt: skip
