"""Policy sessions for clients, mock audits with their corrections, and courses that a firm has to pass by a day."""

from shibosi.kernel.flows.declared import (
    CHOICE,
    NOTIFY,
    REMIND,
    WHOLE,
    Deadline,
    Field,
    Move,
    State,
    flow,
)
from shibosi.kernel.flows.roles import CLOCK, MACHINE, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUBJECT = party("subject")
OFFICERS, CHASED = (OFFICER,), (REMIND,)
FIRM = Field("firm", "Code of the firm it concerns")
TOPICS = (("product", "Product rules"), ("tax", "Taxation"), ("trade", "Trade and customs"), ("policy", "Policies"))
AUDIENCES = (("client", "Clients"), ("seller", "Sellers"), ("staff", "Staff"))


class TrainingWork(Parameters):
    """How long the work on training may take."""

    session = whole("Days from the beginning of a period until its session is held", unit="days")
    minutes = whole("Working days after a session until who came is recorded", unit="working days")
    hold = whole("Days from planning a mock audit until it is held", unit="days")
    correct = whole("Days in which the findings of a mock audit are corrected", unit="days")
    check = whole("Working days in which corrections after a mock audit are checked", unit="working days")
    learn = whole("Days in which a firm passes a course it has to take", unit="days")


TRAINING_PLAN = flow(
    "training_session", "Session of a training plan", clauses=["10.4.3-b", "000-58"], theme=__name__,
    opening=(
        Field("period", "Period it is for"), Field("audience", "For whom", CHOICE, choices=AUDIENCES),
        Field("topic", "Topic", CHOICE, choices=TOPICS), Field("market", "Market"),
    ),
    states=(
        State("planned", "Planned"), State("hold_late", "Not held in its period"),
        State("held", "Held, who came to be recorded"), State("record_late", "Who came is not recorded in time"),
        State("recorded", "Recorded", final=True), State("dropped", "Called off", final=True),
    ),
    moves=(
        Move("hold", "Note that it was held", ("planned", "hold_late"), "held", by=OFFICERS,
             asks=(Field("session", "Number of the session"), Field("given", "What was taught, and by whom"))),
        Move("record", "Note who came", ("held", "record_late"), "recorded", by=OFFICERS,
             asks=(Field("guests", "How many came", WHOLE), Field("satisfied", "How many were satisfied", WHOLE),
                   Field("wanted", "What participants asked for", required=False))),
        Move("call_off", "Call it off", ("planned", "hold_late"), "dropped", by=OFFICERS, reason=True),
        Move("miss_session", "Not held in its period", ("planned",), "hold_late", by=(CLOCK,), effects=CHASED),
        Move("miss_record", "Not recorded in time", ("held",), "record_late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("session", "The session is held", ("planned",), "miss_session", TrainingWork.session),
        Deadline("record", "Who came is recorded", ("held",), "miss_record", TrainingWork.minutes),
    ),
)  # fmt: skip

MOCK_AUDIT = flow(
    "mock_audit", "Mock audit of a client", clauses=["10.2.5.3-c"], parties=("subject",), theme=__name__,
    opening=(
        FIRM, Field("scope", "What is audited: customs, tax, property"), Field("handbook", "Version of the handbook"),
    ),
    states=(
        State("planned", "Planned"), State("hold_late", "Not held in time"),
        State("correcting", "Findings to be corrected"), State("correct_late", "Findings not corrected in time"),
        State("corrected", "Corrections to be checked"), State("check_late", "Corrections not checked in time"),
        State("closed", "Closed", final=True), State("clean", "Nothing was found", final=True),
        State("dropped", "Called off", final=True),
    ),
    moves=(
        Move("find", "Record the findings", ("planned", "hold_late"), "correcting", by=OFFICERS,
             asks=(Field("findings", "Findings, each with its rule"), Field("count", "How many", WHOLE)),
             effects=(NOTIFY,)),
        Move("find_nothing", "Record that nothing was found", ("planned", "hold_late"), "clean", by=OFFICERS,
             reason=True, effects=(NOTIFY,)),
        Move("correct", "Send the corrections", ("correcting", "correct_late"), "corrected", by=(SUBJECT, OFFICER),
             asks=(Field("corrections", "What was corrected, with its proof"),)),
        Move("send_back", "Send them back", ("corrected", "check_late"), "correcting", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("close", "Close it", ("corrected", "check_late"), "closed", by=OFFICERS, second_to=("find",),
             effects=(NOTIFY,)),
        Move("call_off", "Call it off", ("planned", "hold_late"), "dropped", by=OFFICERS, reason=True),
        Move("miss_audit", "Not held in time", ("planned",), "hold_late", by=(CLOCK,), effects=CHASED),
        Move("miss_correction", "Findings not corrected in time", ("correcting",), "correct_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
        Move("miss_check", "Corrections not checked in time", ("corrected",), "check_late", by=(CLOCK,),
             effects=CHASED),
    ),
    deadlines=(
        Deadline("audit", "The audit is held", ("planned",), "miss_audit", TrainingWork.hold),
        Deadline("correction", "Findings are corrected", ("correcting",), "miss_correction", TrainingWork.correct),
        Deadline("check", "Corrections are checked", ("corrected",), "miss_check", TrainingWork.check),
    ),
)  # fmt: skip

ORDERED_COURSE = flow(
    "ordered_course", "Course that a firm has to pass", clauses=["000-57"], parties=("subject",), theme=__name__,
    opening=(FIRM, Field("course", "Course"), Field("cause", "Why: infringement, or rule that was broken")),
    states=(
        State("ordered", "To be passed"), State("overdue", "Not passed in time"),
        State("passed", "Passed", final=True), State("lifted", "No longer asked for", final=True),
    ),
    moves=(
        Move("pass_test", "The test is passed", ("ordered", "overdue"), "passed", by=(MACHINE, OFFICER),
             effects=(NOTIFY,)),
        Move("lift", "It is no longer asked for", ("ordered", "overdue"), "lifted", by=OFFICERS, reason=True,
             effects=(NOTIFY,)),
        Move("miss", "Not passed in time", ("ordered",), "overdue", by=(CLOCK,), effects=(NOTIFY, REMIND)),
    ),
    deadlines=(Deadline("test", "The test is passed", ("ordered",), "miss", TrainingWork.learn),),
)  # fmt: skip
