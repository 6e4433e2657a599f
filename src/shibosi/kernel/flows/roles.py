"""Roles: who may move a case. A party is named by what it is in the case, so that a firm moves only its own cases."""

from shibosi.kernel.words import translate

ADMINISTRATOR = "administrator"
OFFICER = "officer"
AUDITOR = "auditor"
MACHINE = "machine"
CLOCK = "clock"
"""Nobody: the move is made when a deadline lapses."""

ROLES = {
    ADMINISTRATOR: "Administrator",
    OFFICER: "Officer",
    AUDITOR: "Auditor",
    MACHINE: "Machine token",
    CLOCK: "Clock",
}
"""Roles with their labels. An auditor looks and never moves anything."""

PARTIES = {
    "subject": "Party concerned",
    "claimant": "Claimant",
    "respondent": "Respondent",
    "reporter": "Who reported it",
}
"""What a party can be in a case."""

_PARTY = "party:"


def party(name: str) -> str:
    """The role of people who act for a party of the case: `party("subject")`."""
    return _PARTY + name


def party_of(role: str) -> str | None:
    """The party a role acts for, or None where it acts for the house."""
    return role.removeprefix(_PARTY) if role.startswith(_PARTY) else None


def label(role: str, language: str | None = None) -> str:
    """A role in words."""
    name = party_of(role)
    return translate(ROLES[role] if name is None else PARTIES[name], language)
