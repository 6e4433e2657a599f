"""Who may do what: one table of verbs, with the roles and levels that may and the scope a token or a mandate needs.

Whether the thing at hand is one's own is not asked here but in `store.scope`; `store.allowing` puts both together.
"""

from dataclasses import dataclass

from shibosi.store.models import Level, Role

ADMINISTRATOR, OFFICER, AUDITOR = Role.ADMINISTRATOR, Role.OFFICER, Role.AUDITOR
OFFICERS = frozenset([OFFICER])
DECIDERS = frozenset([ADMINISTRATOR, OFFICER])
STAFF = frozenset([ADMINISTRATOR, OFFICER, AUDITOR])
OVERSEERS = frozenset([ADMINISTRATOR, AUDITOR])
ADMINISTRATORS = frozenset([ADMINISTRATOR])
NO_ONE: frozenset[Role] = frozenset()

SCOPES = {
    "documents:read": "See documents and their rows",
    "documents:write": "Report documents",
    "findings:read": "See dossiers and findings",
    "cases:read": "See cases, measures and deadlines",
    "cases:write": "Answer cases, ask for waivers, appeal",
    "jobs:read": "See jobs and their results",
    "jobs:write": "Ask for jobs",
    "parties:read": "See parties, members and mandates",
    "webhooks:write": "Set up webhooks and see what they told",
    "platform:write": "Decide cases and waivers, impose measures, change parameters",
    "access:write": "Manage accounts, members, tokens and mandates",
    "log:read": "See the log and who looked at what",
}
"""Every scope, with what it opens."""
OF_SESSIONS = frozenset(["access:write"])
"""What only a person who signed in may do: no token and no mandate can be given it."""
OF_PLATFORM = frozenset(["platform:write", "log:read"])
"""What no party can pass on."""
FOR_TOKENS = frozenset(SCOPES) - OF_SESSIONS
OF_PARTIES = frozenset(["webhooks:write"])
"""What outlives a mandate, so that no mandate gives it."""
FOR_MANDATES = FOR_TOKENS - OF_PLATFORM - OF_PARTIES


LEVELS = {Level.READER: "Reader", Level.WORKER: "Worker", Level.MANAGER: "Manager"}
"""Levels of members with their labels; those of roles stand in `kernel.flows.roles`."""


@dataclass(frozen=True)
class Permission:
    """Who may do something: which roles; members of a party from which level on (None: none of them); which scope."""

    meaning: str
    scope: str
    roles: frozenset[Role]
    level: Level | None = None


PERMISSIONS = {
    "documents.read": Permission("See documents", "documents:read", STAFF, Level.READER),
    "documents.report": Permission("Report documents", "documents:write", DECIDERS, Level.WORKER),
    "documents.export": Permission("Export rows", "documents:read", STAFF, Level.WORKER),
    "papers.judge": Permission("Say what an issuer says of a paper, let a file serve", "platform:write", OFFICERS),
    "courses.offer": Permission("Report which courses a platform offers", "documents:write", DECIDERS, Level.WORKER),
    "courses.take": Permission("Take the test of a course", "documents:write", DECIDERS, Level.WORKER),
    "filings.look_up": Permission("Hold declared lines against filings", "documents:write", DECIDERS, Level.WORKER),
    "dossiers.read": Permission("See dossiers", "findings:read", STAFF, Level.READER),
    "findings.read": Permission("See findings", "findings:read", STAFF, Level.READER),
    "buyers.read": Permission("See what a buyer's year has used", "findings:read", STAFF),
    "cases.read": Permission("See cases and measures", "cases:read", STAFF, Level.READER),
    "cases.answer": Permission("Answer a case", "cases:write", NO_ONE, Level.WORKER),
    "cases.work": Permission("Take, assign and decide cases", "platform:write", OFFICERS),
    "cases.open": Permission("Open a case of tax work", "cases:write", OFFICERS, Level.WORKER),
    "admission.ask": Permission("Ask for admission, another account, closing", "cases:write", OFFICERS, Level.WORKER),
    "waivers.ask": Permission("Ask for a waiver", "cases:write", OFFICERS, Level.WORKER),
    "waivers.grant": Permission("Grant a waiver", "platform:write", OFFICERS),
    "measures.impose": Permission("Impose or lift a measure", "platform:write", OFFICERS),
    "measures.reverse": Permission("Undo a measure or a violation", "platform:write", OFFICERS),
    "violations.record": Permission("Record a violation", "platform:write", OFFICERS),
    "measures.appeal": Permission("Lodge an appeal against a measure", "cases:write", NO_ONE, Level.WORKER),
    "parameters.change": Permission("Change parameters", "platform:write", ADMINISTRATORS),
    "jobs.read": Permission("See jobs", "jobs:read", STAFF, Level.READER),
    "jobs.ask": Permission("Ask for a job", "jobs:write", DECIDERS, Level.WORKER),
    "jobs.oversee": Permission("Cancel and retry jobs of others, see schedules", "platform:write", DECIDERS),
    "runs.read": Permission("See runs over everything that is stored", "jobs:read", STAFF),
    "runs.start": Permission("Start a run over everything that is stored", "platform:write", DECIDERS),
    "screening.read": Permission("Screen names, see watch-lists and hits", "cases:read", STAFF),
    "screening.lists": Permission("Take watch-lists over", "platform:write", ADMINISTRATORS),
    "screening.start": Permission("Have stored names screened", "platform:write", DECIDERS),
    "goods.read": Permission("See recalls of goods, listings and their reviews", "findings:read", STAFF, Level.READER),
    "goods.lists": Permission("Take lists of recalls over", "platform:write", DECIDERS),
    "goods.complain": Permission("Lay a fault of a listing to its seller", "cases:write", OFFICERS, Level.WORKER),
    "goods.decide": Permission("Decide about recalls and listings", "platform:write", OFFICERS),
    "feeds.manage": Permission("Say which kinds of record nobody reports", "platform:write", ADMINISTRATORS),
    "links.read": Permission("See which shops seem to belong together", "findings:read", STAFF),
    "parties.read": Permission("See parties, members and mandates", "parties:read", STAFF, Level.READER),
    "parties.manage": Permission("Add and change parties and their codes", "access:write", ADMINISTRATORS),
    "accounts.manage": Permission("Make and close accounts, give roles", "access:write", ADMINISTRATORS),
    "members.manage": Permission("Add and remove members", "access:write", ADMINISTRATORS, Level.MANAGER),
    "tokens.own": Permission("Make and revoke own tokens", "access:write", STAFF, Level.READER),
    "tokens.manage": Permission("Make and revoke tokens of others", "access:write", ADMINISTRATORS, Level.MANAGER),
    "mandates.manage": Permission("Give and revoke mandates", "access:write", ADMINISTRATORS, Level.MANAGER),
    "webhooks.manage": Permission("Set up webhooks", "webhooks:write", ADMINISTRATORS, Level.WORKER),
    "log.read": Permission("See the log", "log:read", STAFF),
    "access-log.read": Permission("See who looked at what", "log:read", OVERSEERS),
}  # fmt: skip
READING = frozenset(verb for verb in PERMISSIONS if verb.endswith((".read", ".export")))
"""What changes nothing; all an auditor may do."""
