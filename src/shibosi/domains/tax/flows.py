"""Tax work that people do: plans before a market is entered, registrations, reliefs, refunds, changes of law, audits.

A case that lapses says so: a plan that was late, a claim that ran out, money that was not paid out in time.
"""

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    MONEY,
    NOTIFY,
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

SUBJECT = party("subject")
FIRM = Field("firm", "Code of the firm it concerns")
MARKET = Field("market", "Market")
HELPER = (OFFICER, SUBJECT)
TOLD = (NOTIFY,)
CHASED = (REMIND,)
AMOUNTS_MEET = effect(
    "amounts-meet",
    "What is paid in is what was declared; what is paid out is what was withdrawn and refunded, less the fee.",
)


class TaxWork(Parameters):
    """How long tax work may take."""

    review = whole("Days after which a tax plan is looked at again", unit="days")
    papers = whole("Working days in which papers for a registration or refund are collected", unit="working days")
    file = whole("Working days in which collected papers are filed", unit="working days")
    answer = whole("Days in which a tax office's answer is waited for before it is asked again", unit="days")
    payout = whole("Working days in which a refund partner pays out", unit="working days")
    explain = whole("Working days in which an odd tax burden is explained", unit="working days")
    advise = whole("Working days in which clients are told of a change of law", unit="working days")


TAX_PLAN = flow(
    "tax_plan", "Tax plan of a market", clauses=["4.2.2-a", "5.2.2-d"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, MARKET,
        Field("first_sale", "Day of the first sale planned", DAY),
    ),
    states=(
        State("drafted", "Plan being drafted"),
        State("submitted", "Plan handed in"),
        State("late", "No plan before the first sale"),
        State("approved", "Plan in force"),
        State("stale", "Plan not looked at in time"),
        State("dropped", "Market not entered", final=True),
        State("ended", "Market left", final=True),
    ),
    moves=(
        Move("submit", "Hand in the plan", ("drafted", "late"), "submitted", by=(SUBJECT,),
             asks=(Field("obligations", "Taxes and returns that are due"), Field("rates", "Rates and their tables"),
                   Field("thresholds", "Thresholds above which to register"),
                   Field("structure", "Structure, with articles of treaties that are used"))),
        Move("send_back", "Send the plan back", ("submitted",), "drafted", by=(OFFICER,), reason=True, effects=TOLD),
        Move("approve", "Approve the plan", ("submitted",), "approved", by=(OFFICER,), effects=TOLD),
        Move("miss", "No plan before the first sale", ("drafted", "submitted"), "late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("fall_due", "Not looked at in time", ("approved",), "stale", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("review", "Plan looked at again", ("approved", "stale"), "submitted", by=(SUBJECT,), reason=True),
        Move("drop", "Do not enter the market", ("drafted", "submitted", "late"), "dropped", by=HELPER, reason=True),
        Move("leave", "Leave the market", ("approved", "stale"), "ended", by=HELPER, reason=True),
    ),
    deadlines=(
        Deadline("sale", "Plan approved before the first sale", ("drafted", "submitted"), "miss", since="first_sale"),
        Deadline("review", "Plan looked at again", ("approved",), "fall_due", TaxWork.review),
    ),
)  # fmt: skip

TAX_RELIEF = flow(
    "tax_relief", "Relief or refund that is owed", clauses=["4.2.2-c", "10.5.2.3-b"], parties=("subject",),
    theme=__name__,
    opening=(
        FIRM,
        Field("sort", "What is owed", CHOICE,
              choices=(("refund", "Export refund"), ("treaty", "Relief of a treaty"), ("exemption", "Exemption"))),
        Field("number", "Number of order, contract or period"),
        Field("last_day", "Last day for the claim", DAY),
        Field("worth", "Amount expected", MONEY, required=False),
    ),
    states=(
        State("found", "Owed, not claimed"),
        State("filed", "Claimed"),
        State("unanswered", "Claimed, no answer in time"),
        State("received", "What was owed came", final=True),
        State("refused", "Refused by the tax office", final=True),
        State("expired", "Ran out unclaimed", final=True),
        State("not_owed", "Not owed after all", final=True),
    ),
    moves=(
        Move("claim", "File the claim", ("found",), "filed", by=HELPER,
             asks=(Field("receipt", "Electronic receipt of the tax office"),), effects=TOLD),
        Move("run_out", "The last day passed", ("found",), "expired", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("not_owed", "Nothing is owed", ("found",), "not_owed", by=(OFFICER,), reason=True, effects=TOLD),
        Move("wait_long", "No answer in time", ("filed",), "unanswered", by=(CLOCK,), effects=CHASED),
        Move("receive", "Note what was received", ("filed", "unanswered"), "received", by=HELPER,
             asks=(Field("amount", "Amount received", MONEY), Field("received_on", "Day it came", DAY)), effects=TOLD),
        Move("refuse", "Note the refusal", ("filed", "unanswered"), "refused", by=HELPER, reason=True, effects=TOLD),
    ),
    deadlines=(
        Deadline("claim", "Claim is filed", ("found",), "run_out", since="last_day"),
        Deadline("answer", "The tax office answers", ("filed",), "wait_long", TaxWork.answer),
    ),
)  # fmt: skip

REFUND_SERVICE = flow(
    "refund_service", "Export refund in one hand", clauses=["8.2.5-a"], parties=("subject",), theme=__name__,
    opening=(FIRM, Field("number", "Number of the order or declaration")),
    states=(
        State("asked", "Service asked for"),
        State("papers", "Papers being collected"),
        State("papers_late", "Papers not collected in time"),
        State("ready", "Papers checked"),
        State("filing_late", "Not filed in time"),
        State("filed", "Claim filed"),
        State("unanswered", "Filed, no answer in time"),
        State("received", "Refund received", final=True),
        State("rejected", "Claim rejected", final=True),
        State("not_eligible", "No refund is owed", final=True),
    ),
    moves=(
        Move("accept", "A refund is owed: collect the papers", ("asked",), "papers", by=(OFFICER,),
             asks=(Field("grounds", "Why a refund is owed"),), effects=TOLD),
        Move("decline", "No refund is owed", ("asked", "papers", "papers_late"), "not_eligible", by=(OFFICER,),
             reason=True, effects=TOLD),
        Move("collect", "The papers are complete", ("papers", "papers_late"), "ready", by=HELPER,
             asks=(Field("exhibits", "Declaration, invoices, contract, receipt of money"),)),
        Move("papers_fall_due", "Papers not collected in time", ("papers",), "papers_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("file", "File the claim", ("ready", "filing_late"), "filed", by=(OFFICER,),
             asks=(Field("receipt", "Electronic receipt of the tax office"),), effects=TOLD),
        Move("filing_falls_due", "Not filed in time", ("ready",), "filing_late", by=(CLOCK,), effects=CHASED),
        Move("wait_long", "No answer in time", ("filed",), "unanswered", by=(CLOCK,), effects=CHASED),
        Move("receive", "Note the refund", ("filed", "unanswered"), "received", by=(OFFICER, MACHINE),
             asks=(Field("amount", "Amount received", MONEY), Field("received_on", "Day it came", DAY)), effects=TOLD),
        Move("reject", "Note the rejection", ("filed", "unanswered"), "rejected", by=(OFFICER,), reason=True,
             effects=TOLD),
    ),
    deadlines=(
        Deadline("papers", "Papers are collected", ("papers",), "papers_fall_due", TaxWork.papers),
        Deadline("filing", "Claim is filed", ("ready",), "filing_falls_due", TaxWork.file),
        Deadline("answer", "The tax office answers", ("filed",), "wait_long", TaxWork.answer),
    ),
)  # fmt: skip

REFUND_PARTNER = flow(
    "refund_partner", "Refund through a partner", clauses=["8.2.5-c"], parties=("subject",), theme=__name__,
    opening=(FIRM, Field("agreement", "Number of the joint export agreement"),
             Field("declared", "Amount declared", MONEY), Field("fee", "Fee agreed", MONEY)),
    states=(
        State("agreed", "Joint export agreed"),
        State("moved", "Declared amount moved to the partner"),
        State("payout_late", "Not paid out in time"),
        State("paid_out", "Paid out with the refund", final=True),
        State("given_up", "Agreement ended", final=True),
    ),
    moves=(
        Move("move", "Note the transfer to the partner", ("agreed",), "moved", by=HELPER,
             asks=(Field("payment_in", "Number of the payment to the partner"),
                   Field("amount_in", "Amount paid in", MONEY)), effects=(AMOUNTS_MEET,)),
        Move("fall_due", "Not paid out in time", ("moved",), "payout_late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("pay_out", "Note the payout", ("moved", "payout_late"), "paid_out", by=HELPER,
             asks=(Field("payment_out", "Number of the payout"), Field("withdrawn", "Amount withdrawn", MONEY),
                   Field("refund", "Refund paid out", MONEY), Field("paid_out", "Amount paid out", MONEY)),
             effects=(AMOUNTS_MEET, NOTIFY)),
        Move("end", "End the agreement", ("agreed", "moved", "payout_late"), "given_up", by=(OFFICER,), reason=True,
             effects=TOLD),
    ),
    deadlines=(Deadline("payout", "Supplier or exporter is paid", ("moved",), "fall_due", TaxWork.payout),),
)  # fmt: skip

TAX_REGISTRATION = flow(
    "tax_registration", "Registration for a tax", clauses=["8.2.6-a", "10.2.5.3-a"], parties=("subject",),
    theme=__name__,
    opening=(FIRM, MARKET, Field("scheme", "Tax and scheme"), Field("because", "Why it is needed")),
    states=(
        State("papers", "Papers being collected"),
        State("papers_late", "Papers not collected in time"),
        State("submitted", "Applied for"),
        State("unanswered", "Applied for, no answer in time"),
        State("registered", "Tax number received", final=True),
        State("refused", "Registration refused", final=True),
        State("not_needed", "Registration not needed", final=True),
    ),
    moves=(
        Move("submit", "Apply with the papers", ("papers", "papers_late"), "submitted", by=HELPER,
             asks=(Field("exhibits", "Papers handed in"),), effects=TOLD),
        Move("fall_due", "Papers not collected in time", ("papers",), "papers_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("wait_long", "No answer in time", ("submitted",), "unanswered", by=(CLOCK,), effects=CHASED),
        Move("register", "Note the tax number", ("submitted", "unanswered"), "registered", by=HELPER,
             asks=(Field("number", "Tax number"), Field("registered_on", "First day of the registration", DAY)),
             effects=TOLD),
        Move("refuse", "Note the refusal", ("submitted", "unanswered"), "refused", by=(OFFICER,), reason=True,
             effects=TOLD),
        Move("drop", "No registration is needed", ("papers", "papers_late"), "not_needed", by=(OFFICER,), reason=True,
             effects=TOLD),
    ),
    deadlines=(
        Deadline("papers", "Papers are handed in", ("papers",), "fall_due", TaxWork.papers),
        Deadline("answer", "The tax office answers", ("submitted",), "wait_long", TaxWork.answer),
    ),
)  # fmt: skip

TAX_CHANGE = flow(
    "tax_change", "Change of tax law explained", clauses=["8.2.6-c"], parties=("subject",), theme=__name__,
    opening=(FIRM, MARKET, Field("change", "Row of law that changes"), Field("from_day", "First day", DAY)),
    states=(
        State("seen", "Change seen"),
        State("late", "Not explained in time"),
        State("explained", "Explained to the client", final=True),
        State("no_matter", "The client is not concerned", final=True),
    ),
    moves=(
        Move("explain", "Send the advice", ("seen", "late"), "explained", by=(OFFICER,),
             asks=(Field("advice", "What it means for the client"),), effects=TOLD),
        Move("leave_out", "The client is not concerned", ("seen", "late"), "no_matter", by=(OFFICER,), reason=True),
        Move("fall_due", "Not explained in time", ("seen",), "late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(Deadline("advice", "Advice is sent", ("seen",), "fall_due", TaxWork.advise),),
)  # fmt: skip

TAX_AUDIT = flow(
    "tax_audit", "Support in a tax audit", clauses=["10.2.5.3-a"], parties=("subject",), theme=__name__,
    opening=(FIRM, MARKET, Field("asked", "What the tax office asks for"),
             Field("answer_by", "Last day for the answer", DAY)),
    states=(
        State("opened", "Questions being answered"),
        State("late", "Not answered in time"),
        State("answered", "Answered"),
        State("closed", "Audit closed", final=True),
    ),
    moves=(
        Move("answer", "Answer the tax office", ("opened", "late"), "answered", by=HELPER,
             asks=(Field("exhibits", "Evidence handed in"), Field("difference", "Difference of filing and books")),
             effects=TOLD),
        Move("fall_due", "Not answered in time", ("opened",), "late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("ask_again", "Note another question", ("answered",), "opened", by=HELPER,
             asks=(Field("answer_by", "Last day for the answer", DAY),)),
        Move("close", "Note the result", ("answered", "late"), "closed", by=(OFFICER,),
             asks=(Field("result", "Result of the audit"),), effects=TOLD),
    ),
    deadlines=(Deadline("answer", "The tax office is answered", ("opened",), "fall_due", since="answer_by"),),
)  # fmt: skip

BURDEN_REVIEW = flow(
    "burden_review", "Review of a tax burden", clauses=["10.5.5.3-c"], parties=("subject",), theme=__name__,
    opening=(FIRM, MARKET, Field("scheme", "Tax and scheme"), Field("until", "Last day of the period", DAY),
             Field("because", "Why it is needed")),
    states=(
        State("odd", "Burden out of the usual"),
        State("late", "Not explained in time"),
        State("explained", "Explanation handed in"),
        State("accepted", "Explanation accepted", final=True),
        State("refiled", "Filed anew", final=True),
    ),
    moves=(
        Move("explain", "Explain the burden", ("odd", "late"), "explained", by=HELPER,
             asks=(Field("explanation", "Rates, refunds and sales compared with the months before"),), effects=TOLD),
        Move("send_back", "Ask for more", ("explained",), "odd", by=(OFFICER,), reason=True, effects=TOLD),
        Move("accept", "Accept the explanation", ("explained",), "accepted", by=(OFFICER,), effects=TOLD),
        Move("refile", "Note the return filed anew", ("odd", "late", "explained"), "refiled", by=HELPER,
             asks=(Field("receipt", "Electronic receipt of the tax office"),), effects=TOLD),
        Move("fall_due", "Not explained in time", ("odd",), "late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
    ),
    deadlines=(Deadline("explanation", "The burden is explained", ("odd",), "fall_due", TaxWork.explain),),
)  # fmt: skip
