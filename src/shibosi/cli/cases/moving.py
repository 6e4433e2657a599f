"""`shibosi cases move`: the same move of one case, of several, or of all that answer to filters."""

from typing import Any

import click

from shibosi.cli.cases.group import ALL, AS, NUMBERS, PARTY, QUIET, YES, carry_out, command, filters, meant, viewer_of
from shibosi.cli.law.group import AS_JSON
from shibosi.kernel.errors import nearest
from shibosi.kernel.words import translate


@command.command("move", help="Move cases; exit status 1 where some were not moved, each with the reason.")
@click.argument("move")
@NUMBERS
@AS
@click.option("--reason", default="", help="Why; some moves ask for it.")
@click.option("--given", multiple=True, metavar="NAME=TEXT", help="What the move asks for; may be repeated.")
@ALL
@filters
@YES
@PARTY
@QUIET
@AS_JSON
def move(
    move: str, numbers: tuple[str, ...], email: str, reason: str, given: tuple[str, ...], every: bool, yes: bool,
    party: str, quiet: bool, as_json: bool, **asked: Any,
) -> int:  # fmt: skip
    """Move them. Raises UnknownMove, Forbidden, NoCases, TooManyCases."""
    viewer = viewer_of(email, party)
    from shibosi.kernel.flows.refusals import UnknownMove
    from shibosi.store.actions.cases import Decision, move_some
    from shibosi.store.cases.written import flows

    known = sorted({one.name for flow in flows().values() for one in flow.moves.values() if not one.by_clock})
    if move not in known:
        raise UnknownMove(name=move, hint=nearest(move, known))
    decision = Decision(move, reason, dict(_given(one) for one in given))
    cases = meant(viewer, numbers, every, yes, asked)
    return carry_out(email, party, cases, lambda one, some: move_some(one, some, decision), as_json, quiet)


def _given(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise click.UsageError(translate("'{text}' is not NAME=TEXT.").format(text=text))
    return name.strip(), value
