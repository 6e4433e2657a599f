"""The group of commands about cases, who acts in them, and which cases are meant."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from shibosi.cli.speaking import SpokenGroup, each, say_json, say_table
from shibosi.cli.working import telling
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import translate

if TYPE_CHECKING:
    from shibosi.store.actions.cases import Outcome
    from shibosi.store.actions.queues import Verb
    from shibosi.store.cases.desk import Opened, Which
    from shibosi.store.viewers import Viewer

Command = Callable[..., int]
ME, NOBODY = "me", "nobody"
NOT_DONE = 1
PARTY = click.option("--party", default="", metavar="NAME", help="The public name of the party that is acted for.")
AS = click.option(
    "--as", "email", required=True, metavar="EMAIL", help="The account whose deed it is: an officer, or one of a firm."
)
NUMBERS = click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
ALL = click.option("--all", "every", is_flag=True, help="Every open case that answers to the filters, without numbers.")
YES = click.option("--yes", is_flag=True, help="Do not ask before all are taken.")
QUIET = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
FILTERS = (
    click.option("--flow", default="", metavar="NAME", help="Only cases of a flow, such as held_order."),
    click.option("--state", default="", metavar="NAME", help="Only those in a state of it, such as held."),
    click.option("--due", type=click.Choice(["late", "day", "week", "uncounted"]),
                 help="Only those that are late, due within a day or a week, or not countable yet."),
    click.option("--assignee", default="", metavar="EMAIL",
                 help="Only those that an officer has: an e-mail, me, nobody."),
    click.option("--firm", default="", metavar="NAME", help="Only those of a firm: by name, part of it or code."),
    click.option("--control", default="", metavar="CONTROL", help="Only those about a control."),
    click.option("--text", default="", metavar="NUMBER", help="Only those of a number: of case, dossier or document."),
)  # fmt: skip


class UnknownState(ShibosiError):
    """A name that is no state of a flow."""

    code = "unknown-state"
    message = "There is no state '{state}'; there are {known}."


@click.group("cases", cls=SpokenGroup, help="Cases: which wait, what happened in one; move them, hand them over.")
def command() -> None:
    """All commands about cases."""


def filters(function: Command) -> Command:
    """Add the filters of the desk to a command."""
    for one in reversed(FILTERS):
        function = one(function)
    return function


def viewer_of(email: str, party: str) -> "Viewer":
    """Who asks: an account by its e-mail, else whoever sits at the machine. Raises NoAccount, NothingHere, NotThere."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import acting, operator

    now = datetime.now(UTC)
    return acting(now, email, party) if email else operator(now, party)


def which_of(viewer: "Viewer", opened: "Opened", asked: Mapping[str, Any]) -> "Which":
    """The filters as the desk takes them. Raises UnknownFlow, UnknownState, UnknownControl, NoAccount."""
    from shibosi.kernel import controls
    from shibosi.kernel.flows.declared import named
    from shibosi.runs.moving import account_of
    from shibosi.store.cases.desk import Which
    from shibosi.store.cases.written import flows

    every = flows()
    some = [named(asked["flow"])] if asked["flow"] else list(every.values())
    states = list(dict.fromkeys(state for flow in some for state in flow.states))
    if asked["state"] and asked["state"] not in states:
        raise UnknownState(state=asked["state"], known=", ".join(states), hint=nearest(asked["state"], states))
    if asked["control"]:
        controls.named(asked["control"])
    assignee = asked["assignee"]
    if assignee == ME and viewer.account is None:
        raise click.UsageError(translate("Say by --as who you are."))
    if assignee not in ("", ME, NOBODY):
        assignee = str(account_of(assignee).pk)
    return Which(
        flow=asked["flow"], state=asked["state"], opened=opened, due=asked["due"] or "", assignee=assignee,
        party=asked["firm"], control=asked["control"], text=asked["text"],
    )  # fmt: skip


def number_of(text: str) -> str:
    """The number of a case as it is kept, whichever case and however it is divided."""
    from shibosi.store.cases import desk

    found = desk.number_of(text)
    if found is None:
        raise click.UsageError(translate("'{text}' is no number of a case.").format(text=text))
    return found


def meant(viewer: "Viewer", numbers: Iterable[str], every: bool, yes: bool, asked: Mapping[str, Any]) -> list[str]:
    """The cases that are meant: named, or all that answer to the filters. Raises Forbidden, NoCases, TooManyCases."""
    from shibosi.store.actions import queues

    named = list(dict.fromkeys(number_of(one) for one in numbers))
    if bool(named) == every:
        raise click.UsageError(translate("Name cases, or say --all and filters."))
    if named and any(asked.values()):
        raise click.UsageError(translate("Filters say which cases --all means; they go with no numbers."))
    if named:
        return named
    found = queues.answering(viewer, which_of(viewer, "open", asked))
    if not yes:
        click.confirm(translate("{count} cases answer. Go on?").format(count=f"{len(found):,}"), abort=True, err=True)
    return found


def carry_out(email: str, party: str, cases: list[str], verb: "Verb", as_json: bool, quiet: bool) -> int:
    """Do something with cases, telling how far it is; say of each for which it was not done why."""
    from shibosi.store.actions.queues import through

    with telling(quiet) as progress:
        tell = (lambda done, of: progress(translate("Cases"), done, of)) if progress else (lambda done, of: None)
        every = through(cases, lambda: viewer_of(email, party), verb, tell)
    refused = [one for one in every if one.refused is not None]
    if as_json:
        say_json({"done": len(every) - len(refused), "refused": [_refused(one) for one in refused]})
    else:
        if not quiet:
            click.echo(translate("{count} cases done.").format(count=f"{len(every) - len(refused):,}"))
        if refused:
            say_table(each("Case", "Why not"), [[one.number, _refused(one)["detail"]] for one in refused])
    return NOT_DONE if refused else 0


def _refused(one: "Outcome") -> dict[str, Any]:
    assert one.refused is not None, "what is told of was refused"
    return {"number": one.number, "code": one.refused.code, "detail": one.refused.sentence()}
