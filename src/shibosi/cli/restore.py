"""`shibosi restore`: a backup becomes the server again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.cli.working import telling
from shibosi.kernel.words import translate


@click.command("restore", cls=Spoken, help="Make a backup the server again: whole, or nothing is changed.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of all the server holds now.")
@click.option("--yes", is_flag=True, help="Do not ask whether to replace.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(file: Path, replace: bool, yes: bool, quiet: bool) -> int:
    """Check the file, take its key, restore, and say what was restored."""
    from shibosi import settings
    from shibosi.store.keeping import archive
    from shibosi.store.keeping.keys import take_key

    if replace and not yes:
        question = translate("All that the server in {home} holds is replaced. Go on?")
        click.confirm(question.format(home=settings.database_name()), abort=True, err=True)
    with archive.reading(file) as reader, telling(quiet) as progress:
        take_key(reader)
        reader.check_parts(progress)
        settings.start_django()
        from shibosi.store.keeping.restore import restore

        found = restore(reader, datetime.now(UTC), replace, progress)
    if not quiet:
        words = translate(
            "Restored from version {version} of {made_at}: {rows} rows of {tables} tables, {files} files. "
            "The log verifies: {size} entries, root {root}."
        )
        click.echo(words.format(
            version=found.version, made_at=found.made_at, rows=f"{found.rows:,}", tables=found.tables,
            files=found.files, size=f"{found.log_size:,}", root=found.log_root,
        ))  # fmt: skip
    return 0
