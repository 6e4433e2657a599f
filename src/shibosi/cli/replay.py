"""`shibosi replay`: the same documents, day and values again; says whether the findings are identical."""

from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


@click.command("replay", cls=Spoken, help="Run again what a run folder was made of, and compare.")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--engine", type=click.Choice(["local", "spark"]), help="Another engine than that of the run.")
def command(run: Path, engine: str | None) -> int:
    """Replay and say what came of it; exit status 1 when the findings differ."""
    from shibosi.batch.replay import replay
    from shibosi.kernel.runs import open_run

    found = replay(open_run(run), engine)
    if found.identical:
        click.echo(translate("Identical: the same documents give the same findings."))
        return 0
    click.echo(translate("{count} findings differ.").format(count=found.differing))
    if not found.same_controls:
        click.echo(translate("The controls have changed since."))
    if not found.same_values:
        click.echo(translate("The parameter values have changed since."))
    return 1
