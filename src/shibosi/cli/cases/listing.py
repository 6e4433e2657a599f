"""`shibosi cases list`: the cases that wait, as the desk shows them, on the screen or in a file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shibosi.cli.cases.group import PARTY, command, filters, viewer_of, which_of
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate

if TYPE_CHECKING:
    from shibosi.store.cases.desk import Opened
    from shibosi.store.models import Case

LATE = 1
SORTS = {"due": "due_at", "newest": "-pk", "oldest": "pk", "priority": "-priority"}


@command.command("list", help="The cases that wait, the next deadline first; exit status 1 where some are late.")
@filters
@click.option("--opened", type=click.Choice(["open", "closed", "all"]), default="open", show_default=True,
              help="Open cases, closed ones or all.")  # fmt: skip
@click.option("--sort", type=click.Choice(list(SORTS)), default="due", show_default=True, help="Which come first.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many are shown.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write all into this file instead.")
@click.option("--format", "format_", type=click.Choice(["csv", "xlsx", "parquet", "jsonl"]), default="csv",
              show_default=True, help="Format of the file.")  # fmt: skip
@click.option("--as", "email", default="", metavar="EMAIL", help="The account that asks; the platform unless given.")
@PARTY
@AS_JSON
def list_(
    opened: "Opened", sort: str, most: int, out: Path | None, format_: str, email: str, party: str, as_json: bool,
    **asked: Any,
) -> int:  # fmt: skip
    """Say which cases answer to the filters."""
    viewer = viewer_of(email, party)
    from shibosi.api.caseshapes import brief
    from shibosi.store.allowing import allowed
    from shibosi.store.cases import desk

    allowed(viewer, "cases.read")
    query = desk.queue(viewer, which_of(viewer, opened, asked)).select_related("assignee", "dossier", "document")
    ordered = query.order_by(SORTS[sort], "pk")
    if out is not None:
        count = _write(out, format_, [brief(viewer, one) for one in ordered.iterator(1000)])
        click.echo(translate("{count} cases are written to {file}.").format(count=f"{count:,}", file=out))
    elif as_json:
        say_json([brief(viewer, one) for one in ordered[:most]])
    else:
        _say(list(ordered[:most]), query.count())
    return LATE if query.filter(closed_at__isnull=True, due_at__lte=viewer.now).exists() else 0


def _say(some: "list[Case]", count: int) -> None:
    from shibosi.cli.cases.showing import moment
    from shibosi.console.cases import about
    from shibosi.store.cases.written import flow_of

    if not some:
        click.echo(translate("No case answers to these filters."))
        return
    say_table(each("Case", "Flow", "State", "About", "Has it", "Due"), [
        [one.public, translate(flow_of(one).label), translate(flow_of(one).states[one.state].label), about(one)[0],
         (one.assignee.name or one.assignee.email) if one.assignee is not None else "", moment(one.due)]
        for one in some
    ])  # fmt: skip
    if count > len(some):
        click.echo(translate("{shown} of {count} are shown.").format(shown=len(some), count=f"{count:,}"))


def _write(out: Path, format: str, rows: list[dict[str, Any]]) -> int:
    import polars as pl

    from shibosi.methods.formats.writing import write

    told = [{name: one.isoformat() if isinstance(one, datetime) else one for name, one in row.items()} for row in rows]
    write(pl.DataFrame(told, infer_schema_length=None), out, format)
    return len(rows)
