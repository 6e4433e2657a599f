"""People: trained, examined, licensed and bound before they work; teams with every role they need."""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.dossiers import ACTIVITY, IN_FORCE, NAMED, PERSON, VALID, does, proven, recent, works
from shibosi.domains.papers.papers import kind
from shibosi.domains.papers.records import Activity, Measurement, Paper, StaffMember
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    NumberX,
    all_of,
    as_of,
    count,
    count_where,
    hours,
    largest,
    some,
    unknown,
    when,
)
from shibosi.kernel.expressions.kinds import number
from shibosi.kernel.parameters import Parameters, whole

team = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
person = partial(control, dossier=PERSON, day=as_of(), blocks=NOTHING)
TRAIN = "Take the person off the task until the training is passed."
STAFF = "Fill the role, and hand in the list of those who hold it."
HERS = Paper.holder_name.same_as(StaffMember.name)
AT_WORK = StaffMember.left_at.is_missing()


class Staffing(Parameters):
    """What teams have to have."""

    declarants = whole("Declarants with a filing number that a customs broker employs", unit="persons")
    hours = whole("Hours after leaving until which access has ended", unit="hours")


def holds(role: str) -> BoolX:
    """Somebody with a name works in a role."""
    return some((StaffMember.role == role) & StaffMember.name.is_known() & AT_WORK)


def qualified(role: str) -> NumberX:
    """How many work in a role with a qualification that has not run out."""
    return count_where((StaffMember.role == role) & AT_WORK & (StaffMember.qualified_until >= as_of()))


def staffed(condition: BoolX) -> BoolX:
    """The condition, and false where nobody works for the unit."""
    return when(count(StaffMember) > 0, condition, count(StaffMember) > 0)


@team(clauses=["4.3.1-b"], when=does("independent-site"), remedy=STAFF)
def site_team_has_its_roles(fresh: Freshness) -> BoolX:
    """An independent site has somebody for operations, content, technology and service, as its team chart says."""
    roles = kind("site-team-chart").parts
    return proven("site-team-chart", VALID, recent(fresh.months)) & staffed(all_of(*(holds(role) for role in roles)))


@team(clauses=["7.1.3"], when=does("carriage"), remedy=STAFF)
def carrier_has_the_people_it_needs(fresh: Freshness) -> BoolX:
    """As many qualified people as the staffing plan needs work in management, technology and operation."""
    roles = kind("staffing-plan").parts
    enough = all_of(*(
        qualified(role) >= largest(Measurement.value, where=Measurement.measure == f"needed-{role}") for role in roles
    ))  # fmt: skip
    return proven("staffing-plan", VALID, recent(fresh.months)) & staffed(enough)


@team(clauses=["7.2.3.2-d-2"], when=does("delivery"), remedy=STAFF)
def station_has_manager_and_courier(fresh: Freshness) -> BoolX:
    """A delivery station has a manager and a courier at work, as its roster says."""
    return proven("station-roster", VALID, recent(fresh.months)) & staffed(holds("station-manager") & holds("courier"))


@team(clauses=["10.2.3-c"], when=does("legal-matter", "foreign-legal-matter") & Activity.complex, remedy=STAFF)
def complex_matter_has_its_team() -> BoolX:
    """A domestic lawyer, a foreign lawyer and an expert with licences in force work on a complex matter."""
    roles = kind("matter-team-list").parts
    return proven("matter-team-list", VALID) & staffed(all_of(*(qualified(role) > 0 for role in roles)))


@team(clauses=["10.4.1-a"], when=does("customs-brokerage"), remedy="Register with customs, and file the declarants.")
def broker_is_registered_with_declarants(rules: Staffing) -> BoolX:
    """A customs broker is registered with customs and employs declarants who are filed."""
    filed = count_where((StaffMember.role == "declarant") & AT_WORK & StaffMember.licence_number.is_known())
    return proven("broker-registration", IN_FORCE, NAMED) & staffed(filed >= rules.declarants)


@team(
    clauses=["10.2.1-a"],
    when=does("legal-service"),
    severity=Severity.CRITICAL,
    remedy="Stop practising until the licence is there.",
)
def law_firm_is_licensed() -> BoolX:
    """A law firm holds its practice licence, and one from abroad the approval of its office."""
    abroad = Activity.home != Activity.market
    approval = proven("foreign-firm-approval", IN_FORCE, Paper.market == Activity.market)
    return proven("law-firm-licence", IN_FORCE, NAMED) & abroad.implies(approval)


@person(
    clauses=["10.2.1-a"],
    when=works("lawyer"),
    severity=Severity.CRITICAL,
    remedy="Stop practising until the licence is there.",
)
def lawyer_is_licensed() -> BoolX:
    """A lawyer holds a practice licence in force, since before the first task."""
    return proven("lawyer-licence", IN_FORCE, HERS, Paper.valid_from <= StaffMember.first_task_on)


@person(clauses=["4.2.1.1-c"], when=works("finance"), remedy=TRAIN)
def finance_staff_are_trained(fresh: Freshness) -> BoolX:
    """Everybody in finance passed training in skill and compliance lately."""
    return proven("finance-training", VALID, HERS, recent(fresh.months))


@person(clauses=["7.2.1.3-b"], when=works("warehouse-operator"), remedy=TRAIN)
def warehouse_operator_is_trained(fresh: Freshness) -> BoolX:
    """Everybody who works in a warehouse passed training in its safety lately."""
    return proven("warehouse-safety-training", VALID, HERS, recent(fresh.months))


@person(clauses=["7.2.3.2-d-4"], when=works("courier"), remedy=TRAIN)
def courier_was_trained_first() -> BoolX:
    """A courier passed training before the first task, and it still counts."""
    return proven("courier-training", IN_FORCE, HERS, Paper.reviewed_on <= StaffMember.first_task_on)


@person(clauses=["10.1.3-c"], when=works("marketing"), remedy=TRAIN)
def marketing_staff_are_trained(fresh: Freshness) -> BoolX:
    """Everybody in marketing passed training in advertising law, privacy and cultural difference lately."""
    return proven("marketing-training", VALID, HERS, recent(fresh.months))


@person(
    clauses=["10.5.3-c"], when=(count(StaffMember).or_else(0) > 0) & (StaffMember.role == "client-access"),
    remedy="Have the paper signed before access is given, and end access on the day of leaving.",
)  # fmt: skip
def client_access_is_bound_and_ends(rules: Staffing) -> BoolX:
    """Everybody with access to client data signed not to compete first, and lost access within hours of leaving."""
    signed = proven("non-compete", IN_FORCE, HERS, Paper.issued_on <= StaffMember.first_task_on)
    ended = (StaffMember.access_ended_at - StaffMember.left_at) <= hours(rules.hours)
    known = StaffMember.access_ended_at.is_known()
    overdue = as_of() > StaffMember.left_at.day() + number(1)
    return when(StaffMember.left_at.is_known(), when(known, ended, when(overdue, known, unknown())), signed)
