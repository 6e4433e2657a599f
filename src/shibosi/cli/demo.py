"""`shibosi demo`: the main job on a generated example, start to end; exit 0 when it found what was seeded."""

from pathlib import Path

import click

from shibosi.cli.said import say_run, steps
from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate

HERE = Path("shibosi-demo")


@click.command("demo", cls=Spoken, help="The main job on a generated example: what was found, where the report lies.")
@click.option("--orders", type=click.IntRange(100), default=10_000, show_default=True, help="How many orders.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same example.")
@click.option("--out", type=click.Path(path_type=Path), default=HERE, show_default=True, help="Where it is written.")
def command(orders: int, seed: int, out: Path) -> int:
    """Make an example, check it, hold the findings against the truth."""
    from shibosi.batch.check import Asked, check
    from shibosi.batch.truth import compare
    from shibosi.example import write_example

    folder = free(out)
    click.echo(
        translate("A day's trade of {orders} orders is made up in {folder}, with faults in it.").format(
            orders=f"{orders:,}", folder=folder
        )
    )
    made = write_example(folder / "example", orders, seed)
    with steps(quiet=False) as progress:
        run = check(Asked((folder / "example" / "documents",), folder / "run", made.as_of), progress)
    say_run(run)
    missed, surplus = compare(folder / "example" / "truth.csv", run.findings())
    found = run.findings().height - surplus.height
    click.echo(
        translate("{found} of {seeded} seeded findings found, {surplus} that were not seeded.").format(
            found=f"{found:,}", seeded=f"{found + missed.height:,}", surplus=f"{surplus.height:,}"
        )
    )
    return 1 if missed.height or surplus.height else 0


def free(out: Path) -> Path:
    """The folder asked for, or the next free one of that name."""
    number, folder = 1, out
    while folder.exists() and any(folder.iterdir()):
        number += 1
        folder = out.with_name(f"{out.name}-{number}")
    return folder
