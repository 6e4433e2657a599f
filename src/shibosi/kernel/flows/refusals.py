"""Why a move is not made. Each says what stands against it, in the reader's language."""

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.roles import label
from shibosi.kernel.words import translate

SPOKEN = frozenset({"state", "move", "field", "deadline", "role", "expected", "party"})
"""Facts that are words of ours: said in the reader's language too."""


class Refusal(ShibosiError):
    """Base of all refusals of a move."""

    def sentence(self, language: str | None = None) -> str:
        """The message with its facts, those that are words of ours translated."""
        said = translate(self.message, language).format(**self.facts | self.spoken(language))
        meant = translate("Did you mean '{hint}'?", language).format(hint=self.hint) if self.hint else ""
        return f"{said} {meant}".rstrip()

    def spoken(self, language: str | None) -> dict[str, str]:
        """The facts that are words of ours, in a language."""
        return {name: translate(str(self.facts[name]), language) for name in SPOKEN & self.facts.keys()}


class UnknownMove(Refusal):
    """A name that is no move of the flow."""

    code = "unknown-move"
    message = "There is no move '{name}' in this flow."


class NotFromHere(Refusal):
    """The move does not begin in the state the case is in."""

    code = "not-from-here"
    message = "'{move}' cannot be done while the case is: {state}."


class NotByThem(Refusal):
    """None of the actor's roles may make the move."""

    code = "not-your-role"
    message = "'{move}' is done by: {roles}."

    def spoken(self, language: str | None) -> dict[str, str]:
        """With every role in words."""
        roles = ", ".join(label(role, language) for role in self.facts["roles"])
        return {**super().spoken(language), "roles": roles}


class NotTheirCase(Refusal):
    """The actor does not act for the party the move belongs to."""

    code = "not-your-case"
    message = "'{move}' can only be done for the party that is in this case: {party}."


class SamePerson(Refusal):
    """Four eyes: the first person cannot be the second."""

    code = "same-person"
    message = "'{move}' needs a second person: {person} took part already."


class NotShown(Refusal):
    """Four eyes: two people count only where each of them showed who it is."""

    code = "person-not-shown"
    message = "'{move}' takes two people who have signed in; at the command line anybody can name anybody."


class FirstUnknown(Refusal):
    """Four eyes: it is not known who the first person was."""

    code = "first-person-unknown"
    message = "'{move}' needs a second person, and it is not known who the first was."


class DeadlineLapsed(Refusal):
    """A deadline has lapsed: the clock moves first."""

    code = "deadline-lapsed"
    message = "The deadline '{deadline}' lapsed at {at}; nothing else can be done before the clock has moved the case."


class TimeRunsBack(Refusal):
    """The move would lie before what has already happened."""

    code = "time-runs-back"
    message = "It is {now} here, but the case was last moved at {last}."


class ReasonMissing(Refusal):
    """A reason is asked for and none was given."""

    code = "reason-missing"
    message = "'{move}' needs a reason."


class FieldMissing(Refusal):
    """A field is asked for and was not filled."""

    code = "field-missing"
    message = "'{field}' is missing."


class FieldWrong(Refusal):
    """A field was filled with something that does not fit."""

    code = "field-wrong"
    message = "'{field}' is '{found}', expected {expected}."


class FieldNotAsked(Refusal):
    """Something was given that nobody asked for."""

    code = "field-not-asked"
    message = "'{name}' is not asked for here."


class PartyMissing(Refusal):
    """A case is opened without saying who is concerned."""

    code = "party-missing"
    message = "A case of this kind must say who is: {party}."


class BadZone(Refusal):
    """A time zone nobody knows."""

    code = "bad-zone"
    message = "There is no time zone '{zone}'."
