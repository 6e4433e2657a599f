"""Policy watch: what is watched, and how a change of rules is assessed, told to clients, adapted to and closed in time.

What a change does to stored dossiers is told by an impact (`shibosi law impact`), whose number an assessment may name.
"""

from shibosi.kernel.flows.declared import CHOICE, DAY, NOTIFY, REMIND, Deadline, Field, Flow, Move, State, effect, flow
from shibosi.kernel.flows.roles import CLOCK, OFFICER, party
from shibosi.kernel.parameters import Parameters, whole

TELL = effect("tell-subscribers", "Whoever subscribed to its market or topic is told of the change, day and scope.")
SUBJECT = party("subject")
OFFICERS = (OFFICER,)
CHASED = (REMIND,)
TOPICS = (
    ("finance", "Finance and payment"), ("tax", "Taxation"), ("tariff", "Customs and tariffs"),
    ("transport", "Transport"), ("product", "Product rules"), ("data", "Data"), ("advertising", "Advertising"),
    ("trade", "Trade agreements"), ("property", "Intellectual property"),
)  # fmt: skip
FIRM = Field("firm", "Code of the firm it concerns")
TOPIC = Field("topic", "Topic", CHOICE, choices=TOPICS)
MARKET = Field("market", "Market")
CHANGE = Field("change", "What changes: rule, number, source")
EFFECTIVE = Field("effective", "Day it takes effect", DAY)


class PolicyWatch(Parameters):
    """How long the work on a change of rules may take."""

    assess = whole("Working days in which the impact of a change is assessed", unit="working days")
    tell = whole("Working days from noticing a change until clients are told", unit="working days")
    push = whole("Hours from publication until news of a policy goes out", unit="hours")
    advise = whole("Working days in which key clients have advice of their own", unit="working days")
    warn = whole("Hours in which a client is warned of a change of tariff", unit="hours")
    letter = whole("Working days from a client's penalty until the risk letter", unit="working days")
    look = whole("Days between two looks at a source of rules", unit="days")
    contact = whole("Days between two contacts with a regulator", unit="days")
    review = whole("Days after which a list of obligations is looked at again", unit="days")
    follow = whole("Working days in which the answer to an offer of support is asked for", unit="working days")
    lead = whole("Days before the effective day by which advertising has been adapted", unit="days")


RULE_CHANGE = flow(
    "rule_change", "Change of rules carried through", theme=__name__,
    clauses=["4.7.3-b", "10.1.4-b", "10.2.4-a", "004-13"],
    opening=(TOPIC, MARKET, CHANGE, EFFECTIVE, Field("adapt_by", "Last day to adapt", DAY)),
    states=(
        State("noticed", "Change noticed"),
        State("assess_late", "Not assessed in time"),
        State("assessed", "Impact assessed"),
        State("tell_late", "Clients not told in time"),
        State("told", "Clients told"),
        State("adapt_late", "Not adapted in time"),
        State("adapted", "Adapted"),
        State("closed", "Carried through", final=True),
        State("no_matter", "Concerns nobody here", final=True),
    ),
    moves=(
        Move("assess", "Assess the impact", ("noticed", "assess_late"), "assessed", by=OFFICERS,
             asks=(Field("report", "Impact: clauses, controls, clients, campaigns"),
                   Field("impact", "Number of the impact that was weighed", required=False))),
        Move("leave_out", "It concerns nobody here", ("noticed", "assess_late"), "no_matter", by=OFFICERS, reason=True),
        Move("tell", "Tell the clients", ("assessed", "tell_late"), "told", by=OFFICERS,
             asks=(Field("scope", "Whom and what it concerns"),), effects=(TELL,)),
        Move("adapt", "Note what was adapted", ("told", "adapt_late"), "adapted", by=OFFICERS,
             asks=(Field("done", "Controls, values, papers, campaigns that were changed"),)),
        Move("send_back", "Not all is adapted", ("adapted",), "told", by=OFFICERS, reason=True),
        Move("close", "Confirm and close", ("adapted",), "closed", by=OFFICERS, second_to=("adapt",)),
        Move("miss_assessment", "Not assessed in time", ("noticed",), "assess_late", by=(CLOCK,), effects=CHASED),
        Move("miss_telling", "Clients not told in time", ("assessed",), "tell_late", by=(CLOCK,), effects=CHASED),
        Move("miss_adapting", "Not adapted in time", ("told", "adapted"), "adapt_late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("assessment", "Impact is assessed", ("noticed",), "miss_assessment", PolicyWatch.assess),
        Deadline("telling", "Clients are told", ("assessed",), "miss_telling", PolicyWatch.tell, since="opened"),
        Deadline("adapting", "Everything is adapted", ("told", "adapted"), "miss_adapting", since="adapt_by"),
    ),
)  # fmt: skip


def _told(
    name: str, label: str, clauses: list[str], opening: tuple[Field, ...], states: tuple[str, str, str],
    move: tuple[str, str, tuple[Field, ...]], deadline: Deadline,
) -> Flow:  # fmt: skip
    """Something a client is told within a time: waiting, late, told; or it does not concern the client."""
    waiting, late, done = states
    does, says, asks = move
    return flow(
        name, label, clauses=clauses, parties=("subject",), theme=__name__, opening=opening,
        states=(
            State("waiting", waiting), State("late", late), State("done", done, final=True),
            State("no_matter", "The client is not concerned", final=True),
        ),
        moves=(
            Move(does, says, ("waiting", "late"), "done", by=OFFICERS, asks=asks, effects=(NOTIFY,)),
            Move("leave_out", "The client is not concerned", ("waiting", "late"), "no_matter", by=OFFICERS,
                 reason=True),
            Move("fall_due", late, ("waiting",), "late", by=(CLOCK,), effects=CHASED),
        ),
        deadlines=(deadline,),
    )  # fmt: skip


RISK_LETTER = _told(
    "risk_letter",
    "Risk letter after a client's penalty",
    ["10.2.5.1-c"],
    (
        FIRM,
        Field("event", "Penalty of the client: who, when, what for"),
    ),
    ("Risk letter being written", "Risk letter not sent in time", "Risk letter sent"),
    ("send", "Send the risk letter", (Field("letter", "Risk, and what to do about it"),)),
    Deadline("letter", "Risk letter is sent", ("waiting",), "fall_due", PolicyWatch.letter),
)
SUPPORT_MATCH = _told(
    "support_match",
    "Support that fits a firm",
    ["004-15"],
    (
        FIRM,
        Field("measures", "Measures the firm can use, with reasons"),
    ),
    ("Offered to the firm", "No answer in time", "Answer noted"),
    ("note", "Note the answer", (Field("taken_up", "Measures taken up, of how many"),)),
    Deadline("answer", "The firm has answered", ("waiting",), "fall_due", PolicyWatch.follow),
)

TARIFF_CHANGE = flow(
    "tariff_change", "Change of tariff for a client", clauses=["10.4.4-a"], parties=("subject",), theme=__name__,
    opening=(FIRM, CHANGE, EFFECTIVE, Field("last_day", "Last day before it takes effect", DAY)),
    states=(
        State("noticed", "Client to be warned"),
        State("warn_late", "Client not warned in time"),
        State("warned", "Declarations being refiled"),
        State("refile_late", "Not refiled before the effective day"),
        State("refiled", "Refiled", final=True),
        State("not_needed", "Nothing to refile", final=True),
    ),
    moves=(
        Move("warn", "Warn the client", ("noticed", "warn_late"), "warned", by=OFFICERS, effects=(NOTIFY,),
             asks=(Field("items", "Goods that are concerned"), Field("difference", "Difference of duty"))),
        Move("refile", "Note the new declarations", ("warned", "refile_late"), "refiled", by=(OFFICER, SUBJECT),
             asks=(Field("declarations", "Numbers of the declarations"),)),
        Move("leave_out", "Nothing has to be refiled", ("noticed", "warn_late", "warned", "refile_late"), "not_needed",
             by=OFFICERS, reason=True, effects=(NOTIFY,)),
        Move("miss_warning", "Client not warned in time", ("noticed",), "warn_late", by=(CLOCK,), effects=CHASED),
        Move("miss_refiling", "Not refiled in time", ("warned",), "refile_late", by=(CLOCK,),
             effects=(NOTIFY, REMIND)),
    ),
    deadlines=(
        Deadline("warning", "Client is warned", ("noticed",), "miss_warning", PolicyWatch.warn),
        Deadline("refiling", "Declarations are refiled", ("warned",), "miss_refiling", since="last_day"),
    ),
)  # fmt: skip

RULES_RENEWED = flow(
    "rules_renewed", "Own rules renewed, told before they begin", clauses=["000-10"], theme=__name__,
    opening=(TOPIC, MARKET, CHANGE, EFFECTIVE, Field("last_day", "Last day before it takes effect", DAY)),
    states=(
        State("drafted", "Version approved, to be told"),
        State("tell_late", "Not told before its first day"),
        State("told", "Told, not in force yet"),
        State("begin_late", "Not shown as in force in time"),
        State("in_force", "In force, earlier versions kept", final=True),
        State("dropped", "Not brought into force", final=True),
    ),
    moves=(
        Move("tell", "Tell whom the rules bind", ("drafted", "tell_late"), "told", by=OFFICERS,
             asks=(Field("version", "Version"), Field("digest", "SHA-256 of its text"),
                   Field("scope", "Whom and what it concerns")), effects=(TELL,)),
        Move("begin", "Note that it is in force and shown", ("told", "begin_late"), "in_force", by=OFFICERS,
             asks=(Field("shown", "Where this version and earlier ones can be read"),)),
        Move("drop", "It is not brought into force", ("drafted", "tell_late", "told", "begin_late"), "dropped",
             by=OFFICERS, reason=True),
        Move("miss_telling", "Not told in time", ("drafted",), "tell_late", by=(CLOCK,), effects=CHASED),
        Move("miss_beginning", "Not shown in time", ("told",), "begin_late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("telling", "Those bound are told", ("drafted",), "miss_telling", since="last_day"),
        Deadline("beginning", "The version is in force and shown", ("told",), "miss_beginning", since="effective"),
    ),
)  # fmt: skip

POLICY_NEWS = flow(
    "policy_news", "News of a policy", clauses=["10.4.5.3-b"], theme=__name__,
    opening=(TOPIC, MARKET, CHANGE, EFFECTIVE, Field("scope", "Whom and what it concerns")),
    states=(
        State("published", "Published, to be told"),
        State("push_late", "Not told in time"),
        State("pushed", "Told, key clients to be advised"),
        State("advice_late", "Key clients not advised in time"),
        State("advised", "Key clients advised", final=True),
    ),
    moves=(
        Move("push", "Tell the subscribers", ("published", "push_late"), "pushed", by=OFFICERS, effects=(TELL,)),
        Move("advise", "Note the advice", ("pushed", "advice_late"), "advised", by=OFFICERS,
             asks=(Field("clients", "Key clients, each with the advice it had"),
                   Field("training", "Training on it: day, and who gives it"))),
        Move("miss_push", "Not told in time", ("published",), "push_late", by=(CLOCK,), effects=CHASED),
        Move("miss_advice", "Key clients not advised in time", ("pushed",), "advice_late", by=(CLOCK,), effects=CHASED),
    ),
    deadlines=(
        Deadline("push", "News is told", ("published",), "miss_push", PolicyWatch.push),
        Deadline("advice", "Key clients are advised", ("pushed",), "miss_advice", PolicyWatch.advise),
    ),
)  # fmt: skip

NEXT_LOOK = Field("next_look", "Day of the next look", DAY, later=True, within=PolicyWatch.look)
NEXT_CONTACT = Field("next_contact", "Day of the next contact", DAY, later=True, within=PolicyWatch.contact)
RULE_SOURCE = flow(
    "rule_source", "Source of rules under watch", clauses=["8.1.2.2-a"], theme=__name__,
    opening=(TOPIC, MARKET, Field("source", "Source, and the regulator behind it"), NEXT_LOOK, NEXT_CONTACT),
    states=(
        State("watched", "Under watch"),
        State("look_late", "Source not looked at in time"),
        State("contact_late", "Regulator not contacted in time"),
        State("ended", "No longer watched", final=True),
    ),
    moves=(
        Move("look", "Note what was found", ("watched", "look_late"), "watched", by=OFFICERS,
             asks=(Field("found", "Nothing new, or the changes that were noticed"), NEXT_LOOK)),
        Move("contact", "Note the contact", ("watched", "contact_late"), "watched", by=OFFICERS,
             asks=(Field("talked", "With whom, about what, what follows for our work"), NEXT_CONTACT)),
        Move("end", "Watch it no longer", ("watched", "look_late", "contact_late"), "ended", by=OFFICERS, reason=True),
        Move("miss_look", "Source not looked at in time", ("watched",), "look_late", by=(CLOCK,), effects=CHASED),
        Move("miss_contact", "Regulator not contacted in time", ("watched",), "contact_late", by=(CLOCK,),
             effects=CHASED),
    ),
    deadlines=(
        Deadline("look", "The source is looked at", ("watched",), "miss_look", since="next_look"),
        Deadline("contact", "The regulator is contacted", ("watched",), "miss_contact", since="next_contact"),
    ),
)  # fmt: skip


def _list(
    name: str, label: str, clauses: list[str], opening: tuple[Field, ...], asks: tuple[Field, ...]
) -> Flow:  # fmt: skip
    """A list of what a corridor or market asks for: drafted, in force only when whole, looked at again in time."""
    return flow(
        name, label, clauses=clauses, theme=__name__, opening=opening,
        states=(
            State("drafted", "List being drafted"),
            State("in_force", "List in force"),
            State("review_late", "Not looked at again in time"),
            State("ended", "No longer used", final=True),
        ),
        moves=(
            Move("approve", "Put the list in force", ("drafted",), "in_force", by=OFFICERS, asks=asks),
            Move("review", "Look at it again", ("in_force", "review_late"), "drafted", by=OFFICERS, reason=True),
            Move("end", "Use it no longer", ("drafted", "in_force", "review_late"), "ended", by=OFFICERS, reason=True),
            Move("fall_due", "Not looked at again in time", ("in_force",), "review_late", by=(CLOCK,), effects=CHASED),
        ),
        deadlines=(Deadline("review", "The list is looked at again", ("in_force",), "fall_due", PolicyWatch.review),),
    )  # fmt: skip


OBLIGATIONS = _list(
    "obligations",
    "Obligations of a corridor",
    ["7.2.2.1-a"],
    (Field("corridor", "Corridor: origin, destination, mode of transport"),),
    (Field("version", "Version"), Field("duties", "Each duty, with the control or paper that answers it")),
)
MARKET_RULES = _list(
    "market_rules", "Rules a market needs before it is entered", ["12-b"], (MARKET,),
    (Field("data", "Data: law and technical standard"), Field("payment", "Payment: law and technical standard"),
     Field("logistics", "Logistics: law and technical standard"),
     Field("recognised", "Whose certificates are accepted, and by whom")),
)  # fmt: skip
