"""Admission with its reviews, another account, shops that seem to belong together, and the way out."""

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    MONEY,
    NOTIFY,
    OPENED,
    REMIND,
    WHOLE,
    Deadline,
    Field,
    Move,
    State,
    effect,
    flow,
)
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import Parameters, share, whole

PAPERS_ALLOW = effect("papers-allow", "It goes on only while papers allow the activity and no check of the firm fails.")
LOOKED_CLOSER = effect("looked-closer", "A firm of high risk is looked at more closely before it may be proposed.")
OWN_ACCOUNT = effect("own-account", "Only an account of the firm itself is taken; a personal one is refused.")
NOTHING_LEFT = effect("nothing-left", "It is closed only when nothing is on sale, in stock, on its way or owed.")
SUBJECT = party("subject")
OFFICERS, CHASED = (OFFICER,), (REMIND,)
LOW, MEDIUM, HIGH = "low", "medium", "high"
RISKS = ((LOW, "Low risk"), (MEDIUM, "Medium risk"), (HIGH, "High risk"))
PROOFS = (("micro-deposit", "Small deposit"), ("provider", "Word of whoever keeps it"))
FIRM = Field("firm", "Code of the firm it concerns")
MARKET = Field("market", "Market")


class Admission(Parameters):
    """How long an admission may take, and how long it holds."""

    decide = whole("Working days in which an admission is decided", unit="working days")
    papers = whole("Working days in which missing papers are handed in", unit="working days")
    review = whole("Days after which an admission is looked at again", unit="days")


class AdmissionRisk(Parameters):
    """What makes a firm a risk, in points, and from how many points on it is one."""

    abroad = whole("Points for a firm registered outside the market", unit="points")
    trader = whole("Points for a sole trader", unit="points")
    young = whole("Points for a firm whose licence is new", unit="points")
    new = whole("Days for which a licence counts as new", unit="days")
    special = whole("Points for goods that need a licence of their own", unit="points")
    unclear = whole("Points for each check that cannot be decided", unit="points")
    failed = whole("Points for each check that fails", unit="points")
    medium = whole("Points from which on the risk is medium", unit="points")
    high = whole("Points from which on the risk is high", unit="points")
    alike = share("How probable it has to be that two names are of one bearer")


class AccountChange(Parameters):
    """How a changed account is taken."""

    decide = whole("Working days in which another account is confirmed", unit="working days")


class ShopLink(Parameters):
    """How long shops that seem to belong together have to answer."""

    answer = whole("Days in which a firm says why shops seem to belong together", unit="days")
    decide = whole("Working days in which the answer is weighed", unit="working days")


class Exit(Parameters):
    """How long the way out may take."""

    clearing = whole("Days from the request until everything is cleared", unit="days")
    notice = whole("Days for which a closing shop says so on its page at least", unit="days")


UNDER_WAY = ("applied", "deepened", "late")
ADMISSION = flow(
    "admission", "Admission of a firm", clauses=["000-51", "004-11"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, Field("activity", "Activity"), MARKET, Field("category", "Goods, service or sector", required=False),
        Field("risk", "Risk", CHOICE, choices=RISKS), Field("because", "Why it is this risk"),
        Field("lacks", "Papers that are missing"), Field("checks", "Checks that fail or cannot be decided"),
    ),
    states=(
        State("applied", "Application handed in"),
        State("asked", "Waiting for papers"),
        State("asked_late", "Papers not handed in in time"),
        State("deepened", "Looked at more closely"),
        State("late", "Admission not decided in time"),
        State("proposed", "Admission proposed"),
        State("admitted", "Admitted"),
        State("review_late", "Not reviewed in time"),
        State("refused", "Not admitted", final=True),
        State("withdrawn", "Application withdrawn", final=True),
        State("ended", "Admission ended", final=True),
    ),
    moves=(
        Move("ask", "Ask for missing papers", UNDER_WAY, "asked", by=OFFICERS, effects=(NOTIFY,),
             asks=(Field("missing", "Which papers, and why they are asked for"),)),
        Move("hand_in", "Papers are handed in", ("asked", "asked_late"), "applied", by=(SUBJECT, OFFICER),
             asks=(Field("handed_in", "What was handed in"),)),
        Move("deepen", "Look more closely", ("applied", "late"), "deepened", by=OFFICERS, reason=True),
        Move("propose", "Propose to admit", UNDER_WAY, "proposed", by=OFFICERS, reason=True,
             asks=(Field("conditions", "Conditions", required=False),), effects=(LOOKED_CLOSER, PAPERS_ALLOW)),
        Move("send_back", "Send it back", ("proposed",), "applied", by=OFFICERS, reason=True),
        Move("admit", "Admit", ("proposed",), "admitted", by=OFFICERS, second_to=("propose",), reason=True,
             asks=(Field("next_review", "Day of the next review", DAY, later=True, within=Admission.review),),
             effects=(PAPERS_ALLOW, NOTIFY)),
        Move("refuse", "Refuse admission", (*UNDER_WAY, "asked_late", "proposed"), "refused", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("withdraw", "Withdraw the application", (*UNDER_WAY, "asked", "asked_late", "proposed"), "withdrawn",
             by=(SUBJECT,)),
        Move("reopen", "Decide anew", ("admitted", "review_late"), "applied", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("end", "End the admission", ("admitted", "review_late"), "ended", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("miss_papers", "Papers not handed in in time", ("asked",), "asked_late", by=(CLOCK,), effects=(NOTIFY,)),
        Move("run_late", "Not decided in time", ("applied", "deepened", "proposed"), "late", by=(CLOCK,),
             effects=CHASED),
        Move("miss_review", "Not reviewed in time", ("admitted",), "review_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("decision", "Decision on the admission", ("applied", "deepened", "proposed"), "run_late",
                 Admission.decide),
        Deadline("papers", "Papers are handed in", ("asked",), "miss_papers", Admission.papers),
        Deadline("review", "The admission is reviewed", ("admitted",), "miss_review", since="next_review"),
    ),
)  # fmt: skip

ACCOUNT_CHANGE = flow(
    "account_change", "Another account to be paid on", clauses=["5.1.2-c"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, Field("account", "Account number"), Field("holder", "Holder of the account"),
        Field("because", "Why it is changed"),
        Field("used_from", "First day money goes there", DAY, later=True),
    ),
    states=(
        State("asked", "Change asked for"),
        State("late", "Change not confirmed in time"),
        State("cooling", "Confirmed, cooling off"),
        State("in_use", "Account in use", final=True),
        State("refused", "Change refused", final=True),
        State("withdrawn", "Change withdrawn", final=True),
    ),
    moves=(
        Move("confirm", "Confirm the change", ("asked", "late"), "cooling", by=OFFICERS, second_to=(OPENED,),
             asks=(Field("proof", "How it was proven", CHOICE, choices=PROOFS),
                   Field("asked_back", "Whom of the firm you asked, by a way known before")),
             effects=(OWN_ACCOUNT, NOTIFY)),
        Move("refuse", "Refuse the change", ("asked", "late", "cooling"), "refused", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("withdraw", "Withdraw the change", ("asked", "late", "cooling"), "withdrawn", by=(SUBJECT,)),
        Move("run_late", "Not confirmed in time", ("asked",), "late", by=(CLOCK,), effects=CHASED),
        Move("take_up", "The days have passed", ("cooling",), "in_use", by=(CLOCK,), effects=(NOTIFY,)),
    ),
    deadlines=(
        Deadline("confirming", "The change is confirmed", ("asked",), "run_late", AccountChange.decide),
        Deadline("cooling_off", "Cooling off", ("cooling",), "take_up", since="used_from"),
    ),
)  # fmt: skip

SHOP_LINK = flow(
    "shop_link", "Shops that seem to belong together", clauses=["000-52", "000-53"], parties=("subject",),
    theme=__name__,
    opening=(
        FIRM, Field("shops", "Shops"), Field("reasons", "What binds them together"),
        Field("score", "Points of what binds them"),
    ),
    states=(
        State("found", "Firm asked to explain"),
        State("answer_late", "No explanation in time"),
        State("answered", "Explained by the firm"),
        State("weigh_late", "Explanation not weighed in time"),
        State("proposed", "Measure proposed"),
        State("explained", "Explanation accepted", final=True),
        State("wrong", "They do not belong together", final=True),
        State("confirmed", "They belong together", final=True),
    ),
    moves=(
        Move("answer", "Explain", ("found", "answer_late"), "answered", by=(SUBJECT,),
             asks=(Field("explanation", "Why there are several shops, or why the link is wrong"),)),
        Move("accept", "Accept the explanation", ("answered", "weigh_late"), "explained", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("correct", "Correct the link", ("found", "answer_late", "answered", "weigh_late", "proposed"), "wrong",
             by=OFFICERS, reason=True, effects=(NOTIFY,)),
        Move("propose", "Propose a measure", ("answer_late", "answered", "weigh_late"), "proposed", by=OFFICERS,
             reason=True),
        Move("confirm", "Confirm that they belong together", ("proposed",), "confirmed", by=OFFICERS,
             second_to=("propose",), effects=(NOTIFY,)),
        Move("miss_answer", "No explanation in time", ("found",), "answer_late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("miss_weighing", "Not weighed in time", ("answered",), "weigh_late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("answer", "The firm explains", ("found",), "miss_answer", ShopLink.answer),
        Deadline("weighing", "The explanation is weighed", ("answered",), "miss_weighing", ShopLink.decide),
    ),
)  # fmt: skip

EXIT = flow(
    "exit", "Way out of the market", clauses=["5.1.3-a"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, Field("shop", "Number of the shop"), MARKET, Field("because", "Why it closes"),
        Field("closes_on", "Day it closes", DAY, later=True),
    ),
    states=(
        State("asked", "Closing asked for"),
        State("announced", "Announced, being cleared"),
        State("clear_late", "Not cleared in time"),
        State("cleared", "Cleared, to be confirmed"),
        State("closed", "Closed; what has to be kept is kept", final=True),
        State("withdrawn", "Closing withdrawn", final=True),
    ),
    moves=(
        Move("announce", "Note the announcement", ("asked", "clear_late"), "announced", by=(SUBJECT, OFFICER),
             asks=(Field("notice", "Address of the notice, with reason, transition and users' rights"),
                   Field("announced_on", "First day of the notice", DAY))),
        Move("clear", "Say that everything is cleared", ("announced", "clear_late"), "cleared", by=(SUBJECT, OFFICER),
             asks=(Field("listings", "Goods still on sale", WHOLE), Field("stock", "Pieces in stock", WHOLE),
                   Field("orders", "Orders still open", WHOLE),
                   Field("balance", "Money still to be settled, with its currency", MONEY),
                   Field("deposit", "Deposit still held, with its currency", MONEY),
                   Field("contracts", "Contracts of third parties still running", WHOLE),
                   Field("identity", "Identity paper of who asks")),
             effects=(NOTHING_LEFT,)),
        Move("send_back", "Something is left", ("cleared",), "announced", by=OFFICERS, reason=True, effects=(NOTIFY,)),
        Move("close", "Close it", ("cleared",), "closed", by=OFFICERS, second_to=("clear",),
             asks=(Field("kept", "What is kept, where, until when"),), effects=(NOTIFY,)),
        Move("withdraw", "Withdraw the closing", ("asked", "announced", "clear_late", "cleared"), "withdrawn",
             by=(SUBJECT,)),
        Move("run_late", "Not cleared in time", ("asked", "announced", "cleared"), "clear_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("clearing", "Everything is cleared", ("asked", "announced", "cleared"), "run_late", Exit.clearing,
                 OPENED),
    ),
)  # fmt: skip
