"""`shibosi log`: verify the log of a run, sign its head, prove that findings stand in it."""

from pathlib import Path

import click

from shibosi.cli.speaking import SpokenGroup, say_json
from shibosi.kernel.words import translate

RUN = click.Path(path_type=Path)
KEY = click.option("--key", "key_file", type=click.Path(path_type=Path),
                   help="The signing key (PEM); that of SHIBOSI_SIGNING_KEY unless given.")  # fmt: skip
ORIGIN = click.option("--origin", metavar="NAME", help="What the head calls the log, such as shop.example/log.")
CREATE = click.option("--create-key", "create", is_flag=True, help="Make the signing key where there is no file.")


@click.group("log", cls=SpokenGroup, help="Verify, prove, bundle and sign the log of a run.")
def command() -> None:
    """All commands about logs."""


@command.command("verify", help="Compute the log of a run again and say what fits.")
@click.argument("folder", metavar="RUN", type=RUN)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def verify(folder: Path, as_json: bool) -> int:
    """Verify; status 1 where something does not fit."""
    from shibosi.cli.logged import checks
    from shibosi.kernel.runs import open_run

    found = checks(open_run(folder))
    if as_json:
        say_json([{"check": one.name, "fits": one.fits, "reason": one.said()} for one in found])
    else:
        for one in found:
            click.echo(one.sentence())
    return 1 if any(one.fits is False for one in found) else 0


@command.command("head", help="The signed head of the log of a run, as a C2SP checkpoint.")
@click.argument("folder", metavar="RUN", type=RUN)
@KEY
@ORIGIN
@CREATE
def head(folder: Path, key_file: Path | None, origin: str | None, create: bool) -> int:
    """Print the head; who signed it is said beside it."""
    from shibosi.cli.logged import signer
    from shibosi.cli.proofs import signed_head
    from shibosi.kernel.runs import open_run

    run = open_run(folder)
    note, public = signed_head(run, signer(run, key_file, origin, create))
    click.echo(note, nl=False)
    click.echo(translate("Public key: {key}").format(key=public), err=True)
    return 0


@command.command("prove", help="Prove that a finding stands in the log, without showing it.")
@click.argument("folder", metavar="RUN", type=RUN)
@click.option("--finding", "number", type=int, required=True, help="The number of the finding, counted from 1.")
def prove(folder: Path, number: int) -> int:
    """Print the inclusion proof."""
    from shibosi.cli.proofs import inclusion
    from shibosi.kernel.runs import open_run

    say_json(inclusion(open_run(folder), number))
    return 0


@command.command("bundle", help="One file that proves findings to somebody else, with the verifier beside it.\n\n"
                                "Whoever has it can read the facts of these findings.")  # fmt: skip
@click.argument("folder", metavar="RUN", type=RUN)
@click.option(
    "--finding",
    "numbers",
    type=int,
    multiple=True,
    help="The number of a finding, counted from 1; any number of times.",
)
@click.option("--control", "control", help="All findings of a control.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")
@KEY
@ORIGIN
@CREATE
def bundle(
    folder: Path, numbers: tuple[int, ...], control: str | None, out: Path, key_file: Path | None,
    origin: str | None, create: bool,
) -> int:  # fmt: skip
    """Write the bundle and say how to verify it."""
    from shibosi.cli.logged import signer
    from shibosi.cli.proofs import chosen, hand_over
    from shibosi.kernel.runs import open_run

    if not numbers and control is None:
        raise click.UsageError(translate("Name findings (--finding) or a control (--control)."))
    run = open_run(folder)
    wanted = chosen(run, numbers, control)
    public = hand_over(run, wanted, signer(run, key_file, origin, create), out)
    click.echo(translate("{count} findings proven in {path}.").format(count=len(wanted), path=out))
    click.echo(translate("Verify: python {verifier} {path} --key '{key}'").format(
        verifier=out.with_name("verifier.py"), path=out, key=public
    ))  # fmt: skip
    return 0
