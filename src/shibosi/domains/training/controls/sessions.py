"""Sessions: attended, liked, whole in what a centre offers, with results; summits with authorities and experts."""

from functools import partial

from shibosi.domains.training.dossiers import PROGRAMME, SESSION
from shibosi.domains.training.records import SessionGuest, TrainingSession
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, TextX, all_of, as_of, count, count_where, every, some, unknown, when
from shibosi.kernel.parameters import Parameters, share, whole

HELD = (count(TrainingSession).or_else(0) > 0) & (TrainingSession.held_on <= as_of()) & (
    TrainingSession.cancelled_on.is_missing()
)  # fmt: skip
CAME = SessionGuest.came.or_else(False)
PROJECTS = ("encyclopedia", "live-class", "hot-topics", "lecture")
CONTENTS = ("operation", "policy", "brand", "executive")
EXCHANGES = ("expert-talk", "question-station", "training-camp", "experience-officer")
VENUES = ("online", "offline")
session = partial(control, dossier=SESSION, day=TrainingSession.held_on, blocks=NOTHING, reports=[SessionGuest])
programme = partial(control, dossier=PROGRAMME, day=as_of(), blocks=NOTHING)


class SessionRules(Parameters):
    """What sessions of training have to reach."""

    attended = share("Share of those invited to a session who come")
    completed = share("Share of those who came to a session and stay to the end")
    satisfied = whole("Satisfaction, of 5, from which on a participant counts as satisfied", unit="points")
    satisfaction = share("Share of those asked who have to be satisfied with a session")
    results = whole("Days after a programme until its results are recorded", unit="days")
    months = whole("Months in which a training centre offers everything it is for", unit="months")


def guests(condition: BoolX) -> BoolX:
    """The condition on those who took part; false where nobody is recorded."""
    there = count(SessionGuest) > 0
    return when(there, condition, there)


@session(
    clauses=["000-58"], when=HELD & (TrainingSession.audience == "seller"), severity=Severity.MINOR,
    remedy="Ask those who stayed away or left why, and change time, place or content.",
)  # fmt: skip
def session_is_attended_to_its_end(rules: SessionRules) -> BoolX:
    """Enough of those invited to a session come, and enough of them stay to the end."""
    came = count_where(SessionGuest.came) >= count(SessionGuest) * rules.attended
    stayed = count_where(SessionGuest.came & SessionGuest.completed) >= count_where(SessionGuest.came) * rules.completed
    known = every(SessionGuest.came.is_known()) & every(SessionGuest.completed.is_known(), where=CAME)
    return guests(when(known, came & stayed, unknown()))


@session(
    clauses=["000-58"], when=HELD & (TrainingSession.audience == "seller"), severity=Severity.MINOR,
    remedy="Read what participants missed, and change the session before it is held again.",
)  # fmt: skip
def session_satisfies_its_participants(rules: SessionRules) -> BoolX:
    """Nearly all who came to a session and were asked are satisfied with it."""
    asked = CAME & SessionGuest.satisfaction.is_known()
    satisfied = count_where(asked & (SessionGuest.satisfaction >= rules.satisfied))
    enough = satisfied >= count_where(asked) * rules.satisfaction
    return when(some(asked).or_else(False), enough, unknown())


@programme(
    clauses=["000-58"],
    when=some(TrainingSession.project.is_known()).or_else(False),
    remedy="Offer what is missing: each project, content and exchange, online and offline.",
)
def centre_offers_all_it_is_for(rules: SessionRules) -> BoolX:
    """A training centre lately offered each kind of project, content and exchange, online and offline."""
    lately = (TrainingSession.held_on <= as_of()) & (TrainingSession.held_on.later(rules.months) >= as_of())

    def offered(column: TextX, kinds: tuple[str, ...]) -> BoolX:
        return all_of(*(some(lately & (column == one)) for one in kinds))

    return (
        offered(TrainingSession.project, PROJECTS)
        & offered(TrainingSession.content, CONTENTS)
        & offered(TrainingSession.exchange, EXCHANGES)
        & offered(TrainingSession.venue, VENUES)
    )


@session(
    clauses=["000-59"], when=HELD & (TrainingSession.session_kind == "summit"),
    remedy="Record who took part, keep the materials, and name the change of rules that was talked about.",
)  # fmt: skip
def summit_joins_authorities_and_experts() -> BoolX:
    """Authorities and experts come to a summit, its materials are kept, and it is about a change of rules."""
    joined = all_of(*(some(CAME & (SessionGuest.guest_kind == one)) for one in ("authority", "expert")))
    kept = TrainingSession.materials.is_known() & TrainingSession.change.is_known()
    return guests(joined & kept)


@session(
    clauses=["000-74"],
    when=HELD & TrainingSession.session_kind.is_in(["academy", "contest", "internship", "topical"]),
    remedy="Record the result of each participant.",
)  # fmt: skip
def programme_ends_with_results(rules: SessionRules) -> BoolX:
    """An academy, contest, internship or topical training ends with a result for each who came, of the stage meant."""
    told = every(SessionGuest.result.is_known(), where=CAME)
    meant = every(SessionGuest.stage == TrainingSession.stage, where=CAME)
    fits = when(TrainingSession.session_kind == "topical", meant, TrainingSession.session_kind.is_known())
    late = as_of() > TrainingSession.held_on + rules.results
    known = guests(told)
    return when(known.or_else(False), fits, when(late, known, unknown()))


@programme(
    clauses=["004-14"],
    when=some(TrainingSession.audience == "staff").or_else(False),
    severity=Severity.MINOR,
    remedy="Hold a training together with a school or an association.",
)
def training_is_held_with_schools_and_associations(rules: SessionRules) -> BoolX:
    """Some of the training of staff was lately held with a school and some with an association."""
    lately = (TrainingSession.held_on <= as_of()) & (TrainingSession.held_on.later(rules.months) >= as_of())
    return all_of(*(some(lately & (TrainingSession.partner == one)) for one in ("school", "association")))
