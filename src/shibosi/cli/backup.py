"""`shibosi backup`: everything the server keeps, as it is at one moment, in one file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.cli.working import telling
from shibosi.kernel.words import translate


@click.command("backup", cls=Spoken, help="Write everything the server keeps into one file, while it runs.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--with-secrets", is_flag=True, help="Put the keys of the server into the file too; then lock the file away."
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(file: Path | None, with_secrets: bool, quiet: bool) -> int:
    """Back up, and say what is in it and where the key is."""
    from shibosi import settings

    settings.start_django()
    from shibosi.store.keeping.backup import backup

    now = datetime.now(UTC)
    with telling(quiet) as progress:
        kept = backup((file or Path(f"shibosi-{now:%Y%m%dT%H%M%S}.zip")).absolute(), now, with_secrets, progress)
    if quiet:
        return 0
    words = translate("{file}: {rows} rows of {tables} tables, {files} files; the log has {size} entries, root {root}.")
    click.echo(words.format(
        file=kept.path, rows=f"{kept.rows:,}", tables=kept.tables, files=kept.files, size=f"{kept.log_size:,}",
        root=kept.log_root,
    ))  # fmt: skip
    if not with_secrets:
        key = translate(
            "The key is not in it: keep {key} (or SHIBOSI_SEAL) elsewhere; without it what is sealed never opens."
        )
        click.echo(key.format(key=settings.home() / "seal"))
    return 0
