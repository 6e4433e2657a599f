"""Listings in the hands of people: looked at for their market before they go live; faults laid to sellers.

Where the model saw something in a picture, two people of the market look (4.10-b). A fault that is confirmed counts
against the seller as the pack `listing_quality` says, and can be appealed like everything that counts.
"""

from shibosi.kernel.flows.declared import (
    CHOICE,
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
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

ONE_IS_ENOUGH = effect("one-is-enough", "One person lets it go live only where no picture asks for two.")
CHECKED = effect("note-check", "What was looked at is put down, for people of the market only.")
GO_LIVE = effect("go-live", "The version goes live, and its papers are shown to buyers.")
SEND_BACK = effect("send-back", "The version is held, and the seller is told why and by when to correct it.")
COUNT_FAULT = effect("count-fault", "The fault counts against the seller by its points.")
SUBJECT = party("subject")
OFFICERS = (OFFICER,)
ONE, TWO = "one", "two"
FAULTS = (
    ("search-cheating", "Search cheating"),
    ("stolen-picture", "Stolen picture"),
    ("stolen-watermark", "Stolen picture with a watermark"),
    ("outside-range", "Goods outside the agreed range"),
    ("contact-or-ads", "Contact data or advertising in a listing"),
    ("other-listing-fault", "Other fault of a listing"),
)
LISTING = (
    Field("firm", "Code of the seller"),
    Field("number", "Number of the listing"),
    Field("market", "Market"),
)
TEAM = Field("team", "Market to whose team you belong")


class MarketReview(Parameters):
    """How long the look of people of the market may take."""

    decide = whole("Working days in which people of the market look at a listing", unit="working days")


class ListingFault(Parameters):
    """How long a fault laid to a seller may be open."""

    answer = whole("Working days in which the seller answers", unit="working days")
    decide = whole("Working days in which it is decided", unit="working days")


WAITS = ("asked", "looked", "late")
MARKET_REVIEW = flow(
    "market_review", "Look of people of the market", clauses=["4.10-b"], parties=("subject",), theme=__name__,
    opening=(
        *LISTING, Field("version", "Version", WHOLE),
        Field("people", "How many people look", CHOICE, choices=((ONE, "One person"), (TWO, "Two people"))),
        Field("minded", "What the market minds, by row of the table"),
    ),
    states=(
        State("asked", "To be looked at"),
        State("looked", "Looked at once"),
        State("late", "People of the market did not look in time"),
        State("passed", "Passed for the market", final=True),
        State("returned", "Returned to the seller", final=True),
        State("dropped", "Changed by the seller meanwhile", final=True),
    ),
    moves=(
        Move("pass", "Let it go live", ("asked", "late"), "passed", by=OFFICERS, asks=(TEAM,),
             effects=(ONE_IS_ENOUGH, CHECKED, GO_LIVE)),
        Move("look", "Approve it as the first of two", ("asked", "late"), "looked", by=OFFICERS, asks=(TEAM,),
             effects=(CHECKED,)),
        Move("approve", "Let it go live as the second of two", ("looked",), "passed", by=OFFICERS, asks=(TEAM,),
             second_to=("look",), effects=(CHECKED, GO_LIVE)),
        Move("return", "Return it", WAITS, "returned", by=OFFICERS, reason=True, effects=(SEND_BACK,)),
        Move("drop", "Another version takes its place", WAITS, "dropped", by=(MACHINE,)),
        Move("run_late", "People of the market did not look in time", ("asked", "looked"), "late", by=(CLOCK,),
             effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("look", "People of the market look", ("asked", "looked"), "run_late", MarketReview.decide, OPENED),
    ),
)  # fmt: skip

OPEN = ("laid", "answered", "answer_late", "late")
LISTING_FAULT = flow(
    "listing_fault", "Fault of a listing", clauses=["000-46"], parties=("subject", "reporter"), theme=__name__,
    opening=(
        *LISTING, Field("fault", "Fault", CHOICE, choices=FAULTS), Field("because", "What was seen"),
        Field("original", "Where the original stands, or what proves whose it is", required=False),
    ),
    states=(
        State("laid", "Seller asked to answer"),
        State("answered", "Answered by the seller"),
        State("answer_late", "No answer in time"),
        State("late", "Not decided in time"),
        State("confirmed", "Fault confirmed", final=True),
        State("dismissed", "No fault", final=True),
    ),
    moves=(
        Move("answer", "Answer the fault", ("laid", "answer_late"), "answered", by=(SUBJECT,),
             asks=(Field("reply", "Answer of the seller"),)),
        Move("confirm", "Confirm the fault", ("answered", "answer_late", "late"), "confirmed", by=OFFICERS, reason=True,
             second_to=(OPENED,), effects=(COUNT_FAULT, NOTIFY)),
        Move("dismiss", "There is no fault", OPEN, "dismissed", by=OFFICERS, reason=True, effects=(NOTIFY,)),
        Move("miss_answer", "No answer in time", ("laid",), "answer_late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("run_late", "Not decided in time", ("answered", "answer_late"), "late", by=(CLOCK,), effects=(REMIND,)),
    ),
    deadlines=(
        Deadline("answer", "The seller answers", ("laid",), "miss_answer", ListingFault.answer),
        Deadline("decision", "It is decided", ("answered", "answer_late"), "run_late", ListingFault.decide),
    ),
)  # fmt: skip
