"""`shibosi upgrade`: the tables of an earlier version become those of this one."""

from datetime import UTC, datetime

import click

from shibosi.cli.speaking import Spoken
from shibosi.cli.working import telling
from shibosi.kernel.words import translate


@click.command("upgrade", cls=Spoken, help="Bring the tables up to this version, after a backup, and check them.")
@click.option("--no-backup", is_flag=True, help="Write no backup before; you have one.")
@click.option("--rejudge/--no-rejudge", default=True, help="Ask for all dossiers to be judged by this version.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(no_backup: bool, rejudge: bool, quiet: bool) -> int:
    """Upgrade and say what changed."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.store import rejudging
    from shibosi.store.keeping.upgrade import upgrade

    now = datetime.now(UTC)
    with telling(quiet) as progress:
        found = upgrade(now, not no_backup, progress)
    asked = rejudging.ask(now, "command line") if rejudge and found.changed and found.dossiers else None
    if quiet:
        return 0
    if not found.changed:
        click.echo(translate("Nothing to do: this is version {version}.").format(version=found.after))
    else:
        words = translate("Upgraded from {before} to {after}; migrations: {migrations}.")
        click.echo(words.format(before=found.before or translate("an unknown version"), after=found.after,
                                migrations=_told(found.migrations)))  # fmt: skip
    if found.saved is not None:
        click.echo(translate("The backup before is {file}.").format(file=found.saved))
    click.echo(translate("The log verifies: {size} entries, root {root}.")
               .format(size=f"{found.log_size:,}", root=found.log_root))  # fmt: skip
    if asked is not None:
        click.echo(translate("{dossiers} dossiers will be judged again by a worker (job {job}).")
                   .format(dossiers=f"{found.dossiers:,}", job=asked.pk))  # fmt: skip
    return 0


def _told(migrations: list[str]) -> str:
    """Our own migrations by name; of those of libraries how many they are."""
    own = [name for name in migrations if name.startswith("store.")]
    others = len(migrations) - len(own)
    more = [translate("{count} of libraries").format(count=others)] if others else []
    return ", ".join([*own, *more]) or translate("none")
