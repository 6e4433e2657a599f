"""`shibosi map`: help with mapping a user's own columns."""

from pathlib import Path

import click

from shibosi.cli.speaking import SpokenGroup
from shibosi.kernel.words import translate
from shibosi.settings import program


@click.group("map", cls=SpokenGroup, help="Help with mapping your own columns.")
def command() -> None:
    """All commands about maps."""


@command.command("suggest", help="Suggest a map for files; check every line of it before it is used.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the map there instead of showing it.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def suggest(files: tuple[Path, ...], out: Path | None, force: bool) -> int:
    """Suggest a map; status 2 where a file could not be read or nothing of it was understood."""
    from shibosi.domains import registry
    from shibosi.methods.formats.walking import found
    from shibosi.telling.suggested import MapTaken, looked_at, map_text

    registry.load()
    if out is not None and out.exists() and not force:
        raise MapTaken(path=out)
    paths = sorted(found(files))
    tables, problems = looked_at(paths)
    for problem in problems:
        click.echo(problem, err=True)
    if any(table.record for table in tables):
        text = map_text(tables, out.name if out is not None else "map.yaml")
        if out is None:
            click.echo(text, nl=False)
        else:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(text, encoding="utf-8")
            click.echo(
                translate("Written to {path}. Check it: {program} check FILES --map {path}").format(
                    path=out, program=program()
                )
            )
    else:
        click.echo(translate("No heading of these files means anything here."), err=True)
    return 2 if problems or not any(table.record for table in tables) else 0
