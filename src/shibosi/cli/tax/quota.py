"""The year of a person: what is used of the limit, what is left, what came back in time."""

from datetime import datetime
from pathlib import Path

import click

from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.cli.tax.group import EXPLAIN, OVERLAY, command, law_of, say_number
from shibosi.kernel.words import translate
from shibosi.methods.derivation.telling import said, text
from shibosi.methods.taxes.asking import read_json
from shibosi.methods.taxes.retail.asking import quota_question
from shibosi.methods.taxes.retail.quota import Quota
from shibosi.methods.taxes.retail.returning import STATES


@command.command("quota", help="What a person's retail imports used of the limit of a year; FILE is JSON.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ON
@OVERLAY
@EXPLAIN
@AS_JSON
def quota(file: Path, day: datetime | None, overlay: Path | None, explain: bool, as_json: bool) -> int:
    """Status 0 within the limit, 1 above it, 3 where that is not known."""
    found = quota_question(read_json(file), law_of(overlay), day_of(day))
    if as_json:
        say_json(found.as_data(explain))
    else:
        say_quota(found, explain)
    high = found.used.high
    return 1 if found.used.low > found.limit.low else 0 if high is not None and high <= found.limit.low else UNDECIDED


def say_quota(found: Quota, explain: bool) -> None:
    """The lists that count, and the sums."""
    rows = [
        [one.purchase.order, one.purchase.declared, f"{one.purchase.value:,.2f}", text(one.amount),
         "\n".join(f"{each.goods.value:,.2f} {said(STATES[each.status.state])}" for each in one.returns)]
        for one in found.lines
    ]  # fmt: skip
    say_table(each("List", "Day", "Dutiable price", "Counts", "Came back"), rows, right=(2, 3))
    say_pairs((translate(one.label), text(one)) for one in (found.limit, found.used, found.left))
    for reason in found.ignored:
        click.echo(f"! {said(reason)}")
    say_number(found.used, explain)
