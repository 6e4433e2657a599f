"""`shibosi explain`: a clause, a control, a flow or a finding, in words."""

import re
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken, say_json
from shibosi.kernel.words import translate

ROW = re.compile(r"#?([0-9]+)")
CONTROL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@click.command("explain", cls=Spoken, help="Explain a clause, a control, a flow or a finding of a run.")
@click.argument("what", metavar="CLAUSE|CONTROL|FLOW|FINDING")
@click.argument("key", metavar="[KEY]", required=False)
@click.option(
    "--run",
    "folder",
    type=click.Path(path_type=Path),
    help="The run of the finding; the newest of check or demo here unless given.",
)
@click.option("--show-personal", "personal", is_flag=True, help="Show personal data in full.")
@click.option(
    "--all", "whole", is_flag=True, help="Show every field that was reported, not only those the control reads."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def command(what: str, key: str | None, folder: Path | None, personal: bool, whole: bool, as_json: bool) -> int:
    """Find out what is meant and explain it. A finding is a number (#3) or a control with a key."""
    from shibosi.domains import registry

    registry.load()
    row = ROW.fullmatch(what)
    if key is not None:
        return finding(what, key, folder, personal, whole, as_json)
    if row is not None and (folder is not None or what.startswith("#") or not is_clause(what)):
        return finding(int(row[1]), None, folder, personal, whole, as_json)
    if is_clause(what) or not CONTROL.fullmatch(what):
        from shibosi.cli.explaining.clause import say_clause
        from shibosi.telling.clause import clause_data

        if as_json:
            say_json(clause_data(what, registry.values()))
        else:
            say_clause(what, registry.values())
        return 0
    from shibosi.kernel.flows.declared import KNOWN as FLOWS

    if what in FLOWS:
        from shibosi.cli.explaining.flow import say_flow
        from shibosi.telling.flow import flow_data

        if as_json:
            say_json(flow_data(FLOWS[what], registry.values()))
        else:
            say_flow(FLOWS[what], registry.values())
        return 0
    from shibosi.cli.explaining.control import say_control
    from shibosi.kernel.controls import named
    from shibosi.telling.control import control_data

    control = named(what)
    if as_json:
        say_json(control_data(control, registry.values()))
    else:
        say_control(control, registry.values())
    return 0


def is_clause(what: str) -> bool:
    """Whether the register has something under this number."""
    from shibosi.standard.errors import UnknownClause
    from shibosi.standard.register import resolve

    try:
        return bool(resolve(what))
    except UnknownClause:
        return False


def finding(what: str | int, key: str | None, folder: Path | None, personal: bool, whole: bool, as_json: bool) -> int:
    """Explain a finding by its number, or a control on the dossier of a key; status 2 where documents are gone."""
    from shibosi.batch.inputs import InputChanged, InputGone
    from shibosi.cli.explaining.finding import say_explained, say_recorded
    from shibosi.kernel.controls import named
    from shibosi.kernel.runs import open_run
    from shibosi.telling import recorded as records
    from shibosi.telling.finding import explained
    from shibosi.telling.told import finding_data

    run = open_run(folder or records.newest())
    found = records.numbered(run, what) if isinstance(what, int) else None
    control = named(found.control if found else str(what))
    key = found.key if found else str(key)
    found = found or records.named(run, control.name, key)
    if not as_json:
        click.echo(translate("Run: {folder}").format(folder=run.folder))
        say_recorded(control, key, found, personal)
    missing: InputChanged | InputGone | None = None
    try:
        again = explained(run, control, key)
    except (InputChanged, InputGone) as mistake:
        missing, again = mistake, None
    if as_json:
        say_json(finding_data(control, key, found, again, whole, personal))
    elif again is not None:
        say_explained(again, found, whole, personal)
    if missing is not None:
        click.echo(missing.sentence(), err=True)
    return 2 if missing is not None else 0
