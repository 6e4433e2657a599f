"""A weak supplier mends by a plan and a test anew, or leaves."""

from shibosi.kernel.flows.declared import CHOICE, DAY, NOTIFY, REMIND, Deadline, Field, Move, State, flow
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

SUBJECT = party("subject")
BOTH = (SUBJECT, OFFICER)
OPEN = ("found", "plan_late", "planned", "test_late")
GRADES = (("core", "Core supplier"), ("approved", "Approved supplier"))


class SupplierImprovement(Parameters):
    """How long a weak supplier may stay without a plan."""

    plan = whole("Working days in which a plan is agreed with a weak supplier", unit="working days")


SUPPLIER_IMPROVEMENT = flow(
    "supplier_improvement", "Weak supplier that mends or leaves", clauses=["10.5.5.2-a"], parties=("subject",),
    theme=__name__,
    opening=(
        Field("firm", "Code of the firm it concerns"), Field("supplier", "Code of the supplier"),
        Field("because", "What is weak about it"),
    ),
    states=(
        State("found", "Weak, a plan to be agreed"),
        State("plan_late", "No plan in time"),
        State("planned", "Plan agreed, to be tested anew"),
        State("test_late", "Not tested anew in time"),
        State("reinstated", "Mended and graded up", final=True),
        State("left", "No longer worked with", final=True),
    ),
    moves=(
        Move("agree", "Note the plan", ("found", "plan_late", "test_late"), "planned", by=BOTH,
             asks=(Field("plan", "What is mended, by whom"),
                   Field("mend_by", "Last day by which a weak supplier mends", DAY, later=True))),
        Move("reinstate", "Grade it up", ("planned", "test_late"), "reinstated", by=BOTH, reason=True,
             asks=(Field("tested_on", "Day it was tested anew", DAY), Field("tested", "What the test anew showed"),
                   Field("grade", "New grade", CHOICE, choices=GRADES)), effects=(NOTIFY,)),
        Move("leave", "End working together", OPEN, "left", by=BOTH, reason=True, effects=(NOTIFY,)),
        Move("miss_plan", "No plan in time", ("found",), "plan_late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
        Move("miss_test", "Not tested anew in time", ("planned",), "test_late", by=(CLOCK,), effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("plan", "A plan is agreed", ("found",), "miss_plan", SupplierImprovement.plan),
        Deadline("mending", "It has mended and was tested anew", ("planned",), "miss_test", since="mend_by"),
    ),
)  # fmt: skip
