"""`shibosi cases assign`: cases handed to an officer, or to nobody."""

from typing import Any

import click

from shibosi.cli.cases.group import (
    ALL,
    AS,
    NOBODY,
    NUMBERS,
    QUIET,
    YES,
    carry_out,
    command,
    filters,
    meant,
    viewer_of,
)
from shibosi.cli.law.group import AS_JSON


@command.command("assign", help="Hand cases to an officer, or to nobody; exit status 1 where some are not there.")
@click.argument("officer", metavar="EMAIL|nobody")
@NUMBERS
@AS
@ALL
@filters
@YES
@QUIET
@AS_JSON
def assign(
    officer: str, numbers: tuple[str, ...], email: str, every: bool, yes: bool, quiet: bool, as_json: bool,
    **asked: Any,
) -> int:  # fmt: skip
    """Hand them over. Raises NoAccount, NoOfficer, Forbidden, NoCases, TooManyCases."""
    viewer = viewer_of(email, "")
    from shibosi.runs.moving import account_of
    from shibosi.store.actions.cases import assign_some, works_on_cases

    to = account_of(officer) if officer != NOBODY else None
    works_on_cases(to)
    cases = meant(viewer, numbers, every, yes, asked)
    return carry_out(email, "", cases, lambda one, some: assign_some(one, some, to), as_json, quiet)
